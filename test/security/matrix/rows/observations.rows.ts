/* oxlint-disable max-lines -- rows are read side by side: one page of what may be seen of an observation */
/**
 * What was seen. The public sees what was published, never who saw it; a monitor their own and what became of it; the
 * verifiers of the place what waits, under a pseudonym. No way leads an official or a councillor to more than the public.
 */
import { EVERYONE, SIGNED_IN, others } from '../actors.ts';
import type { ArgumentRow, PartRow, QueryRow, ThingRows } from '../row.ts';

/** All of an observation but when it became public. */
const OBSERVED = [
  'dontKnow',
  'fromImplementer',
  'id',
  'level',
  'measure',
  'method',
  'officialLevelThen',
  'seenMonth',
  'settlement',
  'undone',
  'withdrawn',
  'words',
  'wordsHidden',
] as const;

/** Ways on which only what was published is met. */
const publicWays = (id: string) => [
  { through: 'Query.node', question: `node(id: "{${id}}") *` },
  { through: 'Measure.observations', question: 'measure(id: "{measure}") { observations(first: 100) { nodes * } }' },
  {
    through: 'ObservationEdge.node',
    question: 'measure(id: "{measure}") { observations(first: 100) { edges { node * } } }',
  },
];

const OWN_MONITOR = ['MONITOR own'] as const;
const OWN_VERIFIER = ['VERIFIER own'] as const;

const MINE = [
  'dontKnow',
  'id',
  'level',
  'measure',
  'method',
  'receipt',
  'seenOn',
  'settlement',
  'state',
  'submittedAt',
  'words',
] as const;
/** What became of it once it was public. */
const AFTERWARDS = ['publishedWords', 'undoneOn', 'wordsHiddenOn'] as const;
const mineWays = [
  { through: 'Query.myObservations', question: 'myObservations(first: 100) { nodes * }', alone: true },
  { through: 'MyObservationEdge.node', question: 'myObservations(first: 100) { edges { node * } }', alone: true },
] as const;
/** A monitor's own is found by no other name. */
const mineByNode = (id: string) => [
  { through: 'Query.node', question: `node(id: "{${id}}") { ... on MyObservation * }` },
];

const ITEM = [
  'dontKnow',
  'id',
  'level',
  'mayDecide',
  'measure',
  'method',
  'officialLevelThen',
  'pseudonym',
  'seenOn',
  'settlement',
  'submittedOn',
  'words',
] as const;
const queueWays = [
  { through: 'Query.verificationQueue', question: 'verificationQueue(first: 100) { nodes * }', alone: true },
  { through: 'VerificationItemEdge.node', question: 'verificationQueue(first: 100) { edges { node * } }', alone: true },
] as const;
const itemByNode = (id: string) => [
  { through: 'Query.node', question: `node(id: "{${id}}") { ... on VerificationItem * }` },
];

