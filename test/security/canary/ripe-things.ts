/**
 * What a change makes public, uses up or ends by right: entered after the marks, so that none stands in it, and on days
 * that nothing marked has. Things for each place, and people and secrets that exist once.
 */
import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { addDays } from '../../../schema/rules/days.ts';
import type { App } from '../../../server/app.ts';
import { readPlanFile } from '../../../server/imports/plan-import.service.ts';
import { linkOf } from '../../../server/invitations/invitation-token.ts';
import { createInvitation } from '../../../server/invitations/invitation.service.ts';
import { submitObservation } from '../../../server/observations/observation.service.ts';
import { decideObservation } from '../../../server/observations/verification.service.ts';
import { issueAdministratorLink } from '../../../server/people/accounts/first-administrator.service.ts';
import { drawPaperCode } from '../../../server/people/accounts/recovery-words.ts';
import { drawRecoveryCode } from '../../../server/people/accounts/recovery.service.ts';
import { requestSignIn } from '../../../server/people/accounts/sign-in.service.ts';
import { startSession } from '../../../server/people/identity.ts';
import type { Actor } from '../../../server/platform/access.ts';
import { csvPlan } from '../../api/plan-import-files.ts';
import {
  appCode,
  buildAccount,
  buildAsk,
  buildCampaign,
  buildPerson,
  givePaperCode,
  worldContext,
} from '../../support/world.ts';
import { contextAs } from '../../support/world/observations.builder.ts';
import { tellingDay } from '../../support/world/telling-day.ts';
import type { BuiltPlace, TwoPlaces } from '../../support/world/two-places.builder.ts';

export interface RipePlace {
  readonly draftCampaignId: string;
  readonly plannedActivityId: string;
  readonly draftAskId: string;
  /** Sent, and not answered. */
  readonly runningAskId: string;
  /** Sent, and its words are hidden. */
  readonly hiddenAskId: string;
  /** Body of the coalition that signs. */
  readonly signerId: string;
  readonly planImportId: string;
  readonly bodyKey: string;
  readonly invitationId: string;
  readonly invitationToken: string;
  readonly waitingObservationId: string;
  /** Verified by somebody who asks nothing here. */
  readonly publishedObservationId: string;
  readonly statementId: string;
  readonly obligationId: string;
  /** Of somebody new: one ends, one is its person's last trace. */
  readonly membershipToEnd: string;
  readonly membershipToErase: string;
  /** Whose erasure waits. */
  readonly membershipAsked: string;
  readonly requestToConfirm: string;
  readonly requestToRefuse: string;
  /** A session that the monitor has besides the one that asks. */
  readonly otherSessionId: string;
}

export interface RipeSecrets {
  readonly administratorLink: string;
  readonly demoAccountId: string;
  readonly byCode: { readonly email: string; readonly code: string };
  readonly linkToken: string;
  readonly byPassword: { readonly email: string; readonly password: string };
  readonly recoveryCode: string;
  /** Cookies of people who have a second factor, with codes on paper, each good for one change. */
  readonly waiting: { readonly cookie: string; readonly code: string };
  readonly renewing: { readonly cookie: string; readonly code: string };
  readonly removing: { readonly cookie: string; readonly code: string };
  /** Has drawn a secret and not confirmed it; what the app shows at the moment of asking. */
  readonly begun: { readonly cookie: string; readonly code: () => string };
}

export interface RipeThings {
  readonly of: ReadonlyMap<BuiltPlace, RipePlace>;
  readonly secrets: RipeSecrets;
}

const PASSWORD = 'right horse battery staple';

export async function buildRipeThings(app: App, client: Client, places: TwoPlaces): Promise<RipeThings> {
  const of = new Map<BuiltPlace, RipePlace>();
  for (const [index, place] of [places.here, places.there].entries())
    of.set(place, await ripePlace({ app, client, places, place, offset: index }));
  return { of, secrets: await ripeSecrets(app, client) };
}

interface PlaceParts {
  readonly app: App;
  readonly client: Client;
  readonly places: TwoPlaces;
  readonly place: BuiltPlace;
  /** Days of the one are not days of the other. */
  readonly offset: number;
}

