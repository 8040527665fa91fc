/** What officials and coalitions write: reported by anybody, hidden by an administrator, shown again, or left as it is. */
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../schema/rules/days.ts';
import { retentionPeriods } from '../../schema/vocabulary/retention.ts';
import { erasePerson } from '../../server/people/erasure/erasure.service.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { sweepPersonalData } from '../../server/retention/retention.service.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import {
  buildAsk,
  buildCampaign,
  buildCoalition,
  buildMeasure,
  buildMunicipality,
  buildOrganization,
  buildPerson,
  worldContext,
  type BuiltCoalition,
} from '../support/world.ts';

const [WRITTEN, TODAY, NEXT] = ['2026-11-10', '2026-11-20', '2026-11-24'];
const REPORT = 'mutation ($input: ReportTextInput!) { reportText(input: $input) { received } }';
const TEXTS = `query ($state: PublicTextState!) { publicTexts(state: $state, first: 100) { totalCount nodes {
  id kind words moreWords wordsHiddenOn wordsHiddenBecause hiddenWith standsIn standsInId reports { reason words reportedOn } } } }`;
const acts = ['hidePublicWords', 'showPublicWords', 'dismissPublicReports'] as const;
type Act = (typeof acts)[number];
const actOf = (name: Act) =>
  `mutation ($input: ${name === 'hidePublicWords' ? 'HidePublicWordsInput' : 'DecidePublicTextInput'}!) { ${name}(input: $input) { on } }`;

let app: TestApp;
let administrator: string;
let verifier: string;
let official: string;
let mayor: string;
let territoryId: string;
let code: string;

beforeAll(async () => {
  app = await createTestApp({ house: { limitsAttempts: false } });
  ({ id: territoryId, code } = await buildMunicipality(app));
  mayor = await buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION', territoryId });
  administrator = await buildPerson(app, { role: 'ADMINISTRATOR' });
  verifier = await buildPerson(app, { role: 'VERIFIER', territoryId });
  official = await buildPerson(app, { role: 'OFFICIAL', organizationId: mayor });
});

/** Everything that officials and a coalition can write of one measure, each with words of its own. */
interface Written {
  readonly coalition: BuiltCoalition;
  readonly measureId: string;
  readonly planId: string;
  readonly campaignId: string;
  readonly ids: Readonly<Record<Kind, string>>;
}
const KINDS = [
  'STATEMENT',
  'REPORT',
  'COALITION',
  'CAMPAIGN',
  'ACTIVITY',
  'ASK',
  'ASK_EXTENSION',
  'ASK_ANSWER',
] as const;
type Kind = (typeof KINDS)[number];
const WORDS: Readonly<Record<Kind, readonly [words: string, moreWords: string | null]>> = {
  STATEMENT: ['Прокарахме водопровод.', null],
  REPORT: ['Отчет за водата', null],
  COALITION: ['Съюз за вода', 'Да има вода във всяка къща'],
  CAMPAIGN: ['Вода в махалата', 'Чешма до пролетта'],
  ACTIVITY: ['Среща в читалището', null],
  ASK: ['Прокарайте водата.', null],
  ASK_EXTENSION: ['Чака се проект.', null],
  ASK_ANSWER: ['Ще бъде готово.', null],
};

let written: Written;
let number = 0;