export const observationThings: readonly ThingRows[] = [
  {
    type: 'Observation',
    kind: 'a published one',
    id: 'published',
    ways: [{ through: 'Query.observation', question: 'observation(id: "{published}") *' }, ...publicWays('published')],
    rows: [
      {
        fields: [...OBSERVED, 'publishedMonth'],
        DATA: EVERYONE,
      },
    ],
  },
  {
    type: 'Observation',
    kind: 'one that was published and then withdrawn',
    id: 'withdrawn',
    ways: [{ through: 'Query.observation', question: 'observation(id: "{withdrawn}") *' }, ...publicWays('withdrawn')],
    rows: [
      {
        fields: [
          'dontKnow',
          'fromImplementer',
          'id',
          'level',
          'measure',
          'officialLevelThen',
          'publishedMonth',
          'seenMonth',
          'undone',
          'withdrawn',
          'wordsHidden',
        ],
        DATA: EVERYONE,
      },
      { fields: ['method', 'settlement', 'words'], EMPTY: EVERYONE },
    ],
  },
  {
    type: 'Observation',
    kind: 'one that waits, of the monitor',
    id: 'waiting',
    ways: [{ through: 'Query.observation', question: 'observation(id: "{waiting}") *' }],
    never: publicWays('waiting'),
    rows: [
      {
        fields: OBSERVED,
        DATA: [...OWN_MONITOR, ...OWN_VERIFIER],
      },
      { fields: ['publishedMonth'], EMPTY: [...OWN_MONITOR, ...OWN_VERIFIER] },
    ],
  },
  {
    type: 'Observation',
    kind: 'one that waits, of another monitor of the place',
    id: 'anothersWaiting',
    ways: [{ through: 'Query.observation', question: 'observation(id: "{anothersWaiting}") *' }],
    never: publicWays('anothersWaiting'),
    rows: [
      {
        fields: OBSERVED,
        DATA: OWN_VERIFIER,
      },
      { fields: ['publishedMonth'], EMPTY: OWN_VERIFIER },
    ],
  },
  {
    type: 'Observation',
    kind: 'one that waits, of somebody whom the verifier invited',
    id: 'closeWaiting',
    ways: [],
    never: [
      { through: 'Query.observation', question: 'observation(id: "{closeWaiting}") *' },
      ...publicWays('closeWaiting'),
    ],
    rows: [
      {
        fields: [...OBSERVED, 'publishedMonth'],
      },
    ],
  },
  {
    // a day early nobody finds it, though the database has it at hand
    type: 'Observation',
    kind: 'one that is public from tomorrow',
    id: 'publishedTomorrow',
    ways: [],
    never: [
      { through: 'Query.observation', question: 'observation(id: "{publishedTomorrow}") *' },
      ...publicWays('publishedTomorrow'),
    ],
    rows: [
      {
        fields: [...OBSERVED, 'publishedMonth'],
      },
    ],
  },
  {
    type: 'Observation',
    kind: 'one that was returned to the monitor',
    id: 'returned',
    ways: [{ through: 'Query.observation', question: 'observation(id: "{returned}") *' }],
    never: publicWays('returned'),
    rows: [
      {
        fields: OBSERVED,
        DATA: OWN_MONITOR,
      },
      { fields: ['publishedMonth'], EMPTY: OWN_MONITOR },
    ],
  },
  {
    type: 'MyObservation',
    kind: 'one that waits',
    id: 'waiting',
    ways: mineWays,
    never: mineByNode('waiting'),
    rows: [
      { fields: MINE, DATA: OWN_MONITOR },
      { fields: ['publishedOn', 'reason', 'revises', ...AFTERWARDS], EMPTY: OWN_MONITOR },
    ],
  },
  {
    type: 'MyObservation',
    kind: 'one that was returned',
    id: 'returned',
    ways: mineWays,
    never: mineByNode('returned'),
    rows: [
      { fields: [...MINE, 'reason'], DATA: OWN_MONITOR },
      { fields: ['publishedOn', 'revises', ...AFTERWARDS], EMPTY: OWN_MONITOR },
    ],
  },
  {
    type: 'MyObservation',
    kind: 'one that came back',
    id: 'revising',
    ways: mineWays,
    never: mineByNode('revising'),
    rows: [
      { fields: [...MINE, 'revises'], DATA: OWN_MONITOR },
      { fields: ['publishedOn', 'reason', ...AFTERWARDS], EMPTY: OWN_MONITOR },
    ],
  },
  {
    type: 'MyObservation',
    kind: 'one that was published',
    id: 'ownPublished',
    ways: mineWays,
    never: mineByNode('ownPublished'),
    rows: [
      { fields: [...MINE, 'publishedOn', 'publishedWords', 'reason'], DATA: OWN_MONITOR },
      { fields: ['revises', 'undoneOn', 'wordsHiddenOn'], EMPTY: OWN_MONITOR },
    ],
  },
  {
    type: 'MyObservation',
    kind: 'another monitor’s',
    id: 'anothersWaiting',
    ways: [],
    never: [...mineWays, ...mineByNode('anothersWaiting')],
    rows: [{ fields: [...MINE, 'publishedOn', 'reason', 'revises', ...AFTERWARDS] }],
  },
  {
    type: 'VerificationItem',
    kind: 'one of their place',
    id: 'anothersWaiting',
    ways: queueWays,
    never: itemByNode('anothersWaiting'),
    rows: [
      { fields: ITEM, DATA: OWN_VERIFIER },
      { fields: ['revises', 'whyNot'], EMPTY: OWN_VERIFIER },
    ],
  },
  {
    type: 'VerificationItem',
    kind: 'one of their place that came back',
    id: 'revising',
    ways: queueWays,
    never: itemByNode('revising'),
    rows: [
      { fields: [...ITEM, 'revises'], DATA: OWN_VERIFIER },
      { fields: ['whyNot'], EMPTY: OWN_VERIFIER },
    ],
  },
  {
    type: 'VerificationItem',
    kind: 'one on a measure that their own body carries out',
    id: 'barredWaiting',
    ways: queueWays,
    never: itemByNode('barredWaiting'),
    rows: [
      { fields: [...ITEM.filter((field) => field !== 'officialLevelThen'), 'whyNot'], DATA: OWN_VERIFIER },
      { fields: ['officialLevelThen', 'revises'], EMPTY: OWN_VERIFIER },
    ],
  },
  {
    type: 'VerificationItem',
    kind: 'one of the next municipality, where nobody is independent',
    id: 'nearbyWaiting',
    ways: queueWays,
    never: itemByNode('nearbyWaiting'),
    rows: [
      { fields: ITEM.filter((field) => field !== 'officialLevelThen'), DATA: OWN_VERIFIER },
      { fields: ['officialLevelThen', 'revises', 'whyNot'], EMPTY: OWN_VERIFIER },
    ],
  },
  {
    type: 'VerificationItem',
    kind: 'one of somebody whom they invited',
    id: 'closeWaiting',
    ways: [],
    never: [...queueWays, ...itemByNode('closeWaiting')],
    rows: [{ fields: [...ITEM, 'revises', 'whyNot'] }],
  },
];

