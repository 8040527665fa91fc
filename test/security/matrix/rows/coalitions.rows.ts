/** Coalitions and what they sent are public; drafts, notes and what is planned are for the people who work in them. */
import { EVERYONE, others } from '../actors.ts';
import type { ArgumentRow, PartRow, QueryRow, ThingRows } from '../row.ts';

const INSIDE = ['COALITION_MEMBER own', 'COALITION_LEAD own'] as const;

const CAMPAIGN = ['coalition', 'goal', 'id', 'isPublic', 'measures', 'stage', 'startsOn', 'title'] as const;
const campaignWays = (id: string, ask: string) => [
  { through: 'Query.campaign', question: `campaign(id: "{${id}}") *` },
  { through: 'Query.node', question: `node(id: "{${id}}") *` },
  { through: 'Query.campaigns', question: 'campaigns(first: 100) { nodes * }' },
  { through: 'CampaignEdge.node', question: 'campaigns(first: 100) { edges { node * } }' },
  { through: 'Coalition.campaigns', question: 'coalition(id: "{coalition}") { campaigns * }' },
  { through: 'Measure.campaigns', question: 'measure(id: "{measure}") { campaigns * }' },
  { through: 'Territory.campaigns', question: 'territory(code: "{municipalityCode}") { campaigns * }' },
  { through: 'Ask.campaign', question: `node(id: "{${ask}}") { ... on Ask { campaign * } }` },
];

/** Of what is hidden; of all else they are null. */
const HIDDEN = ['wordsHiddenBecause', 'wordsHiddenOn'] as const;

const ACTIVITY = ['id', 'state', 'title'] as const;

const ASK_AT_ALL = [
  'answer',
  'campaign',
  'clockState',
  'daysLate',
  'decisionMaker',
  'demand',
  'id',
  'legalWay',
  'measure',
  'signedBy',
  'state',
] as const;
const ASK_SENT = ['gapThen', 'sentOn'] as const;
const ASK_REGISTERED = ['dueOn', 'incomingNumber', 'registeredOn'] as const;
const ASK_LATE = ['lastDayToContest'] as const;
const ASK_BACK = ['answers', 'extensions'] as const;

const askWays = (id: string, campaign: string) => [
  { through: 'Query.node', question: `node(id: "{${id}}") *` },
  { through: 'Campaign.asks', question: `campaign(id: "{${campaign}}") { asks * }` },
];
const onDesk = {
  through: 'CouncilDesk.asksAwaiting',
  question: 'councilDesk(territory: "{municipalityCode}") { asksAwaiting * }',
};
const escalated = { through: 'Ask.escalates', question: 'node(id: "{sentAsk}") { ... on Ask { escalates * } }' };

