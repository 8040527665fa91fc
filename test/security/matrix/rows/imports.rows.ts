/** A file being read is seen by whoever sent it, whatever became of their role, and by administrators. */
import { others } from '../actors.ts';
import type { ArgumentRow, PartRow, QueryRow, ThingRows } from '../row.ts';

const OFFICIALS = ['OFFICIAL own', 'ADMINISTRATOR'] as const;
const LEADS = ['COALITION_LEAD own', 'ADMINISTRATOR'] as const;
const ADMINISTRATORS = ['ADMINISTRATOR'] as const;

const ALWAYS = ['fileName', 'id', 'state', 'uploadedOn'] as const;
const READ = ['bodies', 'rows', 'summary', 'tables'] as const;
const ways = (id: string) => [{ through: 'Query.planImport', question: `planImport(id: "{${id}}") *` }];
const never = (id: string) => [{ through: 'Query.node', question: `node(id: "{${id}}") *` }];

export const importThings: readonly ThingRows[] = [
  {
    type: 'PlanImport',
    kind: 'an official’s, for a plan that is there',
    id: 'officialsImport',
    ways: ways('officialsImport'),
    never: never('officialsImport'),
    rows: [
      { fields: [...ALWAYS, ...READ, 'comparison', 'existingPlan'], DATA: OFFICIALS },
      { fields: ['alreadyImported', 'issues', 'refusal'], EMPTY: OFFICIALS },
    ],
  },
  {
    type: 'PlanImport',
    kind: 'an official’s that was refused',
    id: 'refusedImport',
    ways: ways('refusedImport'),
    never: never('refusedImport'),
    rows: [
      { fields: [...ALWAYS, 'refusal'], DATA: OFFICIALS },
      {
        fields: ['alreadyImported', 'bodies', 'comparison', 'existingPlan', 'issues', 'rows', 'summary', 'tables'],
        EMPTY: OFFICIALS,
      },
    ],
  },
  {
    type: 'PlanImport',
    kind: 'an official’s that was entered',
    id: 'enteredImport',
    ways: ways('enteredImport'),
    never: never('enteredImport'),
    rows: [
      {
        fields: [...ALWAYS, ...READ, 'alreadyImported', 'comparison', 'existingPlan'],
        DATA: OFFICIALS,
      },
      { fields: ['issues', 'refusal'], EMPTY: OFFICIALS },
    ],
  },
  {
    type: 'PlanImport',
    kind: 'a lead’s',
    id: 'leadsImport',
    ways: ways('leadsImport'),
    never: never('leadsImport'),
    rows: [
      { fields: [...ALWAYS, ...READ, 'issues'], DATA: LEADS },
      { fields: ['alreadyImported', 'comparison', 'existingPlan', 'refusal'], EMPTY: LEADS },
    ],
  },
  {
    type: 'PlanImport',
    kind: 'an administrator’s',
    id: 'administratorsImport',
    ways: ways('administratorsImport'),
    never: never('administratorsImport'),
    rows: [
      { fields: [...ALWAYS, ...READ], DATA: ADMINISTRATORS },
      { fields: ['alreadyImported', 'comparison', 'existingPlan', 'issues', 'refusal'], EMPTY: ADMINISTRATORS },
    ],
  },
];

export const importParts: readonly PartRow[] = [
  {
    type: 'ImportBody',
    fields: ['asWritten', 'decision', 'isKind', 'key', 'measureCount', 'organization', 'suggestedName'],
  },
  { type: 'ImportColumn', fields: ['guessed', 'heading', 'index', 'role', 'sample'] },
  { type: 'ImportIssue', fields: ['code', 'column', 'row', 'table', 'text'] },
  {
    type: 'ImportMatch',
    fields: ['afterKeys', 'afterWording', 'beforeMeasureIds', 'beforeWording', 'change', 'fields', 'key', 'similarity'],
  },
  { type: 'ImportPeriod', fields: ['endsOn', 'recurring', 'startsOn', 'text'] },
  {
    type: 'ImportRow',
    fields: [
      'amounts',
      'cells',
      'code',
      'funding',
      'index',
      'indicators',
      'issues',
      'objectivePath',
      'period',
      'responsibles',
      'row',
      'status',
      'table',
      'wording',
    ],
  },
  { type: 'ImportRowConnection', fields: ['edges', 'nodes', 'pageInfo', 'totalCount'] },
  { type: 'ImportRowEdge', fields: ['cursor', 'node'] },
  {
    type: 'ImportSummary',
    fields: ['doubtful', 'goals', 'measures', 'priorities', 'reconciles', 'refused', 'tasks', 'totals', 'understood'],
  },
  { type: 'ImportTable', fields: ['columns', 'headerRows', 'index', 'name'] },
  { type: 'ImportTotal', fields: ['amountCents', 'currency'] },
];

export const importQueries: readonly QueryRow[] = [
  {
    query: 'planImport',
    question: '{ planImport(id: "{officialsImport}") { id } }',
    DATA: OFFICIALS,
    EMPTY: others(OFFICIALS),
  },
];

const onImport = 'planImport(id: "{officialsImport}") *';

export const importArguments: readonly ArgumentRow[] = [
  {
    field: 'Query.planImport',
    on: '*',
    arguments: { id: '"{officialsImport}"' },
    selection: '{ id }',
    DATA: OFFICIALS,
    EMPTY: others(OFFICIALS),
  },
  {
    field: 'PlanImport.bodies',
    on: onImport,
    arguments: { territory: '"{municipalityCode}"' },
    selection: '{ key }',
    DATA: OFFICIALS,
    EMPTY: others(OFFICIALS),
  },
  {
    field: 'PlanImport.rows',
    on: onImport,
    arguments: { first: '1', after: '{cursor}', status: 'UNDERSTOOD' },
    selection: '{ nodes { index } }',
    DATA: OFFICIALS,
    EMPTY: others(OFFICIALS),
  },
];
