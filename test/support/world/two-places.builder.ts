/**
 * A world in which each private thing exists twice, here and there, so that one's own and another's can be told apart:
 * observations in every state, files being read, drafts and notes of coalitions, invitations, accounts, sessions, roles
 * that have ended. What services write is written by them; days of observations are told apart by the day alone.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { addDays } from '../../../schema/rules/days.ts';
import { ExportFormatValues } from '../../../schema/vocabulary/export-format.ts';
import { Role } from '../../../schema/vocabulary/role.ts';
import type { App } from '../../../server/app.ts';
import { readPlanFile } from '../../../server/imports/plan-import.service.ts';
import { createInvitation } from '../../../server/invitations/invitation.service.ts';
import { drawRecoveryCode } from '../../../server/people/accounts/recovery.service.ts';
import { requestSignIn } from '../../../server/people/accounts/sign-in.service.ts';
import type { Actor } from '../../../server/platform/access.ts';
import type { RequestContext } from '../../../server/platform/context.ts';
import { rows, sql } from '../../../server/platform/sql.ts';
import { buildAccount, givePaperCode } from './account.builder.ts';
import { buildObservations, contextAs, type ObservationCase } from './observations.builder.ts';
import { buildAsk, buildCampaign, buildCoalition } from './campaign.builder.ts';
import { buildOrganization, buildPerson, grantRole } from './people.builder.ts';
import { buildMeasure } from './plan-version.builder.ts';
import { buildDistrict, buildMunicipality, buildSettlement, buildTerritory } from './territory.builder.ts';
import { LONG_AGO, worldContext } from './world-context.ts';

export interface BuiltPlace {
  readonly municipality: { readonly id: string; readonly code: string };
  readonly settlement: { readonly id: string; readonly code: string };
  /** Known to nobody through the API. */
  readonly neighbourhood: { readonly id: string; readonly code: string };
  readonly administrationId: string;
  readonly associationId: string;
  readonly planId: string;
  readonly measureId: string;
  readonly coalitionId: string;
  readonly draftCampaignId: string;
  readonly publicCampaignId: string;
  readonly draftAskId: string;
  readonly sentAskId: string;
  readonly planImportId: string;
  readonly invitationId: string;
  readonly observations: Readonly<Record<ObservationCase, string>>;
  readonly people: Readonly<Record<PlacePerson, string>>;
}

export type PlacePerson =
  | 'monitor'
  | 'otherMonitor'
  | 'verifier'
  | 'official'
  | 'councillor'
  | 'coalitionLead'
  | 'coalitionMember';

export interface TwoPlaces {
  readonly here: BuiltPlace;
  readonly there: BuiltPlace;
  readonly administratorId: string;
  readonly secondAdministratorId: string;
  readonly hotlineWorkerId: string;
  readonly exporterId: string;
  /** Was a verifier here until yesterday. */
  readonly endedVerifierId: string;
  /** A verifier here who has no second factor. */
  readonly asleepVerifierId: string;
}

export interface TwoPlacesParts {
  /** What stands in the cells of a file sent in; a file for each place. */
  readonly fileOf: (place: 'here' | 'there') => { readonly bytes: Uint8Array; readonly fileName: string };
}

export async function buildTwoPlaces(app: App, parts: TwoPlacesParts): Promise<TwoPlaces> {
  const context = worldContext(app);
  const administratorId = await staff(app, Role.ADMINISTRATOR, {});
  const secondAdministratorId = await staff(app, Role.ADMINISTRATOR, {});
  const hotlineWorkerId = await staff(app, Role.HOTLINE_WORKER, {});
  const here = await buildPlace(app, { ...parts, place: 'here' });
  const there = await buildPlace(app, { ...parts, place: 'there' });
  const exporterId = await staff(app, Role.EXPORTER, { territoryId: here.municipality.id });
  await buildExports(context, { exporterId, place: here });
  const ended = await buildAccount(app, { secondFactor: true, certified: true });
  await grantRole(app, {
    personId: ended.personId,
    role: Role.VERIFIER,
    territoryId: here.municipality.id,
    validTo: addDays(context.today, -1),
  });
  await rows(
    context,
    sql`update membership set ended_at = now() - interval '1 day', granted_by_id = ${administratorId}, ended_by_id = ${administratorId}, asked_by_id = ${secondAdministratorId}, erasure_asked_by_id = ${secondAdministratorId}, erasure_asked_on = current_date where person_id = ${ended.personId}`,
  );
  for (const place of [here, there]) await buildStatedTexts(app, { place, administratorId });
  const asleep = await buildAccount(app, { role: Role.VERIFIER, territoryId: here.municipality.id });
  await rows(
    context,
    sql`insert into membership_request (person_id, role, territory_id, organization_id, valid_from, valid_to, asked_by_id, asked_at)
        values (${here.people.councillor}, 'HOTLINE_WORKER', ${here.municipality.id}, ${here.administrationId}, ${context.today}, '2099-01-01', ${secondAdministratorId}, now())`,
  );
  await rows(
    context,
    sql`insert into membership_request (person_id, role, valid_from, state, asked_by_id, asked_at, decided_by_id, decided_at)
        values (${hotlineWorkerId}, 'HOTLINE_WORKER', ${LONG_AGO}, 'CONFIRMED', ${secondAdministratorId}, now() - interval '9 days', ${administratorId}, now() - interval '8 days')`,
  );
  await rows(
    context,
    sql`insert into administrator_link (token_hash, expires_at, used_at) values (${randomBytes(32)}, now() + interval '1 day', now())`,
  );
  await rows(
    context,
    sql`insert into attempt_window (key, started_at, ends_at, attempts) values (${randomBytes(32)}, now(), now() + interval '1 hour', 1)`,
  );
  return {
    here,
    there,
    administratorId,
    secondAdministratorId,
    hotlineWorkerId,
    exporterId,
    endedVerifierId: ended.personId,
    asleepVerifierId: asleep.personId,
  };
}

