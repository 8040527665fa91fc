import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareVersions } from '../../server/plan-import/compare/compare-versions.ts';
import type { ComparableMeasure, VersionComparison } from '../../server/plan-import/compare/version-comparison.ts';

function measure(key: string, wording: string, changes: Partial<ComparableMeasure> = {}): ComparableMeasure {
  return {
    key,
    code: `1.${key.replace(/\D/g, '')}`,
    wording,
    objectivePath: ['Образование'],
    amounts: ['400000 EUR|Общински бюджет|'],
    period: '2026–2027',
    responsibles: ['Община Дъбрава'],
    indicators: [],
    ...changes,
  };
}

const WORDINGS = [
  'Летни езикови групи за бъдещи първокласници',
  'Срещи с родители преди всяка учебна година',
  'Стипендии за ученици от гимназиален етап',
  'Прегледи с подвижен кабинет в селата на общината',
  'Водопровод и канализация на улица Кестен',
  'Назначаване на здравен медиатор',
  'Обучение на служители за недискриминация',
];

function version(prefix: string, wordings: string[]): ComparableMeasure[] {
  return wordings.map((wording, index) => measure(`${prefix}${index + 1}`, wording));
}

/** Without the order, and with wordings in place of keys. */
function told(comparison: VersionComparison, ...versions: ComparableMeasure[][]): string[] {
  const wordings = new Map(versions.flat().map((each) => [each.key, each.wording]));
  const names = (keys: string[]): string =>
    keys
      .map((key) => wordings.get(key) ?? '')
      .toSorted()
      .join(' & ');
  return comparison.matches
    .map(
      (match) =>
        `${match.change}: ${names(match.previousKeys)} > ${names(match.nextKeys)} [${match.changedFields.join()}]`,
    )
    .toSorted();
}

test('the same measures in any order are all unchanged', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(WORDINGS, { minLength: WORDINGS.length }), (shuffled) => {
      const previous = version('p', WORDINGS);
      const next = shuffled.map((wording, index) => ({
        ...(previous[WORDINGS.indexOf(wording)] ?? measure('p0', wording)),
        key: `n${index + 1}`,
      }));
      const comparison = compareVersions({ previous, next });
      expect(comparison.identical).toBe(true);
      expect(comparison.counts).toMatchObject({ UNCHANGED: WORDINGS.length, ADDED: 0, DROPPED: 0 });
    }),
  );
});

test('the order of rows changes no match', () => {
  const wording = fc.constantFrom(
    ...WORDINGS,
    'Летни езикови групи за първокласници',
    'Стипендии за ученици и студенти',
    'Водопровод на улица Кестен',
    'Канализация на улица Кестен',
    'Срещи с родители',
  );
  const wordings = fc.uniqueArray(wording, { maxLength: 9 });
  fc.assert(
    fc.property(wordings, wordings, fc.infiniteStream(fc.nat()), (one, other, random) => {
      const previous = version('p', one);
      const next = version('n', other);
      const shuffled = <Item>(items: Item[]): Item[] =>
        items
          .map((item) => ({ item, rank: random.next().value ?? 0 }))
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ item }) => item);
      const expected = told(compareVersions({ previous, next }), previous, next);
      const again = compareVersions({ previous: shuffled(previous), next: shuffled(next) });
      expect(told(again, previous, next)).toEqual(expected);
    }),
  );
});

test('every measure of both versions stands in exactly one match', () => {
  const wordings = fc.array(fc.constantFrom(...WORDINGS, 'Водопровод на улица Кестен', 'Канализация на улица Кестен'), {
    maxLength: 10,
  });
  fc.assert(
    fc.property(wordings, wordings, (one, other) => {
      const previous = version('p', one);
      const next = version('n', other);
      const { matches } = compareVersions({ previous, next });
      expect(matches.flatMap((match) => match.previousKeys).toSorted()).toEqual(
        previous.map((each) => each.key).toSorted(),
      );
      expect(matches.flatMap((match) => match.nextKeys).toSorted()).toEqual(next.map((each) => each.key).toSorted());
    }),
  );
});