beforeEach(async () => {
  number += 1;
  const coalition = await buildCoalition(app, { territoryId, name: `${WORDS.COALITION[0]} ${number}` });
  const measure = await buildMeasure(app, { plan: { territoryId }, responsibleIds: [mayor] });
  const { id: campaignId } = await buildCampaign(app, { coalition, measureIds: [measure.id] });
  const { submitReport } = await app.ask(
    'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { id statements { id } } }',
    {
      as: official,
      on: WRITTEN,
      variables: {
        input: {
          planId: measure.planId,
          organizationId: mayor,
          title: WORDS.REPORT[0],
          periodLabel: '2025',
          periodFrom: '2025-01-01',
          periodTo: '2025-12-31',
          statements: [
            { measureId: measure.id, level: 'LIMITED', text: WORDS.STATEMENT[0], spentCents: 100, currency: 'EUR' },
          ],
        },
      },
    },
  );
  const ask = await buildAsk(app, {
    campaignId,
    measureId: measure.id,
    signedById: coalition.leadOrganizationId,
    decisionMakerId: mayor,
    demand: WORDS.ASK[0],
    sentOn: '2026-11-02',
    answers: [{ level: 'PROMISED', answeredOn: '2026-11-05', promisedBy: '2027-01-01', text: WORDS.ASK_ANSWER[0] }],
  });
  const context = worldContext(app);
  const [activity, extension] = [randomUUID(), randomUUID()];
  await rows(
    context,
    sql`update campaign set title = ${WORDS.CAMPAIGN[0]}, goal = ${WORDS.CAMPAIGN[1]} where id = ${campaignId}`,
  );
  await rows(context, sql`update coalition set purpose = ${WORDS.COALITION[1]} where id = ${coalition.id}`);
  await rows(
    context,
    sql`insert into activity (id, campaign_id, title, state, done_on) values (${activity}, ${campaignId}, ${WORDS.ACTIVITY[0]}, 'DONE', '2026-11-03')`,
  );
  await rows(
    context,
    sql`insert into ask_extension (id, ask_id, until_on, reason, announced_on, known_from) values (${extension}, ${ask}, '2026-12-30', ${WORDS.ASK_EXTENSION[0]}, '2026-11-04', '2026-11-04')`,
  );
  const [answer] = await rows<{ id: string }>(context, sql`select id from ask_answer where ask_id = ${ask}`);
  written = {
    coalition,
    measureId: measure.id,
    planId: measure.planId,
    campaignId,
    ids: {
      STATEMENT: submitReport.statements[0].id,
      REPORT: submitReport.id,
      COALITION: coalition.id,
      CAMPAIGN: campaignId,
      ACTIVITY: activity,
      ASK: ask,
      ASK_EXTENSION: extension,
      ASK_ANSWER: answer?.id ?? '',
    },
  };
});

const wordsOf = (kind: Kind) => (kind === 'COALITION' ? `${WORDS.COALITION[0]} ${number}` : WORDS[kind][0]);
const report = (kind: string, id: string, { as = null, ...more }: Record<string, any> = {}) =>
  app.execute(REPORT, { as, on: TODAY, variables: { input: { kind, id, reason: 'NAMES_SOMEBODY', ...more } } });
const texts = async (state: 'REPORTED' | 'HIDDEN', id: string) =>
  (
    (await app.ask(TEXTS, { as: administrator, on: NEXT, variables: { state } })).publicTexts.nodes as Record<
      string,
      any
    >[]
  ).find((text) => text['id'] === id);
interface Given {
  readonly as?: string | null;
  readonly on?: string;
  readonly reason?: string;
  readonly id?: string;
  readonly because?: string;
}
const act = (
  name: Act,
  kind: string,
  { as = administrator, on = TODAY, reason = 'Има име.', id, because = 'NAMES_SOMEBODY' }: Given = {},
) =>
  app.refusal(actOf(name), {
    as,
    on,
    variables: {
      input: {
        kind,
        id: id ?? written.ids[kind as Kind],
        reason,
        ...(name === 'hidePublicWords' && { because }),
      },
    },
  });
