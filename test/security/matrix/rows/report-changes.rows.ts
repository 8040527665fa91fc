/** Changes of what bodies say and owe. */
import { SIGNED_IN, others } from '../actors.ts';
import type { ChangeRow } from '../row.ts';
import { ADMINISTRATORS, SPEAKERS, allowed, allowedAfterwards } from './change-outcomes.ts';

const report = {
  wordsReason: 'NO_PERSON',
  act: 'Решение 3',
  adoptedBy: 'Общински съвет',
  adoptedOn: '2026-08-01',
  obligationId: '{lateObligation}',
  organizationId: '{administration}',
  periodFrom: '2026-01-01',
  periodLabel: '2026, първо полугодие',
  periodTo: '2026-06-30',
  planId: '{plan}',
  statements: [
    {
      measureId: '{measure}',
      level: 'COMPLETE',
      text: 'Готово',
      spentCents: 1000,
      currency: 'EUR',
      indicatorValues: [{ indicatorId: '{indicator}', value: 20 }],
    },
  ],
  title: 'Доклад за полугодието',
};

export const reportChanges: readonly ChangeRow[] = [
  {
    change: 'submitReport',
    given: { input: report },
    subject: ['input.planId', 'input.organizationId'],
    ...allowed(SPEAKERS),
  },
  {
    change: 'submitReport',
    kind: 'as known from an earlier day',
    given: { input: { ...report, knownFrom: '2026-09-01', knownFromSource: 'https://example.org' } },
    ...allowedAfterwards,
  },
  {
    change: 'submitReport',
    kind: 'on a measure that another body carries out',
    given: {
      input: { ...report, statements: [{ measureId: '{verifiersMeasure}', level: 'COMPLETE', text: 'Готово' }] },
    },
    BAD_INPUT: SPEAKERS,
    NOT_FOUND: others(SPEAKERS, SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    change: 'correctStatement',
    given: {
      input: {
        wordsReason: 'NO_PERSON',
        statementId: '{statement}',
        act: 'Решение 8',
        adoptedOn: '2026-11-01',
        level: 'LIMITED',
        text: 'Поправка',
        spentCents: 500,
        currency: 'EUR',
        indicatorValues: [{ indicatorId: '{indicator}', value: 5 }],
      },
    },
    subject: ['input.statementId'],
    ...allowed(SPEAKERS),
  },
  {
    change: 'createReportingObligation',
    given: {
      input: {
        creditorId: '{council}',
        debtorId: '{administration}',
        dueOn: '2027-01-31',
        periodFrom: '2026-01-01',
        periodLabel: '2026',
        periodTo: '2026-12-31',
        planId: '{plan}',
        previousId: '{obligation}',
        source: 'чл. 1',
      },
    },
    subject: ['input.planId'],
    ...allowed(ADMINISTRATORS),
  },
  {
    change: 'recordReportingStep',
    kind: 'as the body that receives',
    given: {
      input: {
        obligationId: '{owedObligation}',
        receivedOn: '2026-08-01',
        adoptedOn: '2026-08-10',
        forwardedOn: '2026-08-20',
      },
    },
    subject: ['input.obligationId'],
    ...allowed(SPEAKERS),
  },
  {
    change: 'recordReportingStep',
    kind: 'as the body that owes',
    given: { input: { obligationId: '{lateObligation}', receivedOn: '2026-08-01' } },
    subject: ['input.obligationId'],
    ...allowed(ADMINISTRATORS),
  },
];
