/** One small invented plan, laid out anew by each test: whatever the layout, the same facts must come out. */
import type { ParsedPlan } from '../../../server/plan-import/parsed-plan.ts';

export interface SampleMeasure {
  code: string;
  path: [string, string, string];
  wording: string;
  responsible: string;
  period: string;
  /** Euro with two decimals; '' when none is stated. */
  amount: string;
  source: string;
  indicator: string;
  unit: string;
  baseline: string;
  target: string;
}

export const SAMPLE: SampleMeasure[] = [
  {
    code: '1.1.1.1',
    path: ['Образование', 'Ранен старт', 'Езикова подготовка'],
    wording: 'Летни езикови групи за бъдещи първокласници',
    responsible: 'Община Дъбрава, дирекция „Образование“; РУО',
    period: '2026–2027',
    amount: '12500.50',
    source: 'Общински бюджет',
    indicator: 'Дял на записаните деца',
    unit: '%',
    baseline: '60',
    target: '90',
  },
  {
    code: '1.1.1.2',
    path: ['Образование', 'Ранен старт', 'Езикова подготовка'],
    wording: 'Срещи с родители преди всяка учебна година',
    responsible: 'Директори на училища; Община Дъбрава',
    period: 'ежегодно',
    amount: '',
    source: 'не изисква средства',
    indicator: 'Проведени срещи',
    unit: 'брой',
    baseline: '2',
    target: '8',
  },
  {
    code: '1.2.1.1',
    path: ['Образование', 'Завършване на гимназия', 'Подкрепа за семействата'],
    wording: 'Стипендии за ученици от 8. до 12. клас',
    responsible: 'Община Дъбрава; НПО',
    period: 'до 30.06.2027',
    amount: '4000.00',
    source: 'Проекти; дарения',
    indicator: 'Отпуснати стипендии',
    unit: 'брой',
    baseline: '0',
    target: '25',
  },
  {
    code: '2.1.1.1',
    path: ['Здраве', 'Достъп до лекар', 'Профилактика'],
    wording: 'Прегледи с подвижен кабинет в селата',
    responsible: 'РЗИ; Община Дъбрава',
    period: 'I тримесечие 2026',
    amount: '',
    source: 'Министерство на здравеопазването',
    indicator: 'Прегледани лица',
    unit: 'брой',
    baseline: '100',
    target: '400',
  },
  {
    code: '2.1.1.2',
    path: ['Здраве', 'Достъп до лекар', 'Профилактика'],
    wording: 'Намаляване на пропуснатите имунизации',
    responsible: 'РЗИ; ОПЛ',
    period: '01.2026 – 12.2027',
    amount: '250000.00',
    source: 'Програма „Околна среда“ 2021–2027',
    indicator: 'Деца с пропуснати имунизации',
    unit: 'брой',
    baseline: '96',
    target: '20',
  },
];

export interface Fact {
  code: string;
  path: string[];
  wording: string;
  responsibles: string;
  period: string;
  money: string;
  indicator: string;
}

/** What must come out, written by hand and not computed from the sample. */
export const SAMPLE_FACTS: Fact[] = [
  {
    code: '1.1.1.1',
    path: ['Образование', 'Ранен старт', 'Езикова подготовка'],
    wording: 'Летни езикови групи за бъдещи първокласници',
    responsibles: '*Община Дъбрава {дирекция „Образование“} + РУО',
    period: '2026–2027: 2026-01-01..2027-12-31',
    money: '1250050 EUR AMOUNT Общински бюджет',
    indicator: 'Дял на записаните деца, %: 60 > 90 UP',
  },
  {
    code: '1.1.1.2',
    path: ['Образование', 'Ранен старт', 'Езикова подготовка'],
    wording: 'Срещи с родители преди всяка учебна година',
    responsibles: '(Директори на училища) + *Община Дъбрава',
    period: 'ежегодно: ..recurring',
    money: '- - NOT_REQUIRED -',
    indicator: 'Проведени срещи, брой: 2 > 8 UP',
  },
  {
    code: '1.2.1.1',
    path: ['Образование', 'Завършване на гимназия', 'Подкрепа за семействата'],
    wording: 'Стипендии за ученици от 8. до 12. клас',
    responsibles: '*Община Дъбрава + (НПО)',
    period: 'до 30.06.2027: ..2027-06-30',
    money: '400000 EUR AMOUNT Проекти; дарения',
    indicator: 'Отпуснати стипендии, брой: 0 > 25 UP',
  },
  {
    code: '2.1.1.1',
    path: ['Здраве', 'Достъп до лекар', 'Профилактика'],
    wording: 'Прегледи с подвижен кабинет в селата',
    responsibles: '*РЗИ + Община Дъбрава',
    period: 'I тримесечие 2026: 2026-01-01..2026-03-31',
    money: '- - UNFUNDED Министерство на здравеопазването',
    indicator: 'Прегледани лица, брой: 100 > 400 UP',
  },
  {
    code: '2.1.1.2',
    path: ['Здраве', 'Достъп до лекар', 'Профилактика'],
    wording: 'Намаляване на пропуснатите имунизации',
    responsibles: '*РЗИ + (ОПЛ)',
    period: '01.2026 – 12.2027: 2026-01-01..2027-12-31',
    money: '25000000 EUR AMOUNT Програма „Околна среда“ 2021–2027',
    indicator: 'Деца с пропуснати имунизации, брой: 96 > 20 DOWN',
  },
];

export const SAMPLE_TOTAL_CENTS = 26650050;

export function factsOf(plan: ParsedPlan): Fact[] {
  const wordings = new Map(plan.objectives.map((objective) => [objective.key, objective.wording]));
  return plan.measures.map((measure) => ({
    code: measure.code,
    path: measure.objectiveKeys.map((key) => wordings.get(key) ?? '?'),
    wording: measure.wording,
    responsibles: measure.responsibles
      .map(({ kind, name, unit, leads }) => {
        const shown = kind === 'KIND' ? `(${name})` : name;
        return `${leads ? '*' : ''}${shown}${unit ? ` {${unit}}` : ''}`;
      })
      .join(' + '),
    period: measure.period
      ? `${measure.period.text}: ${measure.period.startsOn ?? ''}..${measure.period.endsOn ?? ''}${measure.period.recurring ? 'recurring' : ''}`
      : '-',
    money: measure.funding
      .map((line) =>
        [
          line.amountCents ?? '-',
          line.currency && line.amountCents !== null ? line.currency : '-',
          line.state,
          line.sourceText ?? '-',
        ].join(' '),
      )
      .join(' + '),
    indicator: measure.indicators
      .map(
        (each) =>
          `${each.wording}, ${each.unit ?? '-'}: ${each.baseline ?? '-'} > ${each.target ?? '-'} ${each.direction ?? '-'}`,
      )
      .join(' + '),
  }));
}

/** For layouts that write no code. */
export function withoutCodes(facts: Fact[]): (Omit<Fact, 'code'> & { code: undefined })[] {
  return facts.map((fact) => ({ ...fact, code: undefined }));
}