const HIDDEN = 'wordsHiddenOn wordsHiddenBecause';
/** What everybody reads of all of it, on every way. */
const read = async (as: string | null = null): Promise<Record<string, any>> => {
  const { measure, campaign, coalition, node } = await app.ask(
    `query ($measure: ID!, $campaign: ID!, $coalition: ID!, $report: ID!) {
      measure(id: $measure) { statements { id level text spent { amountCents } ${HIDDEN} } history { kind text level wordsHiddenOn } campaigns { title goal ${HIDDEN} } }
      campaign(id: $campaign) { title goal stage ${HIDDEN} activities { title doneOn ${HIDDEN} }
        asks { demand sentOn ${HIDDEN} extensions { id reason untilOn ${HIDDEN} } answers { level text promisedBy ${HIDDEN} } } coalition { name } }
      coalition(id: $coalition) { name purpose ${HIDDEN} }
      node(id: $report) { ... on OfficialReport { title periodLabel ${HIDDEN} } } }`,
    {
      as,
      on: NEXT,
      variables: {
        measure: written.measureId,
        campaign: written.campaignId,
        coalition: written.coalition.id,
        report: written.ids.REPORT,
      },
    },
  );
  return {
    measure,
    campaign,
    coalition,
    STATEMENT: { ...measure.statements[0], words: measure.statements[0].text },
    REPORT: { ...node, words: node.title },
    COALITION: { ...coalition, words: coalition.name },
    CAMPAIGN: { ...campaign, words: campaign.title },
    ACTIVITY: { ...campaign.activities[0], words: campaign.activities[0].title },
    ASK: { ...campaign.asks[0], words: campaign.asks[0].demand },
    ASK_EXTENSION: { ...campaign.asks[0].extensions[0], words: campaign.asks[0].extensions[0].reason },
    ASK_ANSWER: { ...campaign.asks[0].answers[0], words: campaign.asks[0].answers[0].text },
  };
};
const entriesOf = (id: string) =>
  rows<{ action: string; actorId: string | null }>(
    worldContext(app),
    sql`select action, actor_id from audit_entry where subject_id = ${id} and action like 'publicText.%' order by id`,
  );
const versionOf = async (topic: string): Promise<number> =>
  (
    await rows<{ n: number }>(
      worldContext(app),
      sql`select coalesce(sum(n), 0)::int as n from content_change where topic = ${topic}`,
    )
  )[0]?.n ?? 0;

