import { beforeAll, describe, expect, it } from 'vitest';
import { rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import {
  buildAsk,
  buildCampaign,
  buildCoalition,
  buildMeasure,
  buildMunicipality,
  buildOrganization,
  buildPerson,
  buildProgressRow,
  type BuiltCoalition,
  worldContext,
} from '../support/world.ts';

const DRAFT =
  'mutation ($input: DraftAskInput!) { draftAsk(input: $input) { id state demand signedBy { id } decisionMaker { id } legalWay { code name } measure { id } sentOn gapThen { gapKindThen } escalates { id } } }';
const SEND =
  'mutation ($input: SendAskInput!) { sendAsk(input: $input) { state sentOn registeredOn incomingNumber dueOn clockState gapThen { linkedOn gapKindThen gapValueThen measure { id } } } }';
const EXTEND =
  'mutation ($input: ExtendAskInput!) { extendAsk(input: $input) { dueOn extensions { untilOn reason } } }';
const ANSWER =
  'mutation ($input: RecordAskAnswerInput!) { recordAskAnswer(input: $input) { state answer answers { level text answeredOn promisedBy } } }';
const CLOCK =
  'query ($id: ID!, $asOf: LocalDate) { node(id: $id) { ... on Ask { state answer dueOn lastDayToContest daysLate(asOf: $asOf) clockState(asOf: $asOf) } } }';
const ABSENT = '4f6c2c64-0000-4000-8000-000000000000';

let app: TestApp;
let coalition: BuiltCoalition;
let stranger: BuiltCoalition;
let campaignId: string;
let mayor: string;
let measure: Awaited<ReturnType<typeof buildMeasure>>;

beforeAll(async () => {
  app = await createTestApp();
  const place = await buildMunicipality(app);
  coalition = await buildCoalition(app, {
    territoryId: place.id,
    organizationIds: [await buildOrganization(app), await buildOrganization(app)],
  });
  stranger = await buildCoalition(app);
  measure = await buildMeasure(app, { plan: { territoryId: place.id } });
  await buildProgressRow(app, {
    measureId: measure.id,
    planId: measure.planId,
    measureVersionId: measure.measureVersionId,
    official: 'COMPLETE',
    community: 'NOT_STARTED',
    toDay: '2026-07-04',
  });
  await buildProgressRow(app, {
    measureId: measure.id,
    planId: measure.planId,
    measureVersionId: measure.measureVersionId,
    official: 'COMPLETE',
    community: 'COMPLETE',
    fromDay: '2026-07-04',
  });
  campaignId = (await buildCampaign(app, { coalition, measureIds: [measure.id] })).id;
  mayor = await buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION', territoryId: place.id });
});

const draftOf = (parts: Record<string, unknown> = {}) => ({
  input: {
    campaignId,
    measureId: measure.id,
    demand: 'Прокарайте водата.',
    decisionMakerId: mayor,
    legalWay: 'PROPOSAL',
    ...parts,
  },
});
const sent = (parts: Partial<Parameters<typeof buildAsk>[1]> = {}) =>
  buildAsk(app, {
    campaignId,
    signedById: coalition.leadOrganizationId,
    decisionMakerId: mayor,
    sentOn: '2026-07-03',
    ...parts,
  });
const clock = async (id: string, on: string, asOf?: string) =>
  (await app.ask(CLOCK, { on, variables: { id, asOf } })).node;
const auditOf = async (subjectId: string) =>
  (
    await rows<{ action: string }>(
      worldContext(app),
      sql`select action from audit_entry where subject_id = ${subjectId} order by id`,
    )
  ).map(({ action }) => action);

describe('drafting an ask', () => {
  it('is refused to the public, to a councillor and to another coalition', async () => {
    const councillor = await buildPerson(app, { role: 'COUNCILLOR', territoryId: coalition.territoryId });
    expect(await app.refusal(DRAFT, { variables: draftOf() })).toBe('UNAUTHENTICATED');
    for (const as of [councillor, stranger.leadId])
      expect(await app.refusal(DRAFT, { as, variables: draftOf() })).toBe('NOT_FOUND');
  });

  it('is accepted from a member, signed by the leading organization, and audited', async () => {
    const { draftAsk } = await app.ask(DRAFT, { as: coalition.memberId, variables: draftOf() });
    expect(draftAsk).toMatchObject({
      state: 'DRAFT',
      signedBy: { id: coalition.leadOrganizationId },
      decisionMaker: { id: mayor },
      measure: { id: measure.id },
      sentOn: null,
      gapThen: null,
    });
    expect(draftAsk.legalWay).toEqual({ code: 'PROPOSAL', name: 'Предложение' });
    expect(await auditOf(draftAsk.id)).toEqual(['ask.draft']);
  });

  it('is refused when an outsider or a person would sign, and for a measure that the campaign does not rest on', async () => {
    const outside = await buildMeasure(app);
    for (const parts of [
      { signedById: stranger.leadOrganizationId },
      { signedById: coalition.leadId },
      { measureId: outside.id },
      { demand: ' ' },
    ]) {
      expect(await app.refusal(DRAFT, { as: coalition.leadId, variables: draftOf(parts) })).toBe('BAD_INPUT');
    }
    expect(await app.refusal(DRAFT, { as: coalition.leadId, variables: draftOf({ decisionMakerId: ABSENT }) })).toBe(
      'NOT_FOUND',
    );
  });

  it('may take a sent ask of the same coalition further, and none of another or a draft', async () => {
    const earlier = await sent();
    const draft = await sent({ sentOn: null });
    const foreign = await buildCampaign(app, { coalition: stranger });
    const theirs = await buildAsk(app, {
      campaignId: foreign.id,
      signedById: stranger.leadOrganizationId,
      sentOn: '2026-07-03',
    });
    const { draftAsk } = await app.ask(DRAFT, { as: coalition.leadId, variables: draftOf({ escalates: earlier }) });
    expect(draftAsk.escalates).toEqual({ id: earlier });
    for (const escalates of [draft, theirs, ABSENT])
      expect(await app.refusal(DRAFT, { as: coalition.leadId, variables: draftOf({ escalates }) })).toBe('BAD_INPUT');
  });

  it('is unseen by all but the coalition: by node, by campaign and by name of the ask it takes further', async () => {
    const id = await sent({ sentOn: null, demand: 'Още не се знае' });
    const query =
      'query ($id: ID!, $campaign: ID!) { node(id: $id) { id } campaign(id: $campaign) { asks { id demand } } }';
    for (const as of [null, stranger.leadId]) {
      const seen = await app.ask(query, { as, variables: { id, campaign: campaignId } });
      expect(seen.node).toBeNull();
      expect(JSON.stringify(seen)).not.toContain(id);
    }
    const own = await app.ask(query, { as: coalition.memberId, variables: { id, campaign: campaignId } });
    expect(own.node).toEqual({ id });
    expect(own.campaign.asks).toContainEqual({ id, demand: 'Още не се знае' });
  });
});

describe('sending an ask', () => {
  const variablesOf = (askId: string, parts: Record<string, unknown> = {}) => ({
    input: { askId, sentOn: '2026-07-03', registeredOn: '2026-07-05', incomingNumber: '53-1', ...parts },
  });

  it('is refused to others as if there were none', async () => {
    const id = await sent({ sentOn: null });
    expect(await app.refusal(SEND, { variables: variablesOf(id) })).toBe('UNAUTHENTICATED');
    expect(await app.refusal(SEND, { as: stranger.leadId, variables: variablesOf(id) })).toBe('NOT_FOUND');
    expect(await app.refusal(SEND, { as: stranger.leadId, variables: variablesOf(ABSENT) })).toBe('NOT_FOUND');
  });

  it('is accepted: public from now on, with the due day after weekend and holiday and the gap of the day of sending', async () => {
    const id = await sent({ sentOn: null, measureId: measure.id });
    const { sendAsk } = await app.ask(SEND, { as: coalition.memberId, on: '2026-07-10', variables: variablesOf(id) });
    // two months end on Saturday 5 September; 6 September is a holiday on a Sunday, so Monday is off in its place
    expect(sendAsk).toMatchObject({
      state: 'SENT',
      sentOn: '2026-07-03',
      registeredOn: '2026-07-05',
      incomingNumber: '53-1',
      dueOn: '2026-09-08',
      clockState: 'RUNNING',
    });
    expect(sendAsk.gapThen).toEqual({
      linkedOn: '2026-07-03',
      gapKindThen: 'OVERSTATED',
      gapValueThen: 3,
      measure: { id: measure.id },
    });
    expect((await app.ask('query ($id: ID!) { node(id: $id) { id } }', { variables: { id } })).node).toEqual({ id });
    expect(await auditOf(id)).toEqual(['ask.send']);
  });

  it('is refused twice, on a day to come, registered before it was sent, and with a number of no day', async () => {
    const id = await sent({ sentOn: null });
    const refusal = (parts: Record<string, unknown>) =>
      app.refusal(SEND, { as: coalition.leadId, on: '2026-07-10', variables: variablesOf(id, parts) });
    expect(await refusal({ sentOn: '2026-07-11', registeredOn: '2026-07-11' })).toBe('FUTURE_DAY');
    expect(await refusal({ registeredOn: '2026-07-02' })).toBe('BAD_INPUT');
    expect(await refusal({ registeredOn: null })).toBe('BAD_INPUT');
    await app.ask(SEND, { as: coalition.leadId, on: '2026-07-10', variables: variablesOf(id) });
    expect(await refusal({})).toBe('CONFLICT');
  });

  it('takes the incoming number later: no term runs until then', async () => {
    const id = await sent({ sentOn: null });
    const first = await app.ask(SEND, {
      as: coalition.leadId,
      on: '2026-07-03',
      variables: variablesOf(id, { registeredOn: null, incomingNumber: null }),
    });
    expect(first.sendAsk).toMatchObject({ state: 'SENT', dueOn: null, clockState: 'UNREGISTERED' });
    const then = await app.ask(SEND, { as: coalition.leadId, on: '2026-07-06', variables: variablesOf(id) });
    expect(then.sendAsk).toMatchObject({ incomingNumber: '53-1', dueOn: '2026-09-08', clockState: 'RUNNING' });
  });

  it('is refused from a campaign that is still a draft', async () => {
    const draft = await buildCampaign(app, { coalition, stage: 'DRAFT' });
    const id = await sent({ sentOn: null, campaignId: draft.id });
    expect(await app.refusal(SEND, { as: coalition.leadId, variables: variablesOf(id) })).toBe('BAD_INPUT');
  });
});

describe('the clock of an ask', () => {
  it('counts late days from the due day after a weekend and a holiday', async () => {
    const id = await sent({ registeredOn: '2026-07-05' });
    expect(await clock(id, '2026-09-08')).toMatchObject({ daysLate: 0, clockState: 'RUNNING' });
    expect(await clock(id, '2026-09-09')).toMatchObject({ daysLate: 1, clockState: 'OVERDUE' });
    expect(await clock(id, '2026-09-20', '2026-09-10')).toMatchObject({ daysLate: 2 });
    expect(await app.refusal(CLOCK, { on: '2026-09-08', variables: { id, asOf: '2026-09-09' } })).toBe('FUTURE_DAY');
  });

  it('shows silence as silence, with the last day to contest it', async () => {
    const id = await sent({ legalWay: 'PUBLIC_INFORMATION', sentOn: '2026-10-01' });
    expect(await clock(id, '2026-10-20')).toEqual({
      state: 'SENT',
      answer: 'NONE',
      dueOn: '2026-10-15',
      daysLate: 5,
      clockState: 'OVERDUE',
      lastDayToContest: '2026-12-15',
    });
  });

  it('does not stop at an acknowledgement, and stops at the first answer in substance', async () => {
    const id = await sent({
      legalWay: 'PUBLIC_INFORMATION',
      sentOn: '2026-10-01',
      answers: [{ level: 'ACKNOWLEDGED', answeredOn: '2026-10-02' }],
    });
    expect(await clock(id, '2026-10-20')).toMatchObject({
      state: 'SENT',
      answer: 'ACKNOWLEDGED',
      clockState: 'OVERDUE',
    });
    const answered = await sent({
      legalWay: 'PUBLIC_INFORMATION',
      sentOn: '2026-10-01',
      answers: [
        { level: 'EXPLAINED', answeredOn: '2026-10-19' },
        { level: 'ACTED', answeredOn: '2026-11-01' },
      ],
    });
    expect(await clock(answered, '2026-11-10')).toMatchObject({
      state: 'ANSWERED',
      answer: 'ACTED',
      daysLate: 4,
      clockState: 'ANSWERED_LATE',
      lastDayToContest: null,
    });
    expect(await clock(answered, '2026-11-10', '2026-10-18')).toMatchObject({ daysLate: 3, clockState: 'OVERDUE' });
  });

  it('has no due day where the law gives no term', async () => {
    const id = await sent({ legalWay: 'OTHER' });
    expect(await clock(id, '2027-07-03')).toMatchObject({ dueOn: null, daysLate: 0, clockState: 'RUNNING' });
  });
});

describe('extending an ask', () => {
  const variablesOf = (askId: string, parts: Record<string, unknown> = {}) => ({
    input: { askId, untilOn: '2026-10-10', reason: 'Сложност', announcedOn: '2026-09-01', ...parts },
  });

  it('is refused to others', async () => {
    const id = await sent({ registeredOn: '2026-07-05' });
    expect(await app.refusal(EXTEND, { variables: variablesOf(id) })).toBe('UNAUTHENTICATED');
    expect(await app.refusal(EXTEND, { as: stranger.leadId, variables: variablesOf(id) })).toBe('NOT_FOUND');
  });

  it('is accepted with its reason, moves the due day to a working day, and is audited', async () => {
    const id = await sent({ registeredOn: '2026-07-05' });
    const { extendAsk } = await app.ask(EXTEND, { as: coalition.leadId, on: '2026-09-02', variables: variablesOf(id) });
    expect(extendAsk).toEqual({ dueOn: '2026-10-12', extensions: [{ untilOn: '2026-10-10', reason: 'Сложност' }] });
    const again = await app.ask(EXTEND, {
      as: coalition.leadId,
      on: '2026-10-12',
      variables: variablesOf(id, { untilOn: '2026-11-02', announcedOn: '2026-10-12' }),
    });
    expect(again.extendAsk.dueOn).toBe('2026-11-02');
    expect(await auditOf(id)).toEqual(['ask.extend', 'ask.extend']);
    expect(await clock(id, '2026-12-01', '2026-09-01')).toMatchObject({ daysLate: 0 });
  });

  it('moves nothing when it was told after the term had ended, and is kept', async () => {
    const id = await sent({ registeredOn: '2026-07-05' });
    const { extendAsk } = await app.ask(EXTEND, {
      as: coalition.leadId,
      on: '2026-09-09',
      variables: variablesOf(id, { announcedOn: '2026-09-09' }),
    });
    expect(extendAsk).toMatchObject({ dueOn: '2026-09-08', extensions: [{ untilOn: '2026-10-10' }] });
    expect(await clock(id, '2026-09-10')).toMatchObject({ clockState: 'OVERDUE', daysLate: 2 });
  });

  it('is refused without a reason, when it is not longer, and where no term runs', async () => {
    const id = await sent({ registeredOn: '2026-07-05' });
    const noTerm = await sent({ legalWay: 'OTHER' });
    for (const variables of [
      variablesOf(id, { reason: '' }),
      variablesOf(id, { untilOn: '2026-09-08' }),
      variablesOf(noTerm),
      variablesOf(await sent({ registeredOn: null })),
    ]) {
      expect(await app.refusal(EXTEND, { as: coalition.leadId, on: '2026-09-02', variables })).toBe('BAD_INPUT');
    }
  });
});

describe('recording an answer', () => {
  const variablesOf = (askId: string, parts: Record<string, unknown> = {}) => ({
    input: { askId, level: 'EXPLAINED', text: 'Няма средства.', answeredOn: '2026-09-01', ...parts },
  });

  it("is refused to others, the decision-maker's official among them", async () => {
    const id = await sent();
    const official = await buildPerson(app, { role: 'OFFICIAL', organizationId: mayor });
    expect(await app.refusal(ANSWER, { variables: variablesOf(id) })).toBe('UNAUTHENTICATED');
    for (const as of [official, stranger.leadId])
      expect(await app.refusal(ANSWER, { as, variables: variablesOf(id) })).toBe('NOT_FOUND');
  });

  it('is accepted several times: the latest counts, the earlier stay, each is audited', async () => {
    const id = await sent();
    const on = '2026-11-20';
    await app.ask(ANSWER, {
      as: coalition.leadId,
      on,
      variables: variablesOf(id, {
        level: 'PROMISED',
        text: 'До пролетта.',
        answeredOn: '2026-09-01',
        promisedBy: '2027-03-31',
      }),
    });
    await app.ask(ANSWER, {
      as: coalition.memberId,
      on,
      variables: variablesOf(id, { level: 'ACTED', text: 'Готово.', answeredOn: '2026-11-01' }),
    });
    const { recordAskAnswer } = await app.ask(ANSWER, {
      as: coalition.leadId,
      on,
      variables: variablesOf(id, { level: 'ACKNOWLEDGED', text: null, answeredOn: '2026-07-04' }),
    });
    expect(recordAskAnswer).toMatchObject({ state: 'ANSWERED', answer: 'ACTED' });
    expect(recordAskAnswer.answers).toEqual([
      { level: 'ACKNOWLEDGED', text: null, answeredOn: '2026-07-04', promisedBy: null },
      { level: 'PROMISED', text: 'До пролетта.', answeredOn: '2026-09-01', promisedBy: '2027-03-31' },
      { level: 'ACTED', text: 'Готово.', answeredOn: '2026-11-01', promisedBy: null },
    ]);
    expect(await auditOf(id)).toEqual(['ask.answer', 'ask.answer', 'ask.answer']);
  });

  it('is refused for a promise without a day, a day without a promise, no answer, a draft, and days that cannot be', async () => {
    const id = await sent();
    const refusal = (parts: Record<string, unknown>, askId = id) =>
      app.refusal(ANSWER, { as: coalition.leadId, on: '2026-11-20', variables: variablesOf(askId, parts) });
    expect(await refusal({ level: 'PROMISED' })).toBe('BAD_INPUT');
    expect(await refusal({ promisedBy: '2027-01-01' })).toBe('BAD_INPUT');
    expect(await refusal({ level: 'NONE' })).toBe('BAD_INPUT');
    expect(await refusal({ answeredOn: '2026-07-02' })).toBe('BAD_INPUT');
    expect(await refusal({ answeredOn: '2026-11-21' })).toBe('FUTURE_DAY');
    expect(await refusal({}, await sent({ sentOn: null }))).toBe('BAD_INPUT');
  });

  it('counts as of a day only once it was known', async () => {
    const id = await sent({ legalWay: 'PUBLIC_INFORMATION', sentOn: '2026-10-01' });
    await app.ask(ANSWER, {
      as: coalition.leadId,
      on: '2026-10-20',
      variables: variablesOf(id, { answeredOn: '2026-10-10' }),
    });
    expect(await clock(id, '2026-10-25', '2026-10-17')).toMatchObject({ clockState: 'OVERDUE', daysLate: 2 });
    expect(await clock(id, '2026-10-25')).toMatchObject({ clockState: 'ANSWERED', daysLate: 0 });
  });
});

describe('legal ways', () => {
  const QUERY =
    'query ($on: LocalDate, $language: String) { legalWays(on: $on, language: $language) { code name termText silenceMeans cite verified termDays termMonths } }';
  const wayOf = async (code: string, variables: Record<string, unknown> = {}) =>
    (await app.ask(QUERY, { on: '2026-11-20', variables })).legalWays.find(
      (way: { code: string }) => way.code === code,
    );

  it('are shown in the words of the data, the unverified marked', async () => {
    expect(await wayOf('PUBLIC_INFORMATION')).toEqual({
      code: 'PUBLIC_INFORMATION',
      name: 'Заявление за достъп до обществена информация',
      termText:
        '14 дни от регистрацията; още 10 дни при голям обем (непроверено); още 14 дни при засягане на трето лице (непроверено)',
      silenceMeans: 'Мълчанието е незаконно; обжалва се пред съд до 2 месеца',
      cite: 'чл. 28, ал. 1, чл. 40 ЗДОИ; чл. 149, ал. 2 АПК',
      verified: true,
      termDays: 14,
      termMonths: null,
    });
    expect(await wayOf('SIGNAL')).toMatchObject({ verified: false, termMonths: 2 });
    expect(await wayOf('PROPOSAL', { language: 'en' })).toMatchObject({
      name: 'Proposal',
      termText: '2 months from registration; up to 6 months in all for complexity; notice within 7 days',
    });
    expect(await wayOf('OTHER')).toMatchObject({ cite: '', termText: 'няма законов срок' });
  });

  it('have the rules of the day asked for', async () => {
    expect(await wayOf('PUBLIC_INFORMATION', { on: '2025-07-23' })).toMatchObject({
      cite: 'чл. 28, ал. 1 ЗДОИ',
      silenceMeans: 'Мълчанието е незаконно',
    });
  });
});

describe('closing an ask', () => {
  const CLOSE = 'mutation ($id: ID!) { closeAsk(id: $id) { state } }';

  it('is refused to another coalition as if it were not there', async () => {
    const id = await buildAsk(app, { campaignId, signedById: coalition.leadOrganizationId });
    expect(await app.refusal(CLOSE, { as: stranger.leadId, variables: { id } })).toBe('NOT_FOUND');
  });

  it('is accepted from a member, once or again, and audited', async () => {
    const id = await buildAsk(app, { campaignId, signedById: coalition.leadOrganizationId, sentOn: '2026-10-01' });
    for (const _ of [1, 2]) {
      expect((await app.ask(CLOSE, { as: coalition.memberId, variables: { id } })).closeAsk.state).toBe('CLOSED');
    }
    expect(await auditOf(id)).toEqual(['ask.close', 'ask.close']);
  });
});
