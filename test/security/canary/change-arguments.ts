/**
 * Arguments of every change of the schema, written by hand and such that it takes place for somebody here. In three
 * rounds: what leaves private things private; what makes things public or uses them up, on things that hold no mark; and
 * last what ends sessions, words and people. A change without any fails the scan, and so does one that nobody can make.
 */
import { CONSENT_VERSION } from '../../../schema/vocabulary/consent.ts';
import type { BuiltPlace } from '../../support/world/two-places.builder.ts';
import type { RipePlace, RipeSecrets } from './ripe-things.ts';

export interface Given {
  readonly place: BuiltPlace;
  readonly ripe: RipePlace;
  readonly secrets: RipeSecrets;
}

/** Arguments as they stand in a document; with a cookie, of somebody who asks nothing else and whose change this is. */
export type Call = string | { readonly args: string; readonly cookie: string };
type Calls = Readonly<Record<string, (given: Given) => readonly Call[]>>;

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const YEAR = 'periodLabel: "2024", periodFrom: "2024-01-01", periodTo: "2024-12-31"';

const STAYING: Calls = {
  addActivity: ({ place }) =>
    [place.draftCampaignId, place.publicCampaignId].map((id) => `input: { campaignId: "${id}", title: "Нова среща" }`),
  addCampaignNote: ({ place }) =>
    [place.draftCampaignId, place.publicCampaignId].map((id) => `input: { campaignId: "${id}", text: "Нова бележка" }`),
  askObservationExport: ({ place }) => [
    `input: { territory: "${place.municipality.code}", format: CSV, reason: "Проучване на заетостта" }`,
  ],
  createActionPlan: ({ place }) => [
    `input: { level: MUNICIPAL, territory: "${place.municipality.code}", title: "Нов план", parent: "${place.planId}" }`,
  ],
  createCampaign: ({ place }) => [
    `input: { coalitionId: "${place.coalitionId}", title: "Нова", goal: "Цел", measureIds: ["${place.measureId}"] }`,
  ],
  createCoalition: ({ place }) => [
    `input: { leadOrganizationId: "${place.associationId}", organizationIds: ["${place.associationId}"], name: "Нова коалиция", territory: "${place.municipality.code}" }`,
  ],
  createInvitation: ({ place }) => [
    `input: { territory: "${place.settlement.code}", usesAllowed: 1, expiresOn: "${inDays(10)}", language: BG }`,
  ],
  createOrganization: ({ place }) => [
    `input: { kind: NGO, name: "Ново сдружение ${place.municipality.code}", sector: CIVIL, territory: "${place.municipality.code}" }`,
  ],
  createReportingObligation: ({ place }) => [
    `input: { planId: "${place.planId}", debtorId: "${place.administrationId}", creditorId: "${place.associationId}", dueOn: "${inDays(40)}", ${YEAR} }`,
  ],
  createStrategy: ({ place }) => [
    `input: { level: MUNICIPAL, territory: "${place.municipality.code}", title: "Нова стратегия" }`,
  ],
  giveConsent: () => [`version: ${CONSENT_VERSION}`],
  grantMembership: ({ place }) => [
    `input: { email: "new@example.org", displayName: "Нова", language: BG, role: MONITOR, territory: "${place.municipality.code}" }`,
    'input: { email: "powerful@example.org", displayName: "Нов", language: BG, role: HOTLINE_WORKER }',
  ],
  linkMeasures: ({ place }) => [
    `input: { campaignId: "${place.draftCampaignId}", measureIds: ["${place.measureId}"] }`,
  ],
  lookAtInvitation: ({ ripe }) => [`token: "${ripe.invitationToken}"`, 'token: "nothing"'],
  requestSignIn: () => ['email: "nobody@example.org", language: BG'],
  sendAsk: ({ place }) =>
    [place.draftAskId, place.sentAskId].map((id) => `input: { askId: "${id}", sentOn: "2999-01-01" }`),
  setActivityState: ({ ripe }) => [`input: { activityId: "${ripe.plannedActivityId}", state: PLANNED }`],
  setPlanImportBodies: ({ place, ripe }) => [
    `input: { importId: "${place.planImportId}", bodies: [] }`,
    `input: { importId: "${ripe.planImportId}", bodies: [{ key: ${JSON.stringify(ripe.bodyKey)}, decision: USE_EXISTING, organizationId: "${place.administrationId}" }] }`,
  ],
  setPlanImportMapping: ({ place, ripe }) =>
    [place.planImportId, ripe.planImportId].map(
      (id) => `input: { importId: "${id}", tables: [{ index: 0, used: true, columns: [{ index: 0, role: CODE }] }] }`,
    ),
  setPlanImportMatches: ({ place, ripe }) =>
    [place.planImportId, ripe.planImportId].map(
      (id) => `input: { importId: "${id}", planId: "${place.planId}", matches: [] }`,
    ),
  submitObservation: ({ place: { measureId, observations } }) =>
    [crypto.randomUUID(), observations.waiting, observations.published].map(
      (id) =>
        `input: { id: "${id}", measureId: "${measureId}", level: LIMITED, dontKnow: false, method: MEETING, seenOn: "2026-01-02" }`,
    ),
  submitReport: ({ place: { planId, administrationId, measureId } }) => [
    `input: { planId: "${planId}", organizationId: "${administrationId}", title: "Отчет 2", ${YEAR}, statements: [{ measureId: "${measureId}", level: LIMITED, text: "Нещо" }] }`,
  ],
  updateCampaign: ({ place }) =>
    [place.draftCampaignId, place.publicCampaignId].map((id) => `input: { campaignId: "${id}" }`),
};