export const coalitionThings: readonly ThingRows[] = [
  {
    type: 'Coalition',
    kind: 'a coalition',
    id: 'coalition',
    ways: [
      { through: 'Query.coalition', question: 'coalition(id: "{coalition}") *' },
      { through: 'Query.node', question: 'node(id: "{coalition}") *' },
    ],
    rows: [
      { fields: ['campaigns', 'foundedOn', 'id', 'members', 'name', 'purpose', 'territory'], DATA: EVERYONE },
      { fields: HIDDEN, EMPTY: EVERYONE },
    ],
  },
  {
    type: 'Coalition',
    kind: 'a coalition of which the words are hidden',
    id: 'hiddenCoalition',
    ways: [
      { through: 'Query.coalition', question: 'coalition(id: "{hiddenCoalition}") *' },
      { through: 'Query.node', question: 'node(id: "{hiddenCoalition}") *' },
    ],
    rows: [
      { fields: [...HIDDEN, 'foundedOn', 'id', 'territory'], DATA: EVERYONE },
      { fields: ['campaigns', 'members', 'name', 'purpose'], EMPTY: EVERYONE },
    ],
  },
  {
    type: 'Campaign',
    kind: 'a public one',
    id: 'publicCampaign',
    ways: campaignWays('publicCampaign', 'sentAsk'),
    rows: [
      { fields: [...CAMPAIGN, 'activities', 'asks'], DATA: EVERYONE },
      { fields: ['notes'], DATA: INSIDE, EMPTY: others(INSIDE) },
      { fields: HIDDEN, EMPTY: EVERYONE },
    ],
  },
  {
    type: 'Campaign',
    kind: 'a public one of which the words are hidden',
    id: 'hiddenCampaign',
    ways: campaignWays('hiddenCampaign', 'hiddenAsk'),
    rows: [
      {
        fields: [...CAMPAIGN.filter((field) => field !== 'title' && field !== 'goal'), ...HIDDEN, 'asks'],
        DATA: EVERYONE,
      },
      { fields: ['activities', 'goal', 'notes', 'title'], EMPTY: EVERYONE },
    ],
  },
  {
    type: 'Campaign',
    kind: 'a draft',
    id: 'draftCampaign',
    ways: campaignWays('draftCampaign', 'draftAskOfDraft'),
    rows: [
      { fields: [...CAMPAIGN, 'activities', 'asks', 'notes'], DATA: INSIDE },
      { fields: HIDDEN, EMPTY: INSIDE },
    ],
  },
  {
    type: 'Activity',
    kind: 'one done, of a public campaign',
    id: 'publicCampaignDoneActivity',
    ways: [{ through: 'Campaign.activities', question: 'campaign(id: "{publicCampaign}") { activities * }' }],
    rows: [
      { fields: [...ACTIVITY, 'doneOn'], DATA: EVERYONE },
      { fields: ['dueOn', 'owner'], DATA: INSIDE, EMPTY: others(INSIDE) },
      { fields: HIDDEN, EMPTY: EVERYONE },
    ],
  },
  {
    type: 'Activity',
    kind: 'one done, of which the words are hidden',
    id: 'hiddenActivity',
    ways: [{ through: 'Campaign.activities', question: 'campaign(id: "{publicCampaign}") { activities * }' }],
    rows: [
      { fields: [...HIDDEN, 'doneOn', 'id', 'state'], DATA: EVERYONE },
      { fields: ['dueOn', 'owner'], DATA: INSIDE, EMPTY: others(INSIDE) },
      { fields: ['title'], EMPTY: EVERYONE },
    ],
  },
  {
    type: 'Activity',
    kind: 'one planned, of a public campaign',
    id: 'publicCampaignPlannedActivity',
    ways: [{ through: 'Campaign.activities', question: 'campaign(id: "{publicCampaign}") { activities * }' }],
    rows: [
      { fields: [...ACTIVITY, 'dueOn', 'owner'], DATA: INSIDE },
      { fields: ['doneOn', ...HIDDEN], EMPTY: INSIDE },
    ],
  },
  {
    type: 'Activity',
    kind: 'one done, of a draft',
    id: 'draftCampaignDoneActivity',
    ways: [{ through: 'Campaign.activities', question: 'campaign(id: "{draftCampaign}") { activities * }' }],
    rows: [
      { fields: [...ACTIVITY, 'doneOn', 'dueOn', 'owner'], DATA: INSIDE },
      { fields: HIDDEN, EMPTY: INSIDE },
    ],
  },
  {
    type: 'CampaignNote',
    kind: 'one of a public campaign',
    id: 'publicCampaignNote',
    ways: [{ through: 'Campaign.notes', question: 'campaign(id: "{publicCampaign}") { notes * }' }],
    rows: [{ fields: ['id', 'text', 'writtenAt'], DATA: INSIDE }],
  },
  {
    type: 'CampaignNote',
    kind: 'one of a draft',
    id: 'draftCampaignNote',
    ways: [{ through: 'Campaign.notes', question: 'campaign(id: "{draftCampaign}") { notes * }' }],
    rows: [{ fields: ['id', 'text', 'writtenAt'], DATA: INSIDE }],
  },
  {
    type: 'Ask',
    kind: 'one that was answered',
    id: 'sentAsk',
    ways: askWays('sentAsk', 'publicCampaign'),
    never: [onDesk, escalated],
    rows: [
      { fields: [...ASK_AT_ALL, ...ASK_SENT, ...ASK_REGISTERED, ...ASK_BACK, 'escalates'], DATA: EVERYONE },
      { fields: [...ASK_LATE, ...HIDDEN], EMPTY: EVERYONE },
    ],
  },
  {
    type: 'Ask',
    kind: 'one that another takes further',
    id: 'earlierAsk',
    ways: [...askWays('earlierAsk', 'publicCampaign'), onDesk, escalated],
    rows: [
      { fields: [...ASK_AT_ALL, ...ASK_SENT, ...ASK_REGISTERED, ...ASK_LATE], DATA: EVERYONE },
      { fields: [...ASK_BACK, ...HIDDEN, 'escalates'], EMPTY: EVERYONE },
    ],
  },
  {
    type: 'Ask',
    kind: 'one of which the words are hidden',
    id: 'hiddenAsk',
    ways: [...askWays('hiddenAsk', 'hiddenCampaign'), onDesk],
    never: [escalated],
    rows: [
      {
        fields: [
          ...ASK_AT_ALL.filter((field) => field !== 'demand'),
          ...ASK_SENT,
          ...ASK_REGISTERED,
          ...ASK_BACK,
          ...HIDDEN,
        ],
        DATA: EVERYONE,
      },
      { fields: [...ASK_LATE, 'demand', 'escalates'], EMPTY: EVERYONE },
    ],
  },
  {
    type: 'Ask',
    kind: 'a draft in a public campaign',
    id: 'draftAsk',
    ways: askWays('draftAsk', 'publicCampaign'),
    never: [onDesk, escalated],
    rows: [
      { fields: [...ASK_AT_ALL, 'escalates'], DATA: INSIDE },
      { fields: [...ASK_SENT, ...ASK_REGISTERED, ...ASK_LATE, ...ASK_BACK, ...HIDDEN], EMPTY: INSIDE },
    ],
  },
  {
    type: 'Ask',
    kind: 'a draft in a draft',
    id: 'draftAskOfDraft',
    ways: askWays('draftAskOfDraft', 'draftCampaign'),
    never: [onDesk, escalated],
    rows: [
      { fields: ASK_AT_ALL, DATA: INSIDE },
      { fields: [...ASK_SENT, ...ASK_REGISTERED, ...ASK_LATE, ...ASK_BACK, ...HIDDEN, 'escalates'], EMPTY: INSIDE },
    ],
  },
  {
    type: 'Ask',
    kind: 'a sent one in a draft',
    id: 'sentAskOfDraft',
    ways: askWays('sentAskOfDraft', 'draftCampaign'),
    never: [onDesk, escalated],
    rows: [
      { fields: [...ASK_AT_ALL, ...ASK_SENT, ...ASK_REGISTERED, ...ASK_LATE, 'answers'], DATA: INSIDE },
      { fields: ['extensions', ...HIDDEN, 'escalates'], EMPTY: INSIDE },
    ],
  },
];

