/** Every change of what the public can see raises the version of what shows it, whoever makes it and by whatever way. */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { getNamedType, isObjectType, isRequiredArgument } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, firstDayOfMonth, monthOf, sofiaDay } from '../../schema/rules/days.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { Statements } from '../../server/platform/statements.ts';
import { ContentVersions, WHOLE_SITE } from '../../server/platform/versions/content-versions.ts';
import { KEPT_ROOTS } from '../../server/rests-on.ts';
import { loadDemoData } from '../../server/seed/demo.ts';
import { countStatements } from '../support/statement-count.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { wholeSelection } from '../support/whole-selection.ts';
import {
  buildAsk,
  buildCampaign,
  buildCoalition,
  buildMeasure,
  buildMunicipality,
  buildOrganization,
  buildPerson,
  worldContext,
} from '../support/world.ts';

/**
 * Tables of which the public sees nothing: what happens in them changes no public answer. A new table stands here, or has
 * triggers made by `versioned(…)`.
 */
const PRIVATE_TABLES: ReadonlySet<string> = new Set([
  'account',
  'account_credential',
  'account_verification',
  'administrator_link',
  'affiliation',
  'attempt_window',
  'audit_entry',
  'audit_gap',
  'audit_seal',
  'campaign_note',
  'certificate',
  'content_change',
  'database_access',
  'invitation',
  'membership',
  'membership_request',
  'observation_decision',
  'observation_export',
  'observer_pseudonym',
  'organization_alias',
  'person',
  'plan_import',
  'progress_revision',
  'public_text_decision',
  'public_text_report',
  'recovery_code',
  'retention_sweep',
  'schema_migration',
  'second_factor',
  'second_factor_recovery',
  'session',
  'text_report',
  'withdrawal_due',
]);
/** Read also when the public asks, and then nothing of it is found: notes are their coalition's own. */
const READ_IN_VAIN: ReadonlySet<string> = new Set(['campaign_note']);

/** Where the change of a row is looked at, and one that says the same raises nothing. */
const VISIBLE_CHANGE: Readonly<Record<string, string>> = {
  measure_progress: 'late = not late',
  observation: "public_words = coalesce(public_words, words, '') || '.'",
  observation_author: 'is_implementer = not is_implementer',
};

let app: TestApp;
let client: Client;
let versions: ContentVersions;
let tables: { readonly name: string; readonly events: string }[];

beforeAll(async () => {
  app = await createTestApp();
  const url = app.owner.database.config.get('clientUrl') ?? '';
  versions = new ContentVersions(new Statements({ url, poolSize: 2, translateError: (error) => error }));
  client = new Client({ connectionString: url });
  await client.connect();
  await loadDemoData(app.owner, () => {});
  ({ rows: tables } = await client.query(
    `select c.relname as name, coalesce(string_agg(distinct split_part(t.tgname, '_', -2), ' ' order by split_part(t.tgname, '_', -2)) filter (where t.tgname like '%\\_versioned' and t.tgenabled = 'O'), '') as events
     from pg_class c left join pg_trigger t on t.tgrelid = c.oid where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace group by c.relname`,
  ));
}, 120_000);
afterAll(async () => {
  await client.end();
  await versions.close();
});

const versionedTables = (): string[] => tables.filter(({ events }) => events !== '').map(({ name }) => name);
const site = async (): Promise<number> => Number(await versions.read([WHOLE_SITE]));
/** By how much the version of the whole site was raised. */
async function raised(work: () => Promise<unknown>): Promise<number> {
  const before = await site();
  await work();
  return (await site()) - before;
}

describe('a table', () => {
  it('is private, or has its triggers for every kind of change', () => {
    const found = tables.filter(({ name }) => !PRIVATE_TABLES.has(name));
    expect(found.length).toBeGreaterThan(20);
    const wrong = found.filter(({ events }) => events !== 'delete insert truncate update');
    expect(wrong.map(({ name, events }) => `${name}: ${events}`)).toEqual([]);
    expect(versionedTables().filter((name) => PRIVATE_TABLES.has(name))).toEqual([]);
  });

  it('that the public can see raises a version by an update of any row that is public', async () => {
    await client.query("update activity set state = 'DONE', done_on = '2026-01-10'");
    const silent: string[] = [];
    for (const name of versionedTables()) {
      const [first] = (await client.query(`select * from ${name} limit 1`)).rows;
      // of reports taken late, and of answers, the demo has none
      if (first === undefined) continue;
      const column = Object.keys(first)[0];
      const change = VISIBLE_CHANGE[name] ?? `${column} = ${column}`;
      if ((await raised(() => client.query(`update ${name} set ${change}`))) === 0) silent.push(name);
    }
    expect(silent).toEqual([]);
  });

  it('raises a version when it is emptied', async () => {
    expect(await raised(() => client.query('begin; truncate ask_extension; commit'))).toBe(1);
  });

  it('raises nothing when the change is taken back', async () => {
    expect(await raised(() => client.query('begin; update territory set name = name; rollback'))).toBe(0);
  });
});

