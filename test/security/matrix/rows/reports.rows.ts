/** What responsible bodies owe and say: public, whoever asks. */
import { EVERYONE } from '../actors.ts';
import type { ArgumentRow, ThingRows } from '../row.ts';

const REPORT = [
  'act',
  'adoptedBy',
  'adoptedOn',
  'enteredAfterwards',
  'id',
  'knownFrom',
  'organization',
  'periodFrom',
  'periodLabel',
  'periodTo',
  'source',
  'title',
] as const;

/** Of what is read, and of what is hidden. */
const HIDDEN = ['wordsHiddenBecause', 'wordsHiddenOn'] as const;

export const reportThings: readonly ThingRows[] = [
  {
    type: 'OfficialReport',
    kind: 'a report on a plan',
    id: 'report',
    ways: [{ through: 'Query.node', question: 'node(id: "{report}") *' }],
    rows: [
      { fields: [...REPORT, 'plan', 'statements'], DATA: EVERYONE },
      { fields: ['strategy', ...HIDDEN], EMPTY: EVERYONE },
    ],
  },
  {
    type: 'OfficialReport',
    kind: 'a report of which the title is hidden',
    id: 'hiddenReport',
    ways: [{ through: 'Query.node', question: 'node(id: "{hiddenReport}") *' }],
    rows: [
      { fields: [...REPORT.filter((field) => field !== 'title'), ...HIDDEN, 'plan', 'statements'], DATA: EVERYONE },
      { fields: ['strategy', 'title'], EMPTY: EVERYONE },
    ],
  },
  {
    type: 'OfficialReport',
    kind: 'a report on a strategy',
    id: 'strategyReport',
    ways: [{ through: 'Query.node', question: 'node(id: "{strategyReport}") *' }],
    rows: [
      { fields: [...REPORT, 'strategy'], DATA: EVERYONE },
      { fields: ['plan', 'statements', ...HIDDEN], EMPTY: EVERYONE },
    ],
  },
  {
    type: 'MeasureStatement',
    kind: 'a statement',
    id: 'statement',
    ways: [{ through: 'Query.node', question: 'node(id: "{statement}") *' }],
    rows: [
      {
        fields: [
          'adoptedOn',
          'correction',
          'id',
          'indicatorValues',
          'knownFrom',
          'level',
          'measure',
          'organization',
          'report',
          'spent',
          'text',
        ],
        DATA: EVERYONE,
      },
      { fields: HIDDEN, EMPTY: EVERYONE },
    ],
  },
  {
    type: 'MeasureStatement',
    kind: 'a statement of which the words are hidden',
    id: 'hiddenStatement',
    ways: [{ through: 'Query.node', question: 'node(id: "{hiddenStatement}") *' }],
    rows: [
      {
        fields: [...HIDDEN, 'adoptedOn', 'correction', 'id', 'knownFrom', 'measure', 'organization', 'report', 'spent'],
        DATA: EVERYONE,
      },
      { fields: ['indicatorValues', 'level', 'text'], EMPTY: EVERYONE },
    ],
  },
  {
    type: 'ReportingObligation',
    kind: 'a duty to report',
    id: 'obligation',
    ways: [{ through: 'Query.node', question: 'node(id: "{obligation}") *' }],
    rows: [
      {
        fields: [
          'adoptedOn',
          'creditor',
          'daysLate',
          'debtor',
          'dueOn',
          'forwardedOn',
          'id',
          'periodFrom',
          'periodLabel',
          'periodTo',
          'plan',
          'previous',
          'receivedOn',
          'source',
        ],
        DATA: EVERYONE,
      },
    ],
  },
];

export const reportArguments: readonly ArgumentRow[] = [
  {
    field: 'ReportingObligation.daysLate',
    on: 'node(id: "{obligation}") { ... on ReportingObligation * }',
    arguments: { asOf: '"{today}"' },
    DATA: EVERYONE,
  },
];