const PUBLISHING: Calls = {
  closeAsk: ({ place }) => [place.draftAskId, place.sentAskId].map((id) => `id: "${id}"`),
  confirmPlanImport: ({ place, ripe }) => [
    `input: { importId: "${ripe.planImportId}", planId: "${place.planId}", adoptedOn: "2026-01-10" }`,
  ],
  correctStatement: ({ ripe }) => [`input: { statementId: "${ripe.statementId}", level: LIMITED, text: "Поправка" }`],
  decideObservation: ({ place, ripe }) => [
    ...Object.values(place.observations).map(
      (id) => `input: { observationId: "${id}", decision: RETURNED, reason: "Още веднъж" }`,
    ),
    `input: { observationId: "${ripe.waitingObservationId}", decision: VERIFIED, publicWords: "Копаят" }`,
  ],
  draftAsk: ({ place, ripe }) => [
    `input: { campaignId: "${place.publicCampaignId}", measureId: "${place.measureId}", decisionMakerId: "${place.administrationId}", signedById: "${ripe.signerId}", legalWay: PROPOSAL, demand: "Искане" }`,
  ],
  extendAsk: ({ ripe }) => [`input: { askId: "${ripe.runningAskId}", untilOn: "${inDays(90)}", reason: "Сложно" }`],
  recordAskAnswer: ({ ripe }) => [
    `input: { askId: "${ripe.runningAskId}", level: EXPLAINED, answeredOn: "${inDays(-1)}", text: "Обясниха" }`,
  ],
  recordReportingStep: ({ ripe }) => [`input: { obligationId: "${ripe.obligationId}", receivedOn: "2026-02-01" }`],
  // the last of them take away what the first need
  showPublicWords: ({ ripe }) => [`input: { kind: ASK, id: "${ripe.hiddenAskId}", reason: "Не обижда" }`],
  reportText: ({ place, ripe }) => [
    `input: { kind: OBSERVATION, id: "${ripe.publishedObservationId}", reason: OTHER, words: "Познава се" }`,
    `input: { kind: OBSERVATION, id: "${place.observations.waiting}", reason: OTHER }`,
    `input: { kind: ASK, id: "${ripe.hiddenAskId}", reason: OTHER, words: "Познава се" }`,
    `input: { kind: CAMPAIGN, id: "${place.draftCampaignId}", reason: OTHER }`,
  ],
  dismissPublicReports: ({ place, ripe }) =>
    [
      ['ASK', ripe.hiddenAskId],
      ['CAMPAIGN', place.draftCampaignId],
    ].map(([kind, id]) => `input: { kind: ${kind}, id: "${id}", reason: "Никой не личи" }`),
  hidePublicWords: ({ place, ripe }) =>
    [
      ['ASK', ripe.hiddenAskId],
      ['CAMPAIGN', place.draftCampaignId],
    ].map(([kind, id]) => `input: { kind: ${kind}, id: "${id}", because: INSULTS, reason: "Обижда" }`),
  dismissTextReports: ({ place, ripe }) =>
    [ripe.publishedObservationId, place.observations.hidden].map(
      (id) => `input: { observationId: "${id}", reason: "Не личи кой е" }`,
    ),
  hidePublishedWords: ({ ripe }) => [
    `input: { observationId: "${ripe.publishedObservationId}", reason: "Личи кой е" }`,
  ],
  undoVerification: ({ ripe }) => [`input: { observationId: "${ripe.publishedObservationId}", reason: "Не е така" }`],
  sendAsk: ({ ripe }) => [`input: { askId: "${ripe.draftAskId}", sentOn: "${inDays(-1)}" }`],
  setActivityState: ({ ripe }) => [
    `input: { activityId: "${ripe.plannedActivityId}", state: DONE, doneOn: "${inDays(-1)}" }`,
  ],
  updateCampaign: ({ ripe }) => [`input: { campaignId: "${ripe.draftCampaignId}", stage: RUNNING }`],
};

