/**
 * Every change that can be asked for, with arguments that may succeed for somebody here: one's own things and others'.
 * What ends a session or takes words away comes last; nothing here makes a private thing public by right. Changes that
 * have none here are drawn from the schema by the fuzzer, whose answers are searched too.
 */
import { getNamedType, type GraphQLSchema } from 'graphql';
import type { BuiltPlace, TwoPlaces } from '../../support/world/two-places.builder.ts';
import { selectionOf, type KnownThings, type Operation } from './operations.ts';

type Arguments = (place: BuiltPlace, places: TwoPlaces) => readonly string[];

const COMMON: Readonly<Record<string, Arguments>> = {
  askObservationExport: ({ municipality }) => [
    `input: { territory: "${municipality.code}", format: CSV, reason: "Проучване на заетостта" }`,
  ],
  addActivity: ({ draftCampaignId, publicCampaignId }) =>
    [draftCampaignId, publicCampaignId].map((id) => `input: { campaignId: "${id}", title: "Нова среща" }`),
  addCampaignNote: ({ draftCampaignId, publicCampaignId }) =>
    [draftCampaignId, publicCampaignId].map((id) => `input: { campaignId: "${id}", text: "Нова бележка" }`),
  closeAsk: ({ draftAskId, sentAskId }) => [draftAskId, sentAskId].map((id) => `id: "${id}"`),
  createCampaign: ({ coalitionId, measureId }) => [
    `input: { coalitionId: "${coalitionId}", title: "Нова", goal: "Цел", measureIds: ["${measureId}"] }`,
  ],
  createInvitation: ({ settlement }) => [
    `input: { territory: "${settlement.code}", usesAllowed: 1, expiresOn: "${new Date(Date.now() + 9e8).toISOString().slice(0, 10)}", language: BG }`,
  ],
  decideObservation: ({ observations }) =>
    Object.values(observations).map(
      (id) => `input: { observationId: "${id}", decision: RETURNED, reason: "Още веднъж" }`,
    ),
  draftAsk: ({ publicCampaignId, measureId, administrationId }) => [
    `input: { campaignId: "${publicCampaignId}", measureId: "${measureId}", decisionMakerId: "${administrationId}", signedById: "${administrationId}", legalWay: PROPOSAL, demand: "Искане" }`,
  ],
  grantMembership: ({ municipality }) => [
    `input: { email: "new@example.org", displayName: "Нова", language: BG, role: MONITOR, territory: "${municipality.code}" }`,
  ],
  linkMeasures: ({ draftCampaignId, measureId }) => [
    `input: { campaignId: "${draftCampaignId}", measureIds: ["${measureId}"] }`,
  ],
  requestSignIn: () => ['email: "nobody@example.org", language: BG'],
  setPlanImportBodies: ({ planImportId }) => [`input: { importId: "${planImportId}", bodies: [] }`],
  setPlanImportMatches: ({ planImportId, planId }) => [
    `input: { importId: "${planImportId}", planId: "${planId}", matches: [] }`,
  ],
  submitObservation: ({ measureId, observations }) =>
    [crypto.randomUUID(), observations.waiting, observations.published].map(
      (id) =>
        `input: { id: "${id}", measureId: "${measureId}", level: LIMITED, dontKnow: false, method: MEETING, seenOn: "2026-01-02" }`,
    ),
  submitReport: ({ planId, administrationId, measureId }) => [
    `input: { planId: "${planId}", organizationId: "${administrationId}", title: "Отчет 2", periodLabel: "2024", periodFrom: "2024-01-01", periodTo: "2024-12-31", statements: [{ measureId: "${measureId}", level: LIMITED, text: "Нещо" }] }`,
  ],
  updateCampaign: ({ draftCampaignId, publicCampaignId }) =>
    [draftCampaignId, publicCampaignId].map((id) => `input: { campaignId: "${id}" }`),
};

/** After all others: they end what is scanned. */
const LAST: Readonly<Record<string, Arguments>> = {
  withdrawObservation: ({ observations }) => Object.values(observations).map((id) => `id: "${id}"`),
  revokeInvitation: ({ invitationId }) => [`id: "${invitationId}"`],
  renewRecoveryCode: () => [''],
  renewPaperCodes: () => ['code: "000000"'],
  beginSecondFactor: () => [''],
  setPassword: () => ['password: "a long new password"'],
  endOtherSessions: () => [''],
  signOut: () => [''],
};

/** A change shows of a thing what the query of this name shows. */
const AS_AT: Readonly<Record<string, string>> = {
  askObservationExport: 'observationExports',
  decideObservation: 'verificationQueue',
  submitObservation: 'myObservations',
  withdrawObservation: 'myObservations',
  createInvitation: 'invitations',
  revokeInvitation: 'invitations',
  setPassword: 'ownAccount',
  // its address names the account
  beginSecondFactor: 'ownAccount',
  setPlanImportBodies: 'planImport',
  setPlanImportMatches: 'planImport',
  grantMembership: 'memberships',
};

export function* changesOf(
  schema: GraphQLSchema,
  {
    known,
    places,
    only,
  }: { readonly known: KnownThings; readonly places: TwoPlaces; readonly only?: readonly string[] },
): Generator<Operation> {
  const fields = schema.getMutationType()?.getFields() ?? {};
  for (const [name, argumentsOf] of [...Object.entries(COMMON), ...Object.entries(LAST)]) {
    const field = fields[name];
    if (field === undefined) throw new Error(`There is no change ${name}.`);
    if (only !== undefined && !only.includes(name)) continue;
    const selection = selectionOf(schema, known, { type: getNamedType(field.type), depth: 3 });
    const calls = new Set([places.here, places.there].flatMap((place) => argumentsOf(place, places)));
    for (const args of calls)
      yield { at: AS_AT[name] ?? name, source: `mutation { ${name}${args === '' ? '' : `(${args})`} ${selection} }` };
  }
}
