/** What was claimed and what was seen in the demo of Kubrat: every kind of gap, contested and stale evidence, and silence. */
import type { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import type { ObservationMethod } from '../../schema/vocabulary/observation-method.ts';
import type { DemoPersonKey } from './demo-people.ts';

type Level = 'N' | 'L' | 'S' | 'C';
export const levelOfLetter: Readonly<Record<Level, CompletionLevel>> = {
  N: 'NOT_STARTED',
  L: 'LIMITED',
  S: 'SUBSTANTIAL',
  C: 'COMPLETE',
};

export interface DemoClaim {
  readonly code: string;
  readonly level: Level | null;
  readonly text: string;
  readonly spentEuro?: number;
  readonly value?: number;
}

/** The annual report on the first year. */
export const firstReport: readonly DemoClaim[] = [
  { code: '1.1.1.1', level: 'L', text: 'Обиколени са домовете в 9 населени места.', spentEuro: 900, value: 82 },
  { code: '1.1.2.1', level: 'L', text: 'Назначени са двама медиатори.', spentEuro: 9800, value: 3 },
  { code: '1.2.1.1', level: 'S', text: 'Автобусът пътува от септември.', spentEuro: 8200, value: 96 },
  { code: '1.3.1.2', level: 'L', text: 'Проведени са две срещи с кандидат-студенти.', spentEuro: 700, value: 5 },
  {
    code: '2.1.1.1',
    level: 'S',
    text: 'Назначен е един здравен медиатор, вторият е в процедура.',
    spentEuro: 14000,
    value: 3,
  },
  { code: '2.2.1.2', level: 'L', text: 'Услугата работи с 19 семейства.', spentEuro: 17300, value: 19 },
  { code: '3.1.1.1', level: 'L', text: 'Възложено е заданието за плана.', spentEuro: 2400, value: 0 },
  { code: '3.1.1.2', level: 'L', text: 'Положени са 420 метра водопровод.', spentEuro: 71200, value: 231 },
  { code: '3.1.1.3', level: 'S', text: 'Осветени са 13 улици.', spentEuro: 9900, value: 13 },
  { code: '4.1.1.1', level: 'S', text: 'Посредникът работи с 140 души.', value: 141 },
  { code: '4.1.1.3', level: 'N', text: 'Не е осигурено финансиране.' },
  { code: '6.1.1.1', level: 'C', text: 'Проведени са всички чествания.', spentEuro: 1650, value: 4 },
  { code: '7.1.1.1', level: 'S', text: 'Съветът има нов състав, проведени са три заседания.', value: 3 },
];

/** What changed by the report on the second year so far. */
export const secondReport: readonly DemoClaim[] = [
  { code: '1.1.1.1', level: 'S', text: 'Обиколени са домовете във всички населени места.', spentEuro: 1900, value: 91 },
  { code: '1.1.2.1', level: 'S', text: 'Работят петима медиатори.', spentEuro: 24100, value: 5 },
  {
    code: '1.2.1.1',
    level: 'C',
    text: 'Транспортът е осигурен за всички записани деца.',
    spentEuro: 18900,
    value: 140,
  },
  { code: '2.1.1.1', level: 'C', text: 'Двамата медиатори са назначени.', spentEuro: 39900, value: 4 },
  { code: '2.1.2.1', level: 'L', text: 'Подвижният кабинет е посетил три села.', value: 240 },
  { code: '2.2.1.2', level: 'S', text: 'Услугата работи с 31 семейства.', spentEuro: 41000, value: 31 },
  {
    code: '3.1.1.3',
    level: 'C',
    text: 'Осветени са всички улици, боклукът се извозва всяка седмица.',
    spentEuro: 15100,
    value: 17,
  },
  { code: '5.1.1.2', level: 'C', text: 'Обучени са 45 служители и полицаи.', spentEuro: 3000, value: 45 },
  { code: '7.1.1.2', level: 'S', text: 'Проведени са шест кръгли маси.', spentEuro: 2100, value: 6 },
];

/** What the employment office and the health inspectorate say for themselves. */
export const otherReports = {
  employment: [
    { code: '4.1.1.1', level: 'L', text: 'Започнали работа през посредника: 92 души.', value: 92 },
    { code: '4.1.1.2', level: 'S', text: 'Завършили курс: 84 души.', value: 84 },
  ],
  health: [{ code: '2.2.1.1', level: 'S', text: 'Издирени са 58 деца с пропуснати ваксини.', value: 38 }],
} satisfies Record<string, readonly DemoClaim[]>;

export interface DemoObservation {
  readonly who: DemoPersonKey;
  readonly code: string;
  /** '?' is "don't know". */
  readonly level: Level | '?';
  readonly monthsAgo: number;
  /** Name of the settlement; none: the municipality as a whole. */
  readonly place?: string;
  readonly method?: ObservationMethod;
  readonly words?: string;
  /** What became of it; verified unless said. */
  readonly outcome?: 'WAITING' | 'RETURNED';
  readonly reason?: string;
}

const sevar = 'Севар';
const belovets = 'Беловец';
const bisertsi = 'Бисерци';
const kubrat = 'Кубрат';
const yuper = 'Юпер';

export const demoObservations: readonly DemoObservation[] = [
  {
    who: 'monitor',
    code: '1.1.1.1',
    level: 'S',
    monthsAgo: 2,
    place: sevar,
    method: 'OWN_EXPERIENCE',
    words: 'Дойдоха преди училище и записаха двете деца от долния край.',
  },
  { who: 'young', code: '1.1.1.1', level: 'S', monthsAgo: 3, place: belovets },
  { who: 'woman', code: '1.1.1.1', level: 'S', monthsAgo: 2, place: kubrat },
  {
    who: 'monitor',
    code: '1.1.1.2',
    level: 'N',
    monthsAgo: 4,
    place: sevar,
    words: 'В градината плащаме помагалата както преди.',
  },
  { who: 'woman', code: '1.1.1.2', level: 'N', monthsAgo: 3, place: kubrat },
  { who: 'monitor', code: '1.1.2.1', level: 'S', monthsAgo: 5, place: sevar },
  { who: 'young', code: '1.1.2.1', level: 'S', monthsAgo: 4, place: belovets },
  { who: 'woman', code: '1.1.2.1', level: 'S', monthsAgo: 4, place: kubrat },
  { who: 'neighbour', code: '1.1.2.1', level: 'L', monthsAgo: 3, place: bisertsi },
  {
    who: 'monitor',
    code: '1.2.1.1',
    level: 'L',
    monthsAgo: 2,
    place: sevar,
    method: 'SITE_VISIT',
    words: 'Автобус има само до едното училище. За градината родителите карат децата сами.',
  },
  {
    who: 'secondParent',
    code: '1.2.1.1',
    level: 'L',
    monthsAgo: 1,
    place: sevar,
    method: 'OWN_EXPERIENCE',
    words: 'Последните две седмици автобусът идва само сутрин.',
  },
  {
    who: 'young',
    code: '1.2.1.1',
    level: 'L',
    monthsAgo: 2,
    place: belovets,
    words: 'Автобусът взима само учениците, за градината няма.',
  },
  { who: 'neighbour', code: '1.2.1.1', level: 'L', monthsAgo: 3, place: sevar, method: 'INTERVIEW' },
  { who: 'woman', code: '1.2.1.1', level: 'S', monthsAgo: 2, place: kubrat },
  { who: 'mediator', code: '1.2.1.1', level: 'C', monthsAgo: 2, place: kubrat, method: 'DOCUMENT' },
  { who: 'monitor', code: '2.1.1.1', level: 'C', monthsAgo: 3, place: sevar },
  { who: 'young', code: '2.1.1.1', level: 'C', monthsAgo: 3, place: belovets },
  {
    who: 'woman',
    code: '2.1.1.1',
    level: 'C',
    monthsAgo: 2,
    place: kubrat,
    words: 'Двете нови медиаторки ги познаваме, работят.',
  },
  {
    who: 'alone',
    code: '2.1.2.1',
    level: 'L',
    monthsAgo: 4,
    place: yuper,
    words: 'Кабинетът дойде веднъж, беше само за кръвно.',
  },
  { who: 'neighbour', code: '2.1.2.1', level: 'L', monthsAgo: 5, place: bisertsi },
  { who: 'monitor', code: '2.2.1.1', level: 'L', monthsAgo: 14, place: sevar },
  { who: 'young', code: '2.2.1.1', level: 'L', monthsAgo: 14, place: belovets },
  { who: 'monitor', code: '2.2.1.2', level: 'C', monthsAgo: 3, place: sevar },
  {
    who: 'woman',
    code: '2.2.1.2',
    level: 'C',
    monthsAgo: 2,
    place: kubrat,
    words: 'Идват у дома всяка седмица и помагат на цялото семейство.',
  },
  { who: 'neighbour', code: '2.2.1.2', level: 'C', monthsAgo: 3, place: bisertsi },
  { who: 'woman', code: '3.1.1.2', level: 'L', monthsAgo: 4, place: kubrat },
  { who: 'neighbour', code: '3.1.1.2', level: 'L', monthsAgo: 4, place: kubrat },
  { who: 'alone', code: '3.1.1.2', level: 'S', monthsAgo: 5, place: kubrat },
  {
    who: 'monitor',
    code: '3.1.1.3',
    level: 'N',
    monthsAgo: 2,
    place: kubrat,
    words: 'По долните улици няма нито една лампа.',
  },
  { who: 'young', code: '3.1.1.3', level: 'N', monthsAgo: 1, place: kubrat },
  {
    who: 'woman',
    code: '3.1.1.3',
    level: 'C',
    monthsAgo: 2,
    place: kubrat,
    words: 'На нашата улица свети и боклукът се взима.',
  },
  { who: 'neighbour', code: '3.1.1.3', level: 'C', monthsAgo: 2, place: kubrat },
  { who: 'woman', code: '4.1.1.1', level: 'L', monthsAgo: 3, place: kubrat },
  { who: 'young', code: '4.1.1.1', level: 'L', monthsAgo: 3, place: belovets },
  { who: 'woman', code: '4.1.1.2', level: '?', monthsAgo: 3, place: kubrat, method: 'INTERVIEW' },
  { who: 'monitor', code: '4.1.1.2', level: '?', monthsAgo: 2, place: sevar },
  { who: 'young', code: '4.1.1.3', level: 'N', monthsAgo: 10 },
  { who: 'woman', code: '4.1.1.3', level: 'N', monthsAgo: 10, place: kubrat },
  {
    who: 'neighbour',
    code: '5.1.1.1',
    level: 'L',
    monthsAgo: 4,
    place: kubrat,
    words: 'Има стая, но човек идва само във вторник.',
  },
  { who: 'monitor', code: '6.1.1.1', level: 'C', monthsAgo: 6, place: sevar },
  { who: 'young', code: '6.1.1.1', level: 'C', monthsAgo: 6, place: belovets },
  { who: 'woman', code: '6.1.1.1', level: 'C', monthsAgo: 6, place: kubrat },
  { who: 'neighbour', code: '6.1.1.1', level: 'C', monthsAgo: 6, place: bisertsi },
  {
    who: 'neighbour',
    code: '7.1.1.1',
    level: 'L',
    monthsAgo: 3,
    method: 'MEETING',
    words: 'Бях на заседанието. От началото на годината е едно.',
  },
  { who: 'woman', code: '7.1.1.1', level: 'L', monthsAgo: 4, method: 'DOCUMENT' },
  {
    who: 'monitor',
    code: '7.1.1.2',
    level: 'N',
    monthsAgo: 2,
    place: sevar,
    words: 'В селото кръгла маса не е имало.',
  },
  { who: 'young', code: '7.1.1.2', level: 'N', monthsAgo: 2, place: belovets },
  { who: 'neighbour', code: '7.1.1.2', level: 'N', monthsAgo: 3, place: bisertsi },
  {
    who: 'woman',
    code: '1.1.2.2',
    level: 'L',
    monthsAgo: 0,
    place: kubrat,
    words: 'Следобед има учител, но само за малките.',
    outcome: 'WAITING',
  },
  {
    who: 'alone',
    code: '1.2.1.1',
    level: 'L',
    monthsAgo: 0,
    place: yuper,
    words: 'До Юпер автобусът не стига.',
    outcome: 'WAITING',
  },
  { who: 'young', code: '3.1.1.3', level: 'L', monthsAgo: 0, place: kubrat, outcome: 'WAITING' },
  {
    who: 'monitor',
    code: '2.1.2.1',
    level: 'S',
    monthsAgo: 1,
    place: sevar,
    words: 'Дойде кабинетът.',
    outcome: 'RETURNED',
    reason: 'Напиши колко пъти е идвал тази година и за какви прегледи.',
  },
];
