/** What officials and coalitions wrote, where it was reported or hidden: for administrators alone. Anybody reports it. */
import { EVERYONE, SIGNED_IN, others } from '../actors.ts';
import type { ArgumentRow, ChangeOutcomes, ChangeRow, PartRow, QueryRow, ThingRows } from '../row.ts';
import { ADMINISTRATORS, allowed } from './change-outcomes.ts';

const AT_ALL = ['id', 'kind', 'moreWords', 'standsIn', 'standsInId', 'words'] as const;
const WHEN_HIDDEN = ['hiddenWith', 'wordsHiddenBecause', 'wordsHiddenOn'] as const;
const ways = (state: string) => [
  {
    through: 'Query.publicTexts',
    question: `publicTexts(state: ${state}, first: 100) { nodes * }`,
    alone: true as const,
  },
  {
    through: 'PublicTextEdge.node',
    question: `publicTexts(state: ${state}, first: 100) { edges { node * } }`,
    alone: true as const,
  },
];
const never = (id: string) => [{ through: 'Query.node', question: `node(id: "{${id}}") { ... on PublicText * }` }];

export const statedTextThings: readonly ThingRows[] = [
  {
    type: 'PublicText',
    kind: 'one that was reported',
    id: 'publicCampaign',
    ways: ways('REPORTED'),
    never: never('publicCampaign'),
    rows: [
      { fields: [...AT_ALL, 'reports'], DATA: ADMINISTRATORS },
      { fields: WHEN_HIDDEN, EMPTY: ADMINISTRATORS },
    ],
  },
  {
    type: 'PublicText',
    kind: 'one that is hidden',
    id: 'hiddenCampaign',
    ways: ways('HIDDEN'),
    never: never('hiddenCampaign'),
    rows: [
      { fields: [...AT_ALL, ...WHEN_HIDDEN], DATA: ADMINISTRATORS },
      { fields: ['reports'], EMPTY: ADMINISTRATORS },
    ],
  },
];

export const statedTextParts: readonly PartRow[] = [
  { type: 'PublicTextConnection', fields: ['edges', 'nodes', 'pageInfo', 'totalCount'] },
  { type: 'PublicTextEdge', fields: ['cursor', 'node'] },
];

const refused = { NOT_FOUND: others(ADMINISTRATORS, SIGNED_IN), UNAUTHENTICATED: ['PUBLIC'] } as const;

export const statedTextQueries: readonly QueryRow[] = [
  {
    query: 'publicTexts',
    question: '{ publicTexts(state: REPORTED) { nodes { id } } }',
    DATA: ADMINISTRATORS,
    ...refused,
  },
];

export const statedTextArguments: readonly ArgumentRow[] = [
  {
    field: 'Query.publicTexts',
    on: '*',
    arguments: { first: '1', after: '{cursor}' },
    always: 'state: REPORTED',
    selection: '{ nodes { id } }',
    DATA: ADMINISTRATORS,
    ...refused,
  },
  {
    field: 'Query.publicTexts',
    on: '*',
    arguments: { state: 'HIDDEN' },
    selection: '{ nodes { id } }',
    DATA: ADMINISTRATORS,
    ...refused,
  },
];

/** What everybody reads, by kind. */
const READ = {
  STATEMENT: 'statement',
  REPORT: 'report',
  COALITION: 'coalition',
  CAMPAIGN: 'publicCampaign',
  ACTIVITY: 'publicCampaignDoneActivity',
  ASK: 'sentAsk',
  ASK_EXTENSION: 'sentAskExtension',
  ASK_ANSWER: 'sentAskAnswer',
} as const;
/** What is a coalition's own. */
const UNREAD = [
  ['CAMPAIGN', 'draftCampaign'],
  ['ACTIVITY', 'publicCampaignPlannedActivity'],
  ['ACTIVITY', 'draftCampaignDoneActivity'],
  ['ASK', 'draftAsk'],
  ['ASK', 'sentAskOfDraft'],
  ['ASK_ANSWER', 'answerOfDraft'],
] as const;
const nobody: ChangeOutcomes = allowed([]);

export const statedTextChanges: readonly ChangeRow[] = [
  ...Object.entries(READ).flatMap(([kind, thing]): ChangeRow[] => [
    {
      change: 'reportText',
      kind: `of a public ${kind}`,
      given: { input: { kind, id: `{${thing}}`, reason: 'OTHER', words: 'Познава се кой е' } },
      subject: ['input.id'],
      DONE: EVERYONE,
    },
    {
      change: 'hidePublicWords',
      kind: `of a public ${kind}`,
      given: { input: { kind, id: `{${thing}}`, because: 'INSULTS', reason: 'Обижда' } },
      subject: ['input.id'],
      ...allowed(ADMINISTRATORS),
    },
  ]),
  ...UNREAD.flatMap(([kind, thing]): ChangeRow[] => [
    {
      change: 'reportText',
      kind: `of ${thing}, which the public does not read`,
      given: { input: { kind, id: `{${thing}}`, reason: 'OTHER' } },
      subject: ['input.id'],
      NOT_FOUND: EVERYONE,
    },
    {
      change: 'hidePublicWords',
      kind: `of ${thing}, which the public does not read`,
      given: { input: { kind, id: `{${thing}}`, because: 'INSULTS', reason: 'Обижда' } },
      subject: ['input.id'],
      ...nobody,
    },
  ]),
  {
    change: 'showPublicWords',
    given: { input: { kind: 'CAMPAIGN', id: '{hiddenCampaign}', reason: 'Не обижда' } },
    subject: ['input.id'],
    ...allowed(ADMINISTRATORS),
  },
  {
    change: 'dismissPublicReports',
    given: { input: { kind: 'CAMPAIGN', id: '{publicCampaign}', reason: 'Никой не личи' } },
    subject: ['input.id'],
    ...allowed(ADMINISTRATORS),
  },
];
