/** What was seen: for each state of an observation one of the monitor's own, and others whose author nobody may learn. */
import { randomUUID } from 'node:crypto';
import { addDays } from '../../../../schema/rules/days.ts';
import type { TestApp } from '../../../support/test-app.ts';
import { buildPerson, buildSettlement, buildMunicipality, buildPlan, buildVersion } from '../../../support/world.ts';
import { rows, sql } from '../../../../server/platform/sql.ts';
import { worldContext } from '../../../support/world.ts';
import { TODAY } from '../matrix-cast.ts';
import type { Ground } from './ground.ts';

const SUBMIT = 'mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }';
const DECIDE = 'mutation ($input: DecideObservationInput!) { decideObservation(input: $input) { id } }';

const REPORT = 'mutation ($input: ReportTextInput!) { reportText(input: $input) { received } }';

interface Seen {
  readonly by: string;
  readonly measureId: string;
  readonly settlement: string | null;
  readonly on?: string;
  readonly revises?: string;
}

async function submit(app: TestApp, { by, on = '2026-11-02', ...seen }: Seen): Promise<string> {
  const input = {
    id: randomUUID(),
    level: 'LIMITED',
    dontKnow: false,
    method: 'SITE_VISIT',
    seenOn: '2026-10-20',
    words: 'Няма осветление.',
    ...seen,
  };
  await app.ask(SUBMIT, { as: by, on, variables: { input } });
  return input.id;
}

export async function plantObservations({ app, municipalityId, holders, names }: Ground): Promise<void> {
  const inPlace = { territoryId: municipalityId };
  const aMonitor = (organization: string | undefined, invitedBy?: string) =>
    buildPerson(app, {
      role: 'MONITOR',
      ...inPlace,
      ...(organization !== undefined && { affiliation: { organizationId: organization } }),
      ...(invitedBy !== undefined && { invitedBy: { personId: invitedBy } }),
    });
  const decide = (observationId: string, decision: string, more: Record<string, string> = {}, as = holders.VERIFIER) =>
    app.ask(DECIDE, {
      as,
      on: '2026-11-05',
      variables: { input: { observationId, decision, ...more } },
    });
  const [first, second] = [await aMonitor(names['association']), await aMonitor(names['secondAssociation'])];
  const monitor = holders.MONITOR;
  const { measure = '', settlementCode = '', verifiersMeasure = '', officesMeasure = '', freshMeasure = '' } = names;
  const seen = { measureId: measure, settlement: settlementCode };
  const published = await submit(app, { by: first, ...seen });
  const sharing = await submit(app, { by: second, ...seen });
  const withdrawn = await submit(app, { by: first, ...seen });
  const returned = await submit(app, { by: monitor, ...seen });
  const returnedToo = await submit(app, { by: monitor, ...seen });
  const anothersReturned = await submit(app, { by: second, ...seen });
  const ownPublished = await submit(app, { by: monitor, ...seen });
  for (const id of [returned, returnedToo, anothersReturned]) await decide(id, 'RETURNED', { reason: 'Кажете кога' });
  const revising = await submit(app, { by: monitor, ...seen, on: '2026-11-06', revises: returned });
  const confirmed = { publicWords: 'Преразказ', reason: 'Видя се' };
  for (const id of [published, withdrawn, ownPublished]) await decide(id, 'VERIFIED', confirmed);
  const secondVerifier = await buildPerson(app, { role: 'VERIFIER', ...inPlace });
  const barredSharing = await submit(app, { by: first, measureId: verifiersMeasure, settlement: settlementCode });
  const guest = await aMonitor(undefined, holders.VERIFIER);
  const closeSharing = await submit(app, { by: guest, ...seen });
  for (const id of [sharing, barredSharing, closeSharing]) await decide(id, 'VERIFIED', confirmed, secondVerifier);
  for (const observationId of [published, sharing, barredSharing, closeSharing])
    await app.ask(REPORT, {
      on: '2026-11-09',
      variables: { input: { kind: 'OBSERVATION', id: observationId, reason: 'REVEALS_WRITER', words: 'Познава се' } },
    });
  await app.ask('mutation ($id: ID!) { withdrawObservation(id: $id) { id } }', {
    as: first,
    on: '2026-11-08',
    variables: { id: withdrawn },
  });
  const publishedTomorrow = await submit(app, { by: first, ...seen });
  await app.ask(DECIDE, {
    as: holders.VERIFIER,
    on: addDays(TODAY, 1),
    variables: { input: { observationId: publishedTomorrow, decision: 'VERIFIED', ...confirmed } },
  });
  // all that waits there is of somebody whom the verifier invited
  await submit(app, { by: guest, measureId: freshMeasure, settlement: settlementCode });
  Object.assign(names, {
    published,
    publishedTomorrow,
    barredSharing,
    closeSharing,
    sharing,
    ownPublished,
    withdrawn,
    returned,
    returnedToo,
    anothersReturned,
    revising,
    waiting: await submit(app, { by: monitor, ...seen }),
    anothersWaiting: await submit(app, { by: second, ...seen }),
    barredWaiting: await submit(app, { by: second, measureId: verifiersMeasure, settlement: settlementCode }),
    // nobody near may see whose voice it is: the verifier invited them
    closeWaiting: await submit(app, { by: guest, ...seen }),
    // the same of whoever belongs to the body that the verifier acts for
    bodysWaiting: await submit(app, { by: await aMonitor(names['verifiersOffice']), ...seen }),
    bodysBarredWaiting: await submit(app, { by: second, measureId: officesMeasure, settlement: settlementCode }),
    nearbyWaiting: await nearby(app, municipalityId),
  });
}

/** In the next municipality of the district, where nobody verifies. */
async function nearby(app: TestApp, municipalityId: string): Promise<string> {
  const [district] = await rows<{ parentId: string }>(
    worldContext(app),
    sql`select parent_id from territory where id = ${municipalityId}`,
  );
  const next = await buildMunicipality(app, { parentId: district?.parentId ?? null });
  const settlement = await buildSettlement(app, { parentId: next.id });
  const plan = await buildPlan(app, { territoryId: next.id });
  const version = await buildVersion(app, { planId: plan.id, measures: [{ code: '1' }] });
  const by = await buildPerson(app, { role: 'MONITOR', territoryId: next.id });
  return submit(app, { by, measureId: version.measures[0]?.id ?? '', settlement: settlement.code });
}