const REPORTED = [
  'id',
  'mayDismiss',
  'mayHide',
  'mayUndo',
  'measure',
  'publishedWords',
  'reports',
  'verifiedByYou',
] as const;
const reportedWays = [
  { through: 'Query.reportedTexts', question: 'reportedTexts(first: 100) { nodes * }', alone: true },
  { through: 'ReportedTextEdge.node', question: 'reportedTexts(first: 100) { edges { node * } }', alone: true },
] as const;
const reportedByNode = (id: string) => [
  { through: 'Query.node', question: `node(id: "{${id}}") { ... on ReportedText * }` },
];
/** Of the second nothing may be done: what is told of it then is compared with what is told without the guard. */
const REPORTED_KINDS = [
  { kind: 'one of their place, whose words were reported', id: 'sharing' },
  { kind: 'one on a measure that their own body carries out', id: 'barredSharing' },
  // as any other: were it missing, whoever reports it would learn who observed
  { kind: 'one of somebody whom they invited', id: 'closeSharing' },
] as const;

export const reportedThings: readonly ThingRows[] = REPORTED_KINDS.map(({ kind, id }) => ({
  type: 'ReportedText',
  kind,
  id,
  ways: reportedWays,
  never: reportedByNode(id),
  rows: [{ fields: REPORTED, DATA: OWN_VERIFIER }],
}));
export const observationParts: readonly PartRow[] = [
  { type: 'ObservationConnection', fields: ['edges', 'nodes', 'pageInfo', 'totalCount'] },
  { type: 'ObservationEdge', fields: ['cursor', 'node'] },
  { type: 'MyObservationConnection', fields: ['edges', 'nodes', 'pageInfo', 'totalCount'] },
  { type: 'MyObservationEdge', fields: ['cursor', 'node'] },
  { type: 'ReportedTextConnection', fields: ['edges', 'nodes', 'pageInfo', 'totalCount'] },
  { type: 'ReportedTextEdge', fields: ['cursor', 'node'] },
  { type: 'TextReport', fields: ['reason', 'reportedOn', 'words'] },
  { type: 'VerificationItemConnection', fields: ['edges', 'nodes', 'pageInfo', 'totalCount'] },
  { type: 'VerificationItemEdge', fields: ['cursor', 'node'] },
];

const WITH_OWN = ['MONITOR'] as const;
const WITH_QUEUE = ['VERIFIER'] as const;

export const observationQueries: readonly QueryRow[] = [
  { query: 'observation', question: '{ observation(id: "{published}") { id } }', DATA: EVERYONE },
  {
    query: 'myObservations',
    question: '{ myObservations { nodes { id } } }',
    DATA: WITH_OWN,
    EMPTY: others(WITH_OWN, SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    query: 'verificationQueue',
    question: '{ verificationQueue { nodes { id } } }',
    DATA: WITH_QUEUE,
    EMPTY: others(WITH_QUEUE, SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    query: 'reportedTexts',
    question: '{ reportedTexts { nodes { id } } }',
    DATA: WITH_QUEUE,
    EMPTY: others(WITH_QUEUE, SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
];

export const observationArguments: readonly ArgumentRow[] = [
  {
    field: 'Query.reportedTexts',
    on: '*',
    arguments: { first: '1', after: '{cursor}' },
    selection: '{ nodes { id } }',
    DATA: WITH_QUEUE,
    EMPTY: others(WITH_QUEUE, SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    field: 'Query.observation',
    on: '*',
    arguments: { id: '"{waiting}"' },
    selection: '{ id }',
    DATA: [...OWN_MONITOR, ...OWN_VERIFIER],
    EMPTY: others([...OWN_MONITOR, ...OWN_VERIFIER]),
  },
  {
    field: 'Query.myObservations',
    on: '*',
    arguments: { first: '1' },
    selection: '{ nodes { id } }',
    DATA: WITH_OWN,
    EMPTY: others(WITH_OWN, SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    field: 'Query.myObservations',
    on: '*',
    arguments: { after: '{cursor}' },
    selection: '{ nodes { id } }',
    DATA: WITH_OWN,
    EMPTY: others(WITH_OWN, SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    field: 'Query.verificationQueue',
    on: '*',
    arguments: { first: '1', after: '{cursor}' },
    selection: '{ nodes { id } }',
    DATA: WITH_QUEUE,
    EMPTY: others(WITH_QUEUE, SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    field: 'Query.verificationQueue',
    on: '*',
    arguments: { territory: '"{municipalityCode}"' },
    selection: '{ nodes { id } }',
    DATA: OWN_VERIFIER,
    EMPTY: others(OWN_VERIFIER, SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    field: 'Measure.observations',
    on: 'measure(id: "{measure}") *',
    arguments: { first: '1', after: '{cursor}' },
    selection: '{ nodes { id } }',
    DATA: EVERYONE,
  },
];