/** A campaign that was reported, one whose words are hidden, and one of which they were shown again. */
async function buildStatedTexts(
  app: App,
  { place, administratorId }: { readonly place: BuiltPlace; readonly administratorId: string },
): Promise<void> {
  const context = worldContext(app);
  await rows(
    context,
    sql`insert into public_text_report (kind, subject_id, reason, words, reported_on) values ('CAMPAIGN', ${place.publicCampaignId}, 'INSULTS', 'Това е съседката', ${LONG_AGO})`,
  );
  const hidden = randomUUID();
  await rows(
    context,
    sql`insert into campaign (id, coalition_id, stage, starts_on, public_from, words_hidden_on, words_hidden_because)
        values (${hidden}, ${place.coalitionId}, 'RUNNING', ${LONG_AGO}, ${LONG_AGO}, ${LONG_AGO}, 'INSULTS')`,
  );
  await rows(
    context,
    sql`insert into public_text_decision (id, kind, subject_id, decision, because, reason, words, more_words, decided_by_id, decided_on, decided_at)
        values (gen_random_uuid(), 'CAMPAIGN', ${hidden}, 'WORDS_HIDDEN', 'INSULTS', 'Обижда', 'Кампания', 'Цел', ${administratorId}, ${LONG_AGO}, now() - interval '3 days'),
               (gen_random_uuid(), 'CAMPAIGN', ${place.publicCampaignId}, 'WORDS_SHOWN', null, 'Не обижда', null, null, ${administratorId}, ${LONG_AGO}, now() - interval '2 days')`,
  );
}

/** One of each kind of file, to be taken today. */
async function buildExports(
  context: RequestContext,
  { exporterId, place }: { readonly exporterId: string; readonly place: BuiltPlace },
): Promise<void> {
  for (const format of ExportFormatValues)
    await rows(
      context,
      sql`insert into observation_export (id, asked_by_id, territory_id, plan_id, format, reason, asked_on, asked_at)
          values (${randomUUID()}, ${exporterId}, ${place.municipality.id}, ${place.planId}, ${format}, ${`Проучване ${format}`}, ${context.today}, now() - interval '1 hour')`,
    );
}

/** With an account, a second factor and a code on paper. */
async function staff(
  app: App,
  role: Role,
  scope: { readonly territoryId?: string; readonly organizationId?: string; readonly coalitionId?: string },
): Promise<string> {
  const { personId, email } = await buildAccount(app, {
    role,
    ...scope,
    secondFactor: true,
    password: `${role} of ${randomUUID()}`,
    ...(scope.organizationId !== undefined && {
      affiliation: { organizationId: scope.organizationId, kind: 'EMPLOYEE' as const },
    }),
  });
  await givePaperCode(app, { personId, code: randomUUID() });
  await requestSignIn(worldContext(app), { email, language: 'BG' });
  return personId;
}