/** A place with a measure, who observes there, and who verifies. */
async function aPlace() {
  const municipality = await buildMunicipality(app);
  const administration = await buildOrganization(app, {
    kind: 'MUNICIPAL_ADMINISTRATION',
    territoryId: municipality.id,
  });
  return {
    measure: await buildMeasure(app, { plan: { territoryId: municipality.id }, responsibleIds: [administration] }),
    monitor: await buildPerson(app, { role: 'MONITOR', territoryId: municipality.id }),
    verifier: await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.id }),
  };
}
type Place = Awaited<ReturnType<typeof aPlace>>;
interface Times {
  readonly on?: string;
  readonly seenOn?: string;
}
const lastMonth = addDays(firstDayOfMonth(monthOf(sofiaDay(new Date()))), -3);

/** Of last month when it is left out: of the running one nothing is public yet. */
async function submit({ measure, monitor }: Place, { on, seenOn = lastMonth }: Times = {}): Promise<string> {
  const id = randomUUID();
  const input = { id, measureId: measure.id, level: 'LIMITED', dontKnow: false, method: 'SITE_VISIT', seenOn };
  const SUBMIT = 'mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }';
  await app.ask(SUBMIT, { as: monitor, on, variables: { input } });
  return id;
}
const decide = (
  { verifier }: Place,
  observationId: string,
  { on, ...input }: { on?: string; decision: string; reason?: string },
) =>
  app.ask('mutation ($input: DecideObservationInput!) { decideObservation(input: $input) { id } }', {
    as: verifier,
    on,
    variables: { input: { observationId, ...input } },
  });
const withdraw = ({ monitor }: Place, id: string, { on }: Times = {}) =>
  app.ask('mutation ($id: ID!) { withdrawObservation(id: $id) { id } }', { as: monitor, on, variables: { id } });

describe('what the public cannot see raises nothing:', () => {
  it('an observation that waits, is returned, or is withdrawn before anyone confirmed it', async () => {
    const place = await aPlace();
    const ids: string[] = [];
    expect(await raised(async () => ids.push(await submit(place)))).toBe(0);
    expect(await raised(() => decide(place, ids[0] ?? '', { decision: 'RETURNED', reason: 'Кога беше това?' }))).toBe(
      0,
    );
    ids.push(await submit(place));
    expect(await raised(() => withdraw(place, ids[1] ?? ''))).toBe(0);
  });

  it('an observation of the month that runs, confirmed, and confirmed and withdrawn, until its last day', async () => {
    const place = await aPlace();
    const [on, seenOn] = ['2026-03-12', '2026-03-10'];
    const before = await submit(place, { on, seenOn: '2026-02-10' });
    expect(await raised(() => decide(place, before, { on, decision: 'VERIFIED' }))).toBeGreaterThan(0);
    const ids = [await submit(place, { on, seenOn }), await submit(place, { on, seenOn })];
    expect(await raised(() => decide(place, ids[0] ?? '', { on, decision: 'VERIFIED' }))).toBe(0);
    expect(await raised(() => decide(place, ids[1] ?? '', { on, decision: 'VERIFIED' }))).toBe(0);
    expect(await raised(() => withdraw(place, ids[0] ?? '', { on }))).toBe(0);
    const last = await submit(place, { on, seenOn });
    expect(await raised(() => decide(place, last, { on: '2026-03-31', decision: 'VERIFIED' }))).toBeGreaterThan(0);
    expect(await raised(() => withdraw(place, ids[1] ?? '', { on: '2026-04-02' }))).toBeGreaterThan(0);
  });

  it('an account, a draft of a campaign, an ask that was not sent, a note', async () => {
    expect(await raised(() => buildPerson(app, { role: 'MONITOR' }))).toBe(0);
    const coalition = await buildCoalition(app);
    expect(await raised(() => buildCampaign(app, { coalition, stage: 'DRAFT' }))).toBe(0);
    const { id } = await buildCampaign(app, { coalition });
    const decisionMakerId = await buildOrganization(app);
    const ask = { campaignId: id, signedById: coalition.leadOrganizationId, decisionMakerId };
    expect(await raised(() => buildAsk(app, { ...ask, sentOn: null }))).toBe(0);
    const note = 'mutation ($input: AddCampaignNoteInput!) { addCampaignNote(input: $input) { id } }';
    const variables = { input: { campaignId: id, text: 'Между нас' } };
    expect(await raised(() => app.ask(note, { as: coalition.leadId, variables }))).toBe(0);
    expect(await raised(() => buildAsk(app, { ...ask, sentOn: '2026-01-10' }))).toBeGreaterThan(0);
  });
});

