/** What coalitions do. */
import { SIGNED_IN, others } from '../actors.ts';
import type { ChangeRow } from '../row.ts';
import { INSIDE, allowed } from './change-outcomes.ts';

export const campaignChanges: readonly ChangeRow[] = [
  {
    change: 'createCoalition',
    given: {
      input: {
        wordsReason: 'NO_PERSON',
        leadOrganizationId: '{association}',
        name: 'Нова коалиция',
        organizationIds: ['{association}'],
        purpose: 'Заедно',
        territory: '{municipalityCode}',
      },
    },
    DONE: ['ADMINISTRATOR', 'COALITION_LEAD own'],
    // a coalition without one's own body
    BAD_INPUT: ["COALITION_LEAD other's"],
    NOT_FOUND: others(['ADMINISTRATOR', 'COALITION_LEAD'], SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    change: 'createCampaign',
    given: {
      input: {
        wordsReason: 'NO_PERSON',
        coalitionId: '{coalition}',
        goal: 'Да светне',
        measureIds: ['{measure}'],
        startsOn: '2026-12-01',
        title: 'Нова кампания',
      },
    },
    subject: ['input.coalitionId'],
    ...allowed(INSIDE),
  },
  ...(['publicCampaign', 'draftCampaign'] as const).flatMap((campaign): ChangeRow[] => [
    {
      change: 'updateCampaign',
      kind: campaign,
      given: {
        input: {
          wordsReason: 'NO_PERSON',
          campaignId: `{${campaign}}`,
          goal: 'Да светне',
          stage: 'RUNNING',
          title: 'По-ясно',
        },
      },
      subject: ['input.campaignId'],
      ...allowed(INSIDE),
    },
    {
      change: 'linkMeasures',
      kind: campaign,
      given: { input: { campaignId: `{${campaign}}`, measureIds: ['{otherMeasure}'] } },
      subject: ['input.campaignId'],
      ...allowed(INSIDE),
    },
    {
      change: 'addActivity',
      kind: campaign,
      given: {
        input: {
          wordsReason: 'NO_PERSON',
          campaignId: `{${campaign}}`,
          dueOn: '2026-12-01',
          ownerId: '{association}',
          title: 'Среща',
        },
      },
      subject: ['input.campaignId'],
      ...allowed(INSIDE),
    },
    {
      change: 'addCampaignNote',
      kind: campaign,
      given: { input: { campaignId: `{${campaign}}`, text: 'Бележка' } },
      subject: ['input.campaignId'],
      ...allowed(INSIDE),
    },
    {
      change: 'setActivityState',
      kind: campaign,
      given: { input: { activityId: `{${campaign}PlannedActivity}`, doneOn: '2026-11-19', state: 'DONE' } },
      subject: ['input.activityId'],
      ...allowed(INSIDE),
    },
    {
      change: 'draftAsk',
      kind: campaign,
      given: {
        input: {
          wordsReason: 'NO_PERSON',
          campaignId: `{${campaign}}`,
          decisionMakerId: '{administration}',
          demand: 'Да светне улицата',
          escalates: '{earlierAsk}',
          legalWay: 'PROPOSAL',
          measureId: '{measure}',
          signedById: '{association}',
        },
      },
      subject: ['input.campaignId'],
      ...allowed(INSIDE),
    },
  ]),
  {
    change: 'updateCampaign',
    kind: 'a public one, back into a draft',
    given: { input: { campaignId: '{publicCampaign}', stage: 'DRAFT' } },
    BAD_INPUT: INSIDE,
    NOT_FOUND: others(INSIDE, SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    change: 'draftAsk',
    kind: 'that takes a draft further',
    given: {
      input: {
        campaignId: '{publicCampaign}',
        decisionMakerId: '{administration}',
        demand: 'Да светне улицата',
        escalates: '{foreignDraftAsk}',
        legalWay: 'PROPOSAL',
      },
    },
    subject: ['input.escalates'],
    BAD_INPUT: INSIDE,
    NOT_FOUND: others(INSIDE, SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    change: 'sendAsk',
    given: {
      input: { askId: '{draftAsk}', incomingNumber: '94-2', registeredOn: '2026-11-18', sentOn: '2026-11-18' },
    },
    subject: ['input.askId'],
    ...allowed(INSIDE),
  },
  {
    change: 'extendAsk',
    given: {
      input: {
        wordsReason: 'NO_PERSON',
        askId: '{runningAsk}',
        announcedOn: '2026-11-15',
        reason: 'Сложно',
        untilOn: '2027-01-15',
      },
    },
    subject: ['input.askId'],
    ...allowed(INSIDE),
  },
  {
    change: 'recordAskAnswer',
    given: {
      input: {
        wordsReason: 'NO_PERSON',
        askId: '{runningAsk}',
        answeredOn: '2026-11-18',
        level: 'PROMISED',
        promisedBy: '2026-12-31',
        text: 'Ще светне',
      },
    },
    subject: ['input.askId'],
    ...allowed(INSIDE),
  },
  { change: 'closeAsk', given: { id: '{runningAsk}' }, subject: ['id'], ...allowed(INSIDE) },
];