test('a row inserted above renumbers the codes and changes no identity', () => {
  const previous = version('p', WORDINGS);
  const next = version('n', ['Нова детска площадка в квартала', ...WORDINGS]);
  const { counts, matches } = compareVersions({ previous, next });
  expect(counts).toMatchObject({ UNCHANGED: 7, ADDED: 1, DROPPED: 0, REWORDED: 0 });
  expect(matches[0]).toMatchObject({ change: 'ADDED', previousKeys: [], nextKeys: ['n1'] });
  expect(matches[1]).toMatchObject({
    change: 'UNCHANGED',
    previousKeys: ['p1'],
    nextKeys: ['n2'],
    changedFields: ['CODE'],
  });
});

test('a reworded measure says in which fields it differs', () => {
  const previous = [measure('p1', 'Летни езикови групи за бъдещи първокласници')];
  const next = [
    measure('n1', 'Летни езикови групи за бъдещите първокласници в общината', {
      amounts: ['500000 EUR|Общински бюджет|'],
      period: 'до 30.06.2027',
    }),
  ];
  const [match] = compareVersions({ previous, next }).matches;
  expect(match).toMatchObject({ change: 'REWORDED', changedFields: ['WORDING', 'AMOUNT', 'PERIOD'], decided: false });
  expect(match?.similarity).toBeGreaterThan(0.6);
});

test('the better of two similar wordings is taken for the whole, not the first', () => {
  const previous = [
    measure('p1', 'Обучение на учители за работа с родители'),
    measure('p2', 'Обучение на учители за работа с деца'),
  ];
  const next = [
    measure('n1', 'Обучение на учителите за работа с деца'),
    measure('n2', 'Обучение на учителите за работа с родители'),
  ];
  const pairs = compareVersions({ previous, next }).matches.map((match) => [...match.previousKeys, ...match.nextKeys]);
  expect(pairs).toEqual([
    ['p2', 'n1'],
    ['p1', 'n2'],
  ]);
});

test('one measure that became two is suggested as split', () => {
  const previous = [
    measure('p1', 'Изграждане на водопровод и канализация в необхванатите улици'),
    measure('p2', 'Назначаване на здравен медиатор'),
  ];
  const next = [
    measure('n1', 'Изграждане на водопровод в необхванатите улици'),
    measure('n2', 'Назначаване на здравен медиатор'),
    measure('n3', 'Изграждане на канализация в необхванатите улици'),
  ];
  const { matches } = compareVersions({ previous, next });
  expect(matches).toMatchObject([
    { change: 'SPLIT', previousKeys: ['p1'], nextKeys: ['n1', 'n3'] },
    { change: 'UNCHANGED', previousKeys: ['p2'], nextKeys: ['n2'] },
  ]);
});

test('two measures that became one are suggested as merged', () => {
  const previous = [
    measure('p1', 'Изграждане на водопровод в необхванатите улици'),
    measure('p2', 'Изграждане на канализация в необхванатите улици'),
  ];
  const next = [measure('n1', 'Изграждане на водопровод и канализация в необхванатите улици')];
  expect(compareVersions({ previous, next }).matches).toMatchObject([
    { change: 'MERGED', previousKeys: ['p1', 'p2'], nextKeys: ['n1'] },
  ]);
});

test('what has no like is added or dropped, the dropped ones last', () => {
  const previous = [measure('p1', 'Назначаване на здравен медиатор')];
  const next = [measure('n1', 'Улично осветление в квартала')];
  expect(compareVersions({ previous, next }).matches.map((match) => match.change)).toEqual(['ADDED', 'DROPPED']);
});

test('a person’s decision stands, whatever the wordings say', () => {
  const previous = version('p', WORDINGS.slice(0, 3));
  const next = version('n', WORDINGS.slice(0, 3));
  const { matches } = compareVersions({
    previous,
    next,
    decisions: [
      { previousKeys: ['p1'], nextKeys: ['n2'] },
      { previousKeys: [], nextKeys: ['n1'] },
      { previousKeys: ['p2'], nextKeys: [] },
    ],
  });
  expect(matches.map((match) => [match.change, match.previousKeys, match.nextKeys, match.decided])).toEqual([
    ['ADDED', [], ['n1'], true],
    ['REWORDED', ['p1'], ['n2'], true],
    ['UNCHANGED', ['p3'], ['n3'], false],
    ['DROPPED', ['p2'], [], true],
  ]);
});

test('a decision about a measure that is not there is an error', () => {
  expect(() =>
    compareVersions({ previous: [], next: [], decisions: [{ previousKeys: ['p9'], nextKeys: [] }] }),
  ).toThrow(RangeError);
});
