import { expect, test } from 'vitest';
import { readResponsibles, suggestBodies } from '../../server/plan-import/understand/responsible.ts';

function read(text: string): string {
  const { responsibles, doubts } = readResponsibles(text);
  const shown = responsibles.map(({ kind, name, unit, leads }) => {
    const label = kind === 'KIND' ? `(${name})` : name;
    return `${leads ? '*' : ''}${label}${unit ? ` {${unit}}` : ''}`;
  });
  return [shown.join(' + '), ...doubts].join(' !');
}

test.each([
  [
    'Община Кубрат, дирекция „Хуманитарни дейности“; РУО; ДСП',
    '*Община Кубрат {дирекция „Хуманитарни дейности“} + РУО + ДСП',
  ],
  ['Директори на училища; Община Кубрат', '(Директори на училища) + *Община Кубрат'],
  ['Училища на територията на общината', '*(Училища на територията на общината)'],
  ['РЗИ; ОПЛ; здравни медиатори', '*РЗИ + (ОПЛ) + (здравни медиатори)'],
  ['ДБТ; лицензирани центрове', '*ДБТ + (лицензирани центрове)'],
  ['Община Кубрат; доставчик на услугата', '*Община Кубрат + (доставчик на услугата)'],
  ['Община Кубрат; СНЦ', '*Община Кубрат + (СНЦ)'],
  ['НПО „Извор“; НПО', '*НПО „Извор“ + (НПО)'],
  ['Община Кубрат\nОбщински съвет', '*Община Кубрат + Общински съвет'],
  ['ОД на МВР, ВиК', '*ОД на МВР + ВиК'],
  ['РУО и ДСП', '*РУО + ДСП'],
  ['Община Кубрат/РУО', '*Община Кубрат + РУО'],
  ['Министерство на труда и социалната политика', '*МТСП'],
  ['Дирекция „Образование и култура“', '*Дирекция „Образование и култура“'],
  ['Дирекция „Социално подпомагане“, Дирекция „Бюро по труда“', '*ДСП + ДБТ'],
  ['МТСП; РЗИ (водещ)', 'МТСП + *РЗИ'],
  ['водеща институция: РЗИ; Община Кубрат', '*РЗИ + Община Кубрат'],
  ['Община Кубрат съвместно с БЧК', '*Община Кубрат + БЧК'],
  ['някой друг', '*(някой друг) !RESPONSIBLE_UNCLEAR'],
  ['–', ''],
])('%s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test('one body written in many ways is one suggestion with every spelling', () => {
  const spellings = [
    'Община Кубрат',
    'Общ. Кубрат',
    'община Кубрат',
    'Община – Кубрат',
    'ОА Кубрат',
    'Общинска администрация Кубрат',
    'Общината',
  ];
  const bodies = suggestBodies(spellings.map((text) => readResponsibles(text)));
  expect(bodies).toEqual([
    { key: 'municipality:кубрат', kind: 'BODY', name: 'Община Кубрат', variants: spellings, measureCount: 7 },
  ]);
});

test('two municipalities stay two, and a bare word for either stays open', () => {
  const bodies = suggestBodies(['Община Кубрат', 'Община Завет', 'Общината'].map((text) => readResponsibles(text)));
  expect(bodies.map((body) => body.key)).toEqual(['municipality:кубрат', 'municipality:завет', 'municipality:']);
});