export const coalitionParts: readonly PartRow[] = [
  { type: 'CoalitionConnection', fields: ['edges', 'nodes', 'pageInfo', 'totalCount'] },
  { type: 'CoalitionEdge', fields: ['cursor', 'node'] },
  { type: 'CoalitionMember', fields: ['joinedOn', 'leads', 'organization'] },
  { type: 'CampaignConnection', fields: ['edges', 'nodes', 'pageInfo', 'totalCount'] },
  { type: 'CampaignEdge', fields: ['cursor', 'node'] },
  {
    type: 'CampaignMeasure',
    fields: ['communityLevelThen', 'gapKindThen', 'gapValueThen', 'linkedOn', 'measure', 'officialLevelThen'],
  },
  { type: 'AskAnswer', fields: ['answeredOn', 'id', 'level', 'promisedBy', 'text', ...HIDDEN] },
  { type: 'AskExtension', fields: ['announcedOn', 'id', 'reason', 'untilOn', ...HIDDEN] },
  {
    type: 'LegalWay',
    fields: ['cite', 'code', 'name', 'silenceMeans', 'termDays', 'termMonths', 'termText', 'verified'],
  },
];

export const coalitionQueries: readonly QueryRow[] = [
  { query: 'coalition', question: '{ coalition(id: "{coalition}") { id } }', DATA: EVERYONE },
  { query: 'coalitions', question: '{ coalitions { nodes { id } } }', DATA: EVERYONE },
  { query: 'campaign', question: '{ campaign(id: "{publicCampaign}") { id } }', DATA: EVERYONE },
  { query: 'campaigns', question: '{ campaigns { nodes { id } } }', DATA: EVERYONE },
  { query: 'legalWays', question: '{ legalWays { code } }', DATA: EVERYONE },
];

const onAsk = 'node(id: "{sentAsk}") { ... on Ask * }';

export const coalitionArguments: readonly ArgumentRow[] = [
  { field: 'Query.coalition', on: '*', arguments: { id: '"{coalition}"' }, selection: '{ id }', DATA: EVERYONE },
  {
    field: 'Query.coalitions',
    on: '*',
    arguments: { first: '1', after: '{cursor}', territory: '"{municipalityCode}"' },
    selection: '{ nodes { id } }',
    DATA: EVERYONE,
  },
  {
    field: 'Query.campaign',
    on: '*',
    arguments: { id: '"{draftCampaign}"' },
    selection: '{ id }',
    DATA: INSIDE,
    EMPTY: others(INSIDE),
  },
  {
    field: 'Query.campaigns',
    on: '*',
    arguments: { first: '1', after: '{cursor}', measure: '"{measure}"', territory: '"{municipalityCode}"' },
    selection: '{ nodes { id } }',
    DATA: EVERYONE,
  },
  {
    field: 'Query.legalWays',
    on: '*',
    arguments: { language: '"en"', on: '"{today}"' },
    selection: '{ code }',
    DATA: EVERYONE,
  },
  { field: 'Ask.clockState', on: onAsk, arguments: { asOf: '"{today}"' }, DATA: EVERYONE },
  { field: 'Ask.daysLate', on: onAsk, arguments: { asOf: '"{today}"' }, DATA: EVERYONE },
  { field: 'Ask.legalWay', on: onAsk, arguments: { language: '"en"' }, selection: '{ code }', DATA: EVERYONE },
];