async function buildPlace(
  app: App,
  { fileOf, place }: TwoPlacesParts & { place: 'here' | 'there' },
): Promise<BuiltPlace> {
  const context = worldContext(app);
  // districts of their own: a verifier here is nobody's neighbour there
  const municipality = await buildMunicipality(app, { parentId: (await buildDistrict(app)).id });
  const settlement = await buildSettlement(app, { parentId: municipality.id });
  const neighbourhood = await buildTerritory(app, {
    kind: 'NEIGHBOURHOOD',
    code: `neighbourhood ${place}`,
    name: `Махала ${place}`,
    nameEn: `Mahala ${place}`,
    parentId: settlement.id,
  });
  const territoryId = municipality.id;
  const administrationId = await buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION', territoryId });
  const associationId = await buildOrganization(app);
  const [leadBody, otherBody] = [await buildOrganization(app), await buildOrganization(app)];
  const measure = await buildMeasure(app, {
    plan: { territoryId },
    responsibleIds: [administrationId],
    indicators: [{ baseline: 1, target: 5 }],
    funding: [{ amountCents: 100_000 }],
  });
  const verifier = await staff(app, Role.VERIFIER, { territoryId });
  const official = await staff(app, Role.OFFICIAL, { territoryId, organizationId: administrationId });
  const councillor = await staff(app, Role.COUNCILLOR, { territoryId });
  const monitor = await buildPerson(app, {
    role: Role.MONITOR,
    territoryId,
    affiliation: { organizationId: associationId },
    // not the verifier: nobody verifies whom they invited
    invitedBy: { personId: await buildPerson(app), organizationId: otherBody, territoryId: neighbourhood.id },
  });
  const otherMonitor = await buildPerson(app, { role: Role.MONITOR, territoryId });
  for (const personId of [monitor, otherMonitor]) await drawRecoveryCode(context, personId);
  await rows(
    context,
    sql`update recovery_code set opened_session_id = ${randomUUID()}::uuid, used_at = now() where person_id = ${otherMonitor}`,
  );
  const coalition = await buildCoalition(app, { territoryId, organizationIds: [leadBody, otherBody] });
  const campaigns = await buildCampaigns(app, { coalition, measureId: measure.id, administrationId });
  await rows(
    context,
    sql`insert into organization_alias (name_key, territory_id, organization_id) values (${`alias ${place}`}, ${territoryId}, ${associationId})`,
  );
  const observations = await buildObservations(app, {
    monitor,
    verifier,
    measureId: measure.id,
    settlementCode: settlement.code,
    offset: place === 'here' ? 0 : 1,
  });
  // as if its monitor had been erased; each on a day of its own
  await rows(
    context,
    sql`insert into withdrawal_due (observation_id, due_on) values (${observations.published}, ${addDays(context.today, place === 'here' ? 4_001 : 4_003)})`,
  );
  const officialContext = await contextAs(app, official);
  const { id: planImportId } = await readPlanFile(officialContext, fileOf(place));
  const verifierContext = await contextAs(app, verifier);
  const invitation = await createInvitation(verifierContext, verifierContext.actor as Actor, {
    territory: settlement.code,
    usesAllowed: 5,
    expiresOn: addDays(context.today, 30),
    language: 'BG',
  });
  await rows(context, sql`update invitation set organization_id = ${otherBody} where id = ${invitation.id}`);
  return {
    municipality,
    settlement,
    neighbourhood,
    administrationId,
    associationId,
    planId: measure.planId,
    measureId: measure.id,
    coalitionId: coalition.id,
    ...campaigns,
    planImportId,
    invitationId: invitation.id,
    observations,
    people: {
      monitor,
      otherMonitor,
      verifier,
      official,
      councillor,
      coalitionLead: coalition.leadId,
      coalitionMember: coalition.memberId,
    },
  };
}

async function buildCampaigns(
  app: App,
  parts: {
    readonly coalition: Awaited<ReturnType<typeof buildCoalition>>;
    readonly measureId: string;
    readonly administrationId: string;
  },
): Promise<Pick<BuiltPlace, 'draftCampaignId' | 'publicCampaignId' | 'draftAskId' | 'sentAskId'>> {
  const context = worldContext(app);
  const { coalition, measureId, administrationId: decisionMakerId } = parts;
  const signedById = coalition.leadOrganizationId;
  const draft = await buildCampaign(app, { coalition, stage: 'DRAFT', measureIds: [measureId] });
  const running = await buildCampaign(app, { coalition, measureIds: [measureId] });
  for (const { id } of [draft, running]) {
    await rows(
      context,
      sql`insert into activity (campaign_id, title, owner_organization_id, due_on, state, done_on)
          values (${id}, 'Среща', ${signedById}, ${addDays(context.today, 20)}, 'PLANNED', null), (${id}, 'Разговор', ${signedById}, ${addDays(context.today, -20)}, 'DONE', ${addDays(context.today, -21)})`,
    );
    await rows(
      context,
      sql`insert into campaign_note (campaign_id, text, written_by_id, written_at) values (${id}, 'Бележка', ${coalition.memberId}, now() - interval '500 days')`,
    );
  }
  const ask = { campaignId: running.id, measureId, signedById, decisionMakerId };
  const sentAskId = await buildAsk(app, {
    ...ask,
    sentOn: addDays(context.today, -90),
    answers: [{ level: 'EXPLAINED', answeredOn: addDays(context.today, -85), text: 'Отговор' }],
  });
  return {
    draftCampaignId: draft.id,
    publicCampaignId: running.id,
    draftAskId: await buildAsk(app, ask),
    sentAskId,
  };
}