describe.each(KINDS)('of %s', (kind) => {
  it('anybody reports the words without an account, and who it was is kept nowhere', async () => {
    const id = written.ids[kind];
    const answer = { reportText: { received: true } };
    expect((await report(kind, id, { words: 'Пише за един човек.' })).data).toEqual(answer);
    expect((await report(kind, id, { as: official })).data).toEqual(answer);
    expect(await entriesOf(id)).toEqual([
      { action: 'publicText.report', actorId: null },
      { action: 'publicText.report', actorId: null },
    ]);
    const kept = await rows(worldContext(app), sql`select * from public_text_report where subject_id = ${id}`);
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toContain(official);
  });

  it('an administrator hides the words: they are gone for everybody, all else stays, and it is audited', async () => {
    const id = written.ids[kind];
    await report(kind, id, { words: 'Това е съседката.' });
    const before = await read();
    expect(before[kind]).toMatchObject({ words: wordsOf(kind), wordsHiddenOn: null, wordsHiddenBecause: null });
    expect(await texts('REPORTED', id)).toMatchObject({
      kind,
      words: wordsOf(kind),
      moreWords: WORDS[kind][1],
      wordsHiddenOn: null,
      hiddenWith: null,
      reports: [{ reason: 'NAMES_SOMEBODY', words: 'Това е съседката.', reportedOn: TODAY }],
    });
    const topic = ['STATEMENT', 'REPORT'].includes(kind) ? `plan:${written.planId}` : 'campaigns';
    const version = await versionOf(topic);
    expect(await act('hidePublicWords', kind)).toBeNull();
    expect(await versionOf(topic)).toBeGreaterThan(version);
    for (const reader of [null, written.coalition.memberId, official, administrator]) {
      const after = await read(reader);
      expect(after[kind]).toMatchObject({ words: null, wordsHiddenOn: TODAY, wordsHiddenBecause: 'NAMES_SOMEBODY' });
      expect(JSON.stringify(after)).not.toContain(wordsOf(kind));
      if (WORDS[kind][1] !== null) expect(JSON.stringify(after)).not.toContain(WORDS[kind][1]);
    }
    const { measure } = await read();
    expect(measure.statements).toMatchObject([{ level: 'LIMITED', spent: { amountCents: 100 } }]);
    expect(await texts('REPORTED', id)).toBeUndefined();
    expect(await texts('HIDDEN', id)).toMatchObject({
      words: wordsOf(kind),
      moreWords: WORDS[kind][1],
      wordsHiddenOn: TODAY,
      wordsHiddenBecause: 'NAMES_SOMEBODY',
      hiddenWith: 'Има име.',
      reports: [],
    });
    expect((await entriesOf(id)).at(-1)).toEqual({ action: 'publicText.hide.NAMES_SOMEBODY', actorId: administrator });
    expect(await rows(worldContext(app), sql`select words from public_text_report where subject_id = ${id}`)).toEqual([
      { words: null },
    ]);
    expect(await act('hidePublicWords', kind)).toBe('CONFLICT');
    expect((await report(kind, id)).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  it('an administrator shows them again; both decisions are kept', async () => {
    const id = written.ids[kind];
    const before = await read();
    await act('hidePublicWords', kind, { because: 'INSULTS' });
    expect(await act('showPublicWords', kind, { on: NEXT, reason: 'Не обижда.' })).toBeNull();
    expect(await read()).toEqual(before);
    expect(await texts('HIDDEN', id)).toBeUndefined();
    expect(await entriesOf(id)).toEqual([
      { action: 'publicText.hide.INSULTS', actorId: administrator },
      { action: 'publicText.show', actorId: administrator },
    ]);
    const decisions = await rows(
      worldContext(app),
      sql`select decision, because, reason, words, more_words, decided_by_id, decided_on from public_text_decision where subject_id = ${id} order by decided_on`,
    );
    const by = { decidedById: administrator, words: null, moreWords: null };
    expect(decisions).toEqual([
      { ...by, decision: 'WORDS_HIDDEN', because: 'INSULTS', reason: 'Има име.', decidedOn: TODAY },
      { ...by, decision: 'WORDS_SHOWN', because: null, reason: 'Не обижда.', decidedOn: NEXT },
    ]);
    expect(await act('showPublicWords', kind)).toBe('CONFLICT');
    expect(await act('hidePublicWords', kind)).toBeNull();
  });

  it('an administrator leaves them and settles the reports, each with a reason', async () => {
    const id = written.ids[kind];
    expect(await act('dismissPublicReports', kind)).toBe('CONFLICT');
    await report(kind, id, { words: 'Личи.' });
    expect(await act('dismissPublicReports', kind, { reason: '  ' })).toBe('BAD_INPUT');
    expect(await act('dismissPublicReports', kind)).toBeNull();
    expect((await read())[kind]).toMatchObject({ words: wordsOf(kind), wordsHiddenOn: null });
    expect(await texts('REPORTED', id)).toBeUndefined();
    expect((await entriesOf(id)).at(-1)).toEqual({ action: 'publicText.dismiss', actorId: administrator });
  });

  it.each(acts)('nobody but an administrator decides: %s', async (name) => {
    await report(kind, written.ids[kind]);
    if (name === 'showPublicWords') await act('hidePublicWords', kind);
    for (const as of [verifier, official, written.coalition.leadId])
      expect(await act(name, kind, { as })).toBe('NOT_FOUND');
    expect(await act(name, kind, { as: null })).toBe('UNAUTHENTICATED');
    expect(await act(name, kind, { id: randomUUID() })).toBe('NOT_FOUND');
    expect(await act(name, kind, { id: 'no id' })).toBe('NOT_FOUND');
    expect(await act(name, kind, { reason: ' ' })).toBe('BAD_INPUT');
    expect(await act(name, kind)).toBeNull();
  });
});

describe('what is not public', () => {
  it('is reported by nobody and hidden by nobody, as if it were not there', async () => {
    const context = worldContext(app);
    const { id: draft } = await buildCampaign(app, { coalition: written.coalition, stage: 'DRAFT' });
    const signedById = written.coalition.leadOrganizationId;
    const [planned, doneInDraft, answer, extension] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await rows(
      context,
      sql`insert into activity (id, campaign_id, title, state, done_on) values (${planned}, ${written.campaignId}, 'Тайно', 'PLANNED', null), (${doneInDraft}, ${draft}, 'Тайно', 'DONE', '2026-11-03')`,
    );
    const draftAsk = await buildAsk(app, { campaignId: written.campaignId, signedById });
    const sentInDraft = await buildAsk(app, { campaignId: draft, signedById, sentOn: '2026-11-02' });
    await rows(
      context,
      sql`insert into ask_answer (id, ask_id, number, level, text, answered_on, known_from) values (${answer}, ${sentInDraft}, 1, 'EXPLAINED', 'Тайно', '2026-11-03', '2026-11-03')`,
    );
    await rows(
      context,
      sql`insert into ask_extension (id, ask_id, until_on, reason, announced_on, known_from) values (${extension}, ${sentInDraft}, '2026-12-30', 'Тайно', '2026-11-04', '2026-11-04')`,
    );
    const unseen = [
      ['CAMPAIGN', draft],
      ['ACTIVITY', planned],
      ['ACTIVITY', doneInDraft],
      ['ASK', draftAsk],
      ['ASK', sentInDraft],
      ['ASK_ANSWER', answer],
      ['ASK_EXTENSION', extension],
      // by the name of something else
      ['STATEMENT', written.ids.REPORT],
      ['COALITION', 'no id'],
      ['REPORT', randomUUID()],
    ] as const;
    const told = await Promise.all(
      unseen.map(async ([kind, id]) =>
        (await report(kind, id)).errors?.map(({ message, extensions }) => ({ message, extensions })),
      ),
    );
    expect(told[0]).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    for (const other of told) expect(other).toEqual(told[0]);
    for (const [kind, id] of unseen) expect(await act('hidePublicWords', kind, { id })).toBe('NOT_FOUND');
  });

  it('an observation is for its verifiers, also when an administrator decides', async () => {
    expect(await act('hidePublicWords', 'OBSERVATION', { id: written.ids.ASK })).toBe('NOT_FOUND');
  });

  it('a statement without words cannot be reported', async () => {
    await rows(worldContext(app), sql`update measure_statement set text = null where id = ${written.ids.STATEMENT}`);
    expect((await report('STATEMENT', written.ids.STATEMENT)).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });
});

describe('reports', () => {
  it('are listed for administrators alone, and reading them is recorded', async () => {
    const id = written.ids.ASK;
    await report('ASK', id);
    for (const as of [verifier, official, written.coalition.leadId])
      expect(await app.refusal(TEXTS, { as, variables: { state: 'REPORTED' } })).toBe('NOT_FOUND');
    expect(await app.refusal(TEXTS, { variables: { state: 'REPORTED' } })).toBe('UNAUTHENTICATED');
    expect(await texts('REPORTED', id)).toMatchObject({ standsIn: 'CAMPAIGN', standsInId: written.campaignId });
    const [{ read: recorded } = { read: 0 }] = await rows<{ read: number }>(
      worldContext(app),
      sql`select count(*)::int as read from audit_entry where action = 'publicText.read' and actor_id = ${administrator}::uuid and ${id}::uuid = any(record_ids)`,
    );
    expect(recorded).toBeGreaterThan(0);
  });

  it('are no more than 50 of one text, and whoever sends one more is told so', async () => {
    const id = written.ids.CAMPAIGN;
    await rows(
      worldContext(app),
      sql`insert into public_text_report (kind, subject_id, reason, reported_on) select 'CAMPAIGN', ${id}, 'OTHER', ${TODAY}::date from generate_series(1, 50)`,
    );
    expect((await report('CAMPAIGN', id)).errors?.[0]?.extensions).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      key: 'publicText.reportsFull',
    });
  });

  it('are limited for one network and one text', async () => {
    const limited = await createTestApp();
    const { id } = await buildCampaign(limited);
    const send = () =>
      limited.refusal(REPORT, { on: TODAY, variables: { input: { kind: 'CAMPAIGN', id, reason: 'OTHER' } } });
    for (let count = 0; count < 5; count += 1) expect(await send()).toBeNull();
    expect(await send()).toBe('TOO_MANY_REQUESTS');
  });
});

describe('after words were hidden', () => {
  it('the history of the measure says that they were, not that nothing was said', async () => {
    for (const kind of ['REPORT', 'CAMPAIGN', 'ASK', 'ASK_ANSWER'] as const) await act('hidePublicWords', kind);
    const { measure } = await read();
    expect(
      measure.history
        .filter(({ kind }: { kind: string }) => kind !== 'PLAN_VERSION')
        .toSorted((a: any, b: any) => a.kind.localeCompare(b.kind)),
    ).toMatchObject([
      { kind: 'ASK_ANSWERED', text: null, wordsHiddenOn: TODAY },
      { kind: 'ASK_SENT', text: null, wordsHiddenOn: TODAY },
      { kind: 'CAMPAIGN_STARTED', text: null, wordsHiddenOn: TODAY },
      { kind: 'STATEMENT', text: null, level: 'LIMITED', wordsHiddenOn: TODAY },
    ]);
  });

  it('lists, searches and the council’s desk go on, without them', async () => {
    for (const kind of KINDS) await act('hidePublicWords', kind);
    const sentTo = await buildAsk(app, {
      campaignId: written.campaignId,
      signedById: written.coalition.leadOrganizationId,
      decisionMakerId: mayor,
      demand: `Без отговор ${number}`,
      sentOn: '2026-11-12',
    });
    await act('hidePublicWords', 'ASK', { id: sentTo });
    const found = await app.ask(
      `query ($code: String!) { coalitions(first: 100) { nodes { id name } } campaigns(first: 100, territory: $code) { nodes { id title goal } }
        councilDesk(territory: $code) { asksAwaiting { id demand wordsHiddenOn } } territory(code: $code) { coalitions { id name } campaigns { id title } } }`,
      { on: NEXT, variables: { code } },
    );
    expect(found.coalitions.nodes).toContainEqual({ id: written.coalition.id, name: null });
    expect(found.campaigns.nodes).toContainEqual({ id: written.campaignId, title: null, goal: null });
    expect(found.councilDesk.asksAwaiting).toContainEqual({ id: sentTo, demand: null, wordsHiddenOn: TODAY });
    expect(found.territory.coalitions).toContainEqual({ id: written.coalition.id, name: null });
    expect(found.territory.campaigns).toContainEqual({ id: written.campaignId, title: null });
    for (const words of [wordsOf('COALITION'), `Без отговор ${number}`])
      expect(JSON.stringify(found)).not.toContain(`"${words}"`);
  });

  it('coalitions are still listed in pages, each once', async () => {
    await act('hidePublicWords', 'COALITION');
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { coalitions }: any = await app.ask(
        'query ($after: String) { coalitions(first: 3, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }',
        { on: NEXT, variables: { after } },
      );
      seen.push(...coalitions.nodes.map(({ id }: { id: string }) => id));
      after = coalitions.pageInfo.hasNextPage ? coalitions.pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain(written.coalition.id);
  });

  it('a correction says its own words, and the hidden ones stay hidden', async () => {
    await act('hidePublicWords', 'STATEMENT');
    await app.ask('mutation ($input: CorrectStatementInput!) { correctStatement(input: $input) { id } }', {
      as: official,
      on: NEXT,
      variables: { input: { statementId: written.ids.STATEMENT, level: 'SUBSTANTIAL', text: 'Готово наполовина.' } },
    });
    const { measure } = await read();
    expect(measure.statements).toMatchObject([
      { text: 'Готово наполовина.', level: 'SUBSTANTIAL', wordsHiddenOn: null },
      { text: null, level: 'LIMITED', wordsHiddenOn: TODAY },
    ]);
  });

  it('a campaign goes on, and is given all its words anew or none; the hidden ones come back no more', async () => {
    const update = (input: Record<string, unknown>) =>
      app.refusal('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
        as: written.coalition.memberId,
        on: NEXT,
        variables: { input: { campaignId: written.campaignId, ...input } },
      });
    await act('hidePublicWords', 'CAMPAIGN');
    expect(await update({ title: 'Вода за всички' })).toBe('BAD_INPUT');
    expect(await update({ stage: 'PARTLY_WON' })).toBeNull();
    expect((await read())['CAMPAIGN']).toMatchObject({ stage: 'PARTLY_WON', title: null, wordsHiddenOn: TODAY });
    expect(await update({ title: 'Вода за всички', goal: 'Чешма' })).toBeNull();
    expect((await read())['CAMPAIGN']).toMatchObject({ title: 'Вода за всички', goal: 'Чешма', wordsHiddenOn: null });
    expect(await act('showPublicWords', 'CAMPAIGN')).toBe('CONFLICT');
    expect(await texts('HIDDEN', written.campaignId)).toBeUndefined();
    expect((await read())['CAMPAIGN']).toMatchObject({ title: 'Вода за всички' });
    await act('hidePublicWords', 'CAMPAIGN', { on: NEXT });
    expect(await texts('HIDDEN', written.campaignId)).toMatchObject({ words: 'Вода за всички' });
  });

  it('a name that another coalition took meanwhile is not given back', async () => {
    await act('hidePublicWords', 'COALITION');
    await buildCoalition(app, { territoryId, name: wordsOf('COALITION') });
    expect(await act('showPublicWords', 'COALITION')).toBe('CONFLICT');
    expect(await texts('HIDDEN', written.coalition.id)).toMatchObject({ words: wordsOf('COALITION') });
  });

  it('of two who hide at once one does', async () => {
    const other = await buildPerson(app, { role: 'ADMINISTRATOR' });
    const answers = await Promise.all([act('hidePublicWords', 'ASK'), act('hidePublicWords', 'ASK', { as: other })]);
    expect(new Set(answers)).toEqual(new Set([null, 'CONFLICT']));
    expect((await texts('HIDDEN', written.ids.ASK))?.['words']).toBe(WORDS.ASK[0]);
  });

  it('they are kept for their period, and then cannot be shown again', async () => {
    await report('ASK', written.ids.ASK, { words: 'Личи.' });
    await report('STATEMENT', written.ids.STATEMENT, { words: 'Личи.' });
    await act('hidePublicWords', 'ASK');
    const kept = () =>
      rows(
        worldContext(app),
        sql`select words, reason from public_text_decision where subject_id = ${written.ids.ASK}`,
      );
    const { days } = retentionPeriods.HIDDEN_WORDS;
    await sweepPersonalData(await app.contextOf({ on: addDays(TODAY, days - 1) }));
    expect(await kept()).toEqual([{ words: WORDS.ASK[0], reason: 'Има име.' }]);
    await sweepPersonalData(await app.contextOf({ on: addDays(TODAY, days) }));
    expect(await kept()).toEqual([{ words: null, reason: '' }]);
    expect(await rows(worldContext(app), sql`select 1 from public_text_report`)).toEqual([]);
    expect(await act('showPublicWords', 'ASK')).toBe('CONFLICT');
    expect((await read())['ASK']).toMatchObject({ words: null, wordsHiddenOn: TODAY });
  });

  it('what others wrote of them goes when who typed them is erased; the words of the body stay its own', async () => {
    const { personId, id } = {
      personId: await buildPerson(app, { role: 'OFFICIAL', organizationId: mayor }),
      id: written.ids.STATEMENT,
    };
    await rows(worldContext(app), sql`update measure_statement set entered_by_id = ${personId} where id = ${id}`);
    await report('STATEMENT', id, { words: 'Личи.' });
    await act('dismissPublicReports', 'STATEMENT', { reason: 'Не личи.' });
    await report('STATEMENT', id, { words: 'Пак личи.' });
    await erasePerson(await app.contextOf({ on: NEXT }), personId);
    expect(
      await rows(worldContext(app), sql`select distinct words from public_text_report where subject_id = ${id}`),
    ).toEqual([{ words: null }]);
    expect(
      await rows(worldContext(app), sql`select reason from public_text_decision where subject_id = ${id}`),
    ).toEqual([{ reason: '' }]);
    expect((await read())['STATEMENT']).toMatchObject({ words: WORDS.STATEMENT[0] });
  });
});