async function ripePlace(parts: PlaceParts): Promise<RipePlace> {
  const { app, client, places, place } = parts;
  const { today } = worldContext(app);
  const one = async (text: string, values: readonly unknown[]): Promise<string> =>
    ((await client.query<{ id: string }>(text, [...values])).rows[0] as { id: string }).id;
  const coalition = {
    id: place.coalitionId,
    territoryId: place.municipality.id,
    leadOrganizationId: await one(
      'select organization_id as id from coalition_member where coalition_id = $1 and leads',
      [place.coalitionId],
    ),
    leadId: place.people.coalitionLead,
    memberId: place.people.coalitionMember,
  };
  const { measureId, administrationId: decisionMakerId } = place;
  const draft = await buildCampaign(app, { coalition, stage: 'DRAFT', measureIds: [measureId] });
  const ask = {
    campaignId: place.publicCampaignId,
    measureId,
    signedById: coalition.leadOrganizationId,
    decisionMakerId,
  };
  const official = await contextAs(app, place.people.official);
  const { id: planImportId } = await readPlanFile(official, {
    bytes: csvPlan([{ wording: `Чешма ${place.municipality.code}` }, { wording: `Мост ${place.municipality.code}` }]),
    fileName: 'нов план.csv',
  });
  const { rows: bodies } = await client.query<{ key: string }>(
    `select jsonb_path_query(parsed::jsonb, '$.bodies[0].key') #>> '{}' as key from plan_import where id = $1`,
    [planImportId],
  );
  const verifier = await contextAs(app, place.people.verifier);
  const invitation = await createInvitation(verifier, verifier.actor as Actor, {
    territory: place.settlement.code,
    usesAllowed: 50,
    expiresOn: addDays(today, 31),
    language: 'BG',
  });
  const membership = async (): Promise<string> =>
    one(
      `insert into membership (person_id, role, territory_id, valid_from) values ($1, 'OFFICIAL', $2, $3) returning id`,
      [(await buildAccount(app)).personId, place.municipality.id, '2020-01-01'],
    );
  const request = async (): Promise<string> =>
    one(
      `insert into membership_request (person_id, role, valid_from, asked_by_id, asked_at) values ($1, 'HOTLINE_WORKER', $2, $3, now()) returning id`,
      [(await buildAccount(app)).personId, today, places.secondAdministratorId],
    );
  return {
    draftCampaignId: draft.id,
    plannedActivityId: await one(
      `insert into activity (campaign_id, title, owner_organization_id, due_on, state) values ($1, 'Разговор', $2, $3, 'PLANNED') returning id`,
      [place.publicCampaignId, coalition.leadOrganizationId, addDays(today, 25)],
    ),
    draftAskId: await buildAsk(app, ask),
    runningAskId: await buildAsk(app, { ...ask, sentOn: addDays(today, -3) }),
    hiddenAskId: await hideAsk(client, {
      id: await buildAsk(app, { ...ask, sentOn: addDays(today, -3) }),
      by: places.administratorId,
    }),
    signerId: coalition.leadOrganizationId,
    planImportId,
    bodyKey: bodies[0]?.key ?? '',
    invitationId: invitation.id,
    invitationToken: linkOf(app.house, { id: invitation.id, hash: invitation.tokenHash })?.split('#')[1] ?? '',
    ...(await ripeObservations(parts)),
    statementId: await one(
      'select s.id from measure_statement s join official_report r on r.id = s.report_id where r.plan_id = $1',
      [place.planId],
    ),
    obligationId: await one('select id from reporting_obligation where plan_id = $1', [place.planId]),
    membershipToEnd: await membership(),
    membershipToErase: await membership(),
    membershipAsked: await one(
      `update membership set erasure_asked_by_id = $2, erasure_asked_on = $3 where id = $1 returning id`,
      [await membership(), places.secondAdministratorId, today],
    ),
    requestToConfirm: await request(),
    requestToRefuse: await request(),
    otherSessionId: (
      await startSession(app.contextFor({ actor: null }), { personId: place.people.monitor, secondFactor: false })
    ).id,
  };
}