const ENDING: Calls = {
  // who gets in by these leaves the session of before
  becomeAdministrator: ({ secrets }) => {
    const account = 'email: "first@example.org", displayName: "Първа", language: BG';
    return [{ args: `token: "${secrets.administratorLink}", ${account}`, cookie: '' }, `token: "nothing", ${account}`];
  },
  joinByInvitation: ({ ripe }) => [`token: "${ripe.invitationToken}", consentVersion: ${CONSENT_VERSION}`],
  recoverByCode: ({ secrets }) => [
    { args: `code: "${secrets.recoveryCode}", endOtherSessions: true`, cookie: '' },
    'code: "wrong", endOtherSessions: true',
  ],
  showSecondFactor: ({ secrets: { waiting } }) => [
    { args: `code: "${waiting.code}"`, cookie: waiting.cookie },
    'code: "000000"',
  ],
  signInDemo: ({ secrets }) => [{ args: `account: "${secrets.demoAccountId}"`, cookie: '' }],
  signInWithCode: ({ secrets: { byCode } }) => [
    { args: `email: "${byCode.email}", code: "${byCode.code}"`, cookie: '' },
    `email: "${byCode.email}", code: "00000000"`,
  ],
  signInWithLink: ({ secrets }) => [{ args: `token: "${secrets.linkToken}"`, cookie: '' }, 'token: "nothing"'],
  signInWithPassword: ({ secrets: { byPassword } }) => [
    { args: `email: "${byPassword.email}", password: "${byPassword.password}"`, cookie: '' },
    `email: "${byPassword.email}", password: "not the password"`,
  ],
  confirmSecondFactor: ({ secrets: { begun } }) => [
    { args: `code: "${begun.code()}"`, cookie: begun.cookie },
    'code: "000000"',
  ],
  renewPaperCodes: ({ secrets: { renewing } }) => [
    { args: `code: "${renewing.code}"`, cookie: renewing.cookie },
    'code: "000000"',
  ],
  removeSecondFactor: ({ secrets: { removing } }) => [
    { args: `code: "${removing.code}"`, cookie: removing.cookie },
    'code: "000000"',
  ],
  confirmMembership: ({ ripe }) => [`id: "${ripe.requestToConfirm}"`],
  refuseMembership: ({ ripe }) => [`id: "${ripe.requestToRefuse}"`],
  endMembership: ({ ripe }) => [`id: "${ripe.membershipToEnd}"`],
  refuseErasure: ({ ripe }) => [`membership: "${ripe.membershipAsked}"`],
  erasePersonOnRequest: ({ ripe }) => [`membership: "${ripe.membershipToErase}"`],
  withdrawObservation: ({ place }) => Object.values(place.observations).map((id) => `id: "${id}"`),
  revokeInvitation: ({ place }) => [`id: "${place.invitationId}"`],
  renewRecoveryCode: () => [''],
  beginSecondFactor: () => [''],
  setPassword: () => ['password: "a long new password"'],
  endSession: ({ ripe }) => [`id: "${ripe.otherSessionId}"`],
  endOtherSessions: () => [''],
  eraseOwnData: () => [''],
  signOut: () => [''],
};

/** One round after the other, each with everybody. */
export const ROUNDS: readonly Calls[] = [STAYING, PUBLISHING, ENDING];

/** A change shows of a thing what the query of this name shows. */
export const AS_AT: Readonly<Record<string, string>> = {
  decideObservation: 'verificationQueue',
  submitObservation: 'myObservations',
  withdrawObservation: 'myObservations',
  askObservationExport: 'observationExports',
  createInvitation: 'invitations',
  revokeInvitation: 'invitations',
  setPassword: 'ownAccount',
  // its address names the account
  beginSecondFactor: 'ownAccount',
  setPlanImportBodies: 'planImport',
  setPlanImportMapping: 'planImport',
  setPlanImportMatches: 'planImport',
  grantMembership: 'memberships',
  confirmMembership: 'memberships',
  endMembership: 'memberships',
};