it('what the public can see of an observation raises the version of its plan and of nothing else', async () => {
  const [place, other] = [await aPlace(), await aPlace()];
  const seldom = ['register', 'documents', 'campaigns', 'site', `plan:${other.measure.planId}`];
  const own = [`plan:${place.measure.planId}`];
  const still = await versions.read(seldom);
  const found: string[] = [await versions.read(own)];
  const id = await submit(place);
  await decide(place, id, { decision: 'VERIFIED' });
  found.push(await versions.read(own));
  await withdraw(place, id);
  found.push(await versions.read(own));
  expect(new Set(found).size).toBe(3);
  expect(await versions.read(seldom)).toBe(still);
});

describe('folding', () => {
  it('keeps every sum while many write, fold and read', async () => {
    const topic = 'plan:folded';
    const add = 'insert into content_change (topic, n) values ($1, 1)';
    const seen: number[] = [];
    const writers = Array.from({ length: 4 }, async () => {
      for (let turn = 0; turn < 60; turn += 1) {
        await rows(
          { em: app.database.em.fork(), statements: app.statements },
          sql`insert into content_change (topic, n) values (${topic}, 1)`,
        );
        if (turn % 5 === 0) await versions.fold(topic);
        seen.push(Number(await versions.read([topic])));
      }
    });
    await Promise.all([...writers, client.query(add, [topic])]);
    await Promise.all([versions.fold(topic), versions.fold(topic)]);
    expect(await versions.read([topic])).toBe('241');
    expect(Math.max(...seen)).toBeLessThanOrEqual(241);
    await versions.fold(topic);
    const { rows: left } = await client.query('select n from content_change where topic = $1', [topic]);
    expect(left).toEqual([{ n: '241' }]);
  });

  it('happens by itself once a topic has grown', async () => {
    const topic = 'plan:grown';
    await client.query(`insert into content_change select $1, 1 from generate_series(1, 500)`, [topic]);
    expect(await versions.read([topic])).toBe('500');
    await expect
      .poll(async () => (await client.query('select from content_change where topic = $1', [topic])).rowCount, {
        timeout: 10_000,
      })
      .toBe(1);
    expect(await versions.read([topic])).toBe('500');
  });
});

it('answers that are kept rest on tables that have versions', async () => {
  const counter = countStatements(app);
  const context = worldContext(app);
  const idIn = async (table: string): Promise<string> =>
    (await rows<{ id: string }>(context, { text: [`select id from ${table} limit 1`], values: [] }))[0]?.id ?? '';
  const types = app.schema.getQueryType()?.getFields() ?? {};
  const tableOf: Record<string, string> = { actionPlan: 'action_plan' };
  const met = new Set<string>();
  for (const [name, field] of Object.entries(types).filter(([root]) => KEPT_ROOTS.has(root))) {
    const type = getNamedType(field.type);
    const given: Record<string, string> = {
      id:
        field.args.some(({ name: argument }) => argument === 'id') && name !== 'node'
          ? await idIn(tableOf[name] ?? name)
          : await idIn('measure'),
      code: 'RAZ16',
      territory: 'RAZ16',
    };
    const call = field.args
      .filter((argument) => isRequiredArgument(argument))
      .map((argument) => `${argument.name}: "${given[argument.name] ?? ''}"`);
    const below = isObjectType(type)
      ? wholeSelection(app.schema, { typeName: type.name, depth: 4 })
      : type.name === 'Node'
        ? '{ __typename }'
        : '';
    const { statements } = await counter.during(() =>
      app.execute(`{ ${name}${call.length > 0 ? `(${call.join(', ')})` : ''} ${below} }`),
    );
    for (const statement of statements)
      for (const [, table = ''] of statement.matchAll(/\b(?:from|join|into|update)\s+"?([a-z_]+)/g)) met.add(table);
  }
  const known = new Set(tables.map(({ name }) => name));
  const read = [...met].filter((name) => known.has(name));
  expect(read.length).toBeGreaterThan(20);
  expect(read.filter((name) => PRIVATE_TABLES.has(name) && !READ_IN_VAIN.has(name))).toEqual([]);
}, 120_000);