/** @returns its id */
async function hideAsk(client: Client, { id, by }: { readonly id: string; readonly by: string }): Promise<string> {
  await client.query(
    `insert into public_text_decision (id, kind, subject_id, decision, because, reason, words, decided_by_id, decided_on, decided_at)
     select gen_random_uuid(), 'ASK', id, 'WORDS_HIDDEN', 'INSULTS', 'Обижда', demand, $2, '2021-01-01', now() from ask where id = $1`,
    [id, by],
  );
  await client.query(
    `update ask set demand = null, words_hidden_on = '2021-01-01', words_hidden_because = 'INSULTS' where id = $1`,
    [id],
  );
  return id;
}

async function ripeObservations({
  app,
  place,
  offset,
}: PlaceParts): Promise<Pick<RipePlace, 'waitingObservationId' | 'publishedObservationId'>> {
  const { today } = worldContext(app);
  const monitor = await buildPerson(app, { role: 'MONITOR', territoryId: place.municipality.id });
  const verifier = await buildAccount(app, {
    role: 'VERIFIER',
    territoryId: place.municipality.id,
    secondFactor: true,
  });
  const submitted = async (step: number): Promise<string> => {
    const id = randomUUID();
    const byMonitor = await contextAs(app, monitor, tellingDay(today, -250 - step));
    await submitObservation(byMonitor, byMonitor.actor as Actor, {
      id,
      measureId: place.measureId,
      level: 'LIMITED',
      dontKnow: false,
      method: 'SITE_VISIT',
      seenOn: tellingDay(today, -300 - step),
      settlement: place.settlement.code,
      words: 'Още копаят',
    });
    return id;
  };
  const publishedObservationId = await submitted(offset);
  const byVerifier = await contextAs(app, verifier.personId, tellingDay(today, -230 - offset));
  await decideObservation(byVerifier, byVerifier.actor as Actor, {
    observationId: publishedObservationId,
    decision: 'VERIFIED',
    publicWords: 'Работи се',
  });
  return { publishedObservationId, waitingObservationId: await submitted(offset + 2) };
}

async function ripeSecrets(app: App, client: Client): Promise<RipeSecrets> {
  const context = worldContext(app);
  const mailTo = async (email: string): Promise<string> => {
    await requestSignIn(context, { email, language: 'EN' });
    return app.house.mail.kept().find(({ to }) => to === email)?.text ?? '';
  };
  const cookieOf = async (personId: string, secondFactor: boolean): Promise<string> =>
    `sverka_session=${(await startSession(app.contextFor({ actor: null }), { personId, secondFactor })).token}`;
  const paperCodeOf = async (personId: string): Promise<string> => {
    const code = drawPaperCode(3);
    await givePaperCode(app, { personId, code });
    return code;
  };
  const [codeEmail, linkEmail] = [(await buildAccount(app)).email, (await buildAccount(app)).email];
  const recovering = await buildPerson(app);
  const [waiting, renewing, removing, begun] = [
    await buildAccount(app, { secondFactor: true }),
    await buildAccount(app, { secondFactor: true }),
    await buildAccount(app, { secondFactor: true }),
    await buildAccount(app, { secondFactor: true }),
  ];
  await client.query('update second_factor set confirmed_at = null where person_id = $1', [begun.personId]);
  return {
    administratorLink: await issueAdministratorLink(context),
    demoAccountId: await buildPerson(app, { isDemo: true }),
    byCode: { email: codeEmail, code: /^\d{4} \d{4}$/m.exec(await mailTo(codeEmail))?.[0] ?? '' },
    linkToken: /link=([\w-]+)/.exec(await mailTo(linkEmail))?.[1] ?? '',
    byPassword: {
      email: (await buildAccount(app, { email: 'by-password@example.org', password: PASSWORD })).email,
      password: PASSWORD,
    },
    recoveryCode: await drawRecoveryCode(context, recovering),
    waiting: { cookie: await cookieOf(waiting.personId, false), code: await paperCodeOf(waiting.personId) },
    renewing: { cookie: await cookieOf(renewing.personId, true), code: await paperCodeOf(renewing.personId) },
    removing: { cookie: await cookieOf(removing.personId, true), code: await paperCodeOf(removing.personId) },
    begun: { cookie: await cookieOf(begun.personId, true), code: () => appCode(begun.totpSecret) },
  };
}
