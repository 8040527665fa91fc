/**
 * Guards whose removal alone the matrix does not notice, each with why that is harmless, reviewed by hand. Where others
 * hold the same they are named: without those the matrix notices that the guard is gone too, and the command looks. A line
 * whose guard is noticed alone after all is out of date, and the command says so.
 */
export interface Survivor {
  readonly guard: string;
  /** Guards that hold it too, as they are named, or the policies of the database as a whole. Left out: nothing behind it needs holding. */
  readonly heldBy?: readonly string[];
  readonly reason: string;
}

/** All policies of the database. */
export const ROW_SECURITY = 'row security';

const OF_COALITION =
  'The policies of campaigns, asks, activities and notes let through the same: what is public, and the coalition’s own.';
const REPORTED =
  'The policies show a report to the verifiers of its place, and all of those may settle what is public.';
const OF_NOBODY =
  'A report is taken on nobody’s behalf, and administrators change what is public alone: the policies let through no more.';
const OWN = 'The policies let nobody reach a row of the kind that is another’s.';

export const SURVIVORS: readonly Survivor[] = [
  { guard: 'public-texts/stated-texts.ts ofAsk publicAsk', heldBy: [ROW_SECURITY], reason: OF_NOBODY },
  { guard: 'public-texts/stated-texts.ts STATED publicAsk', heldBy: [ROW_SECURITY], reason: OF_NOBODY },
  { guard: 'public-texts/stated-texts.ts STATED publicCampaign', heldBy: [ROW_SECURITY], reason: OF_NOBODY },
  { guard: 'public-texts/stated-texts.ts STATED publicCampaign 2', heldBy: [ROW_SECURITY], reason: OF_NOBODY },
  { guard: 'campaigns/ask.loader.ts ask rule', heldBy: [ROW_SECURITY], reason: OF_COALITION },
  { guard: 'campaigns/ask.loader.ts ask visibleAsk', heldBy: [ROW_SECURITY], reason: OF_COALITION },
  { guard: 'campaigns/campaign.loader.ts campaign rule', heldBy: [ROW_SECURITY], reason: OF_COALITION },
  { guard: 'campaigns/campaign.loader.ts campaign visibleCampaign', heldBy: [ROW_SECURITY], reason: OF_COALITION },
  {
    guard: 'campaigns/campaign.loader.ts activitiesOfCampaign visibleActivity',
    heldBy: [ROW_SECURITY],
    reason: OF_COALITION,
  },
  { guard: 'campaigns/campaign.loader.ts notesOfCampaign rule', heldBy: [ROW_SECURITY], reason: OF_COALITION },
  { guard: 'campaigns/campaign.loader.ts notesOfCampaign ownCampaign', heldBy: [ROW_SECURITY], reason: OF_COALITION },
  { guard: 'campaigns/campaign.policy.ts visibleCampaign', heldBy: [ROW_SECURITY], reason: OF_COALITION },
  { guard: 'campaigns/campaign.policy.ts visibleAsk', heldBy: [ROW_SECURITY], reason: OF_COALITION },
  { guard: 'campaigns/campaign.policy.ts visibleActivity', heldBy: [ROW_SECURITY], reason: OF_COALITION },
  {
    guard: 'campaigns/campaign.loader.ts measuresOfCampaign rule',
    heldBy: ['campaigns/campaign.loader.ts campaign rule', ROW_SECURITY],
    reason: 'Asked of a campaign that was read before, by the rule of campaigns.',
  },
  {
    guard: 'campaigns/campaign.loader.ts measuresOfCampaign visibleCampaign',
    heldBy: ['campaigns/campaign.loader.ts campaign rule', ROW_SECURITY],
    reason: 'Asked of a campaign that was read before, by the rule of campaigns.',
  },
  {
    guard: 'exports/exported-observations.ts assertStillHeld person_id',
    heldBy: [
      'exports/observation-export.loader.ts ownExport asked_by_id',
      'exports/observation-export.routes.ts observationExportRoutes allowOnly',
      'exports/observation-export.service.ts openExport mayExportOf',
      ROW_SECURITY,
    ],
    reason: 'Looks again while the file is written; whoever holds no role does not come so far.',
  },
  {
    guard: 'exports/observation-export.loader.ts exports rule',
    heldBy: [ROW_SECURITY],
    reason: 'Administrators and whoever asked for it see an export, by the policies too.',
  },
  {
    guard: 'exports/observation-export.loader.ts exports seenBy',
    heldBy: [ROW_SECURITY],
    reason: 'Administrators and whoever asked for it see an export, by the policies too.',
  },
  {
    guard: 'exports/observation-export.policy.ts seenBy',
    heldBy: [ROW_SECURITY],
    reason: 'Administrators and whoever asked for it see an export, by the policies too.',
  },
  {
    guard: 'exports/observation-export.loader.ts ownExport asked_by_id',
    heldBy: ['exports/observation-export.service.ts openExport mayExportOf', ROW_SECURITY],
    reason: 'The file is of a territory, and whoever takes it holds the role there.',
  },
  {
    guard: 'exports/observation-export.service.ts openExport mayExportOf',
    heldBy: ['exports/observation-export.loader.ts ownExport asked_by_id', ROW_SECURITY],
    reason: 'Whoever asked for it held the role then; it is asked anew in case it ended the same day.',
  },
  {
    guard: 'exports/observation-export.resolver.ts askObservationExport allowOnly',
    heldBy: ['exports/observation-export.service.ts askObservationExport mayExportOf'],
    reason: 'The service asks whether the role holds in the very territory.',
  },
  {
    guard: 'exports/observation-export.resolver.ts askObservationExport mayExport',
    heldBy: ['exports/observation-export.service.ts askObservationExport mayExportOf'],
    reason: 'The service asks whether the role holds in the very territory.',
  },
  {
    guard: 'exports/observation-export.routes.ts observationExportRoutes allowOnly',
    heldBy: [
      'exports/observation-export.loader.ts ownExport asked_by_id',
      'exports/observation-export.service.ts openExport mayExportOf',
      ROW_SECURITY,
    ],
    reason: 'The service asks whose export it is and whether the role holds in its territory.',
  },
  {
    guard: 'exports/observation-export.routes.ts observationExportRoutes mayExport',
    heldBy: [
      'exports/observation-export.loader.ts ownExport asked_by_id',
      'exports/observation-export.service.ts openExport mayExportOf',
      ROW_SECURITY,
    ],
    reason: 'The service asks whose export it is and whether the role holds in its territory.',
  },
  {
    guard: 'imports/plan-import.loader.ts planImports rule',
    heldBy: [ROW_SECURITY],
    reason: 'The policies show a file to whoever sent it and to administrators.',
  },
  {
    guard: 'imports/plan-import.loader.ts planImports visiblePlanImport',
    heldBy: [ROW_SECURITY],
    reason: 'The policies show a file to whoever sent it and to administrators.',
  },
  {
    guard: 'imports/plan-import.policy.ts visiblePlanImport',
    heldBy: [ROW_SECURITY],
    reason: 'The policies show a file to whoever sent it and to administrators.',
  },
  {
    guard: 'imports/plan-import.policy.ts maySeePlanImport',
    heldBy: [ROW_SECURITY],
    reason: 'The policies show a file to whoever sent it and to administrators.',
  },
  {
    guard: 'imports/plan-import.service.ts importToChange allowOnly',
    heldBy: [ROW_SECURITY],
    reason: 'The policies show a file to whoever sent it and to administrators.',
  },
  {
    guard: 'imports/plan-import.service.ts importToChange maySeePlanImport',
    heldBy: [ROW_SECURITY],
    reason: 'The policies show a file to whoever sent it and to administrators.',
  },
  {
    guard: 'imports/plan-import.routes.ts planImportRoutes allowOnly',
    heldBy: ['imports/plan-import.service.ts readPlanFile allowOnly'],
    reason: 'Spares taking in a file; the service asks the same.',
  },
  {
    guard: 'imports/plan-import.service.ts readPlanFile allowOnly',
    heldBy: ['imports/plan-import.routes.ts planImportRoutes allowOnly'],
    reason: 'The address asks the same before the file is taken in.',
  },
  {
    guard: 'imports/plan-import.routes.ts planImportRoutes mayReadPlanFile',
    heldBy: ['imports/plan-import.service.ts readPlanFile allowOnly'],
    reason: 'Spares taking in a file; the service asks the same.',
  },
  {
    guard: 'imports/plan-import.service.ts readPlanFile mayReadPlanFile',
    heldBy: ['imports/plan-import.routes.ts planImportRoutes allowOnly'],
    reason: 'The address asks the same before the file is taken in.',
  },
  {
    guard: 'imports/plan-import.service.ts readPlanFile signedIn',
    heldBy: [
      'imports/plan-import.routes.ts planImportRoutes signedIn',
      'imports/plan-import.routes.ts planImportRoutes allowOnly',
    ],
    reason: 'The address asks the same before the file is taken in.',
  },
  {
    guard: 'invitations/invitation.loader.ts invitationsOf rule',
    heldBy: [ROW_SECURITY],
    reason: 'The policies show an invitation to whoever made it and to administrators.',
  },
  {
    guard: 'invitations/invitation.loader.ts invitationsOf seenBy',
    heldBy: [ROW_SECURITY],
    reason: 'The policies show an invitation to whoever made it and to administrators.',
  },
  {
    guard: 'invitations/invitation.policy.ts seenBy',
    heldBy: [ROW_SECURITY],
    reason: 'The policies show an invitation to whoever made it and to administrators.',
  },
  {
    guard: 'invitations/invitation.service.ts revokeInvitation made_by_id',
    heldBy: ['invitations/invitation.loader.ts invitationsOf seenBy', ROW_SECURITY],
    reason: 'What was revoked is read back by the rule of invitations; another’s is not there, and nothing is kept.',
  },
  {
    guard: 'invitations/invitation.service.ts revokeInvitation mayKeepInvitations',
    heldBy: ['invitations/invitation.loader.ts invitationsOf seenBy', ROW_SECURITY],
    reason: 'What was revoked is read back by the rule of invitations; another’s is not there, and nothing is kept.',
  },
  {
    guard: 'observations/observation.resolver.ts mayKnowOf verifiedTerritoryIds',
    heldBy: ['observations/verification.policy.ts shownAsItem', ROW_SECURITY],
    reason: 'Spares a question; the rule of the queue names the verifier’s territories itself.',
  },
  {
    guard: 'observations/observation.service.ts withdrawObservation person_id',
    heldBy: ['observations/my-observation.loader.ts byIdOf ownObservation', ROW_SECURITY],
    reason: 'What was withdrawn is read back as the actor’s own; another’s is not there, and nothing is kept.',
  },
  {
    guard: 'observations/submission.statement.ts writeSubmission id',
    heldBy: [ROW_SECURITY],
    reason: 'The policies show nobody else’s row of the kind.',
  },
  {
    guard: 'observations/submission.statement.ts writeSubmission person_id',
    heldBy: [ROW_SECURITY],
    reason: 'The policies show nobody else’s row of the kind.',
  },
  {
    guard: 'observations/submission.statement.ts stateOfRevised person_id',
    heldBy: [ROW_SECURITY],
    reason: 'The policies show nobody else’s row of the kind.',
  },
  {
    guard: 'observations/verification.loader.ts readersOn rule',
    heldBy: [ROW_SECURITY],
    reason: REPORTED,
  },
  {
    guard: 'observations/verification.loader.ts readersOn publicInQueue',
    heldBy: [ROW_SECURITY],
    reason: REPORTED,
  },
  { guard: 'observations/verification.policy.ts publicInQueue', heldBy: [ROW_SECURITY], reason: REPORTED },
  {
    guard: 'observations/verification.loader.ts verifierOf person_id',
    heldBy: [ROW_SECURITY],
    reason: 'The policies show a person their own affiliations alone.',
  },
  { guard: 'people/accounts/own-session.service.ts endOwnSession person_id', heldBy: [ROW_SECURITY], reason: OWN },
  { guard: 'people/accounts/own-session.service.ts endOtherSessions person_id', heldBy: [ROW_SECURITY], reason: OWN },
  { guard: 'people/accounts/password.service.ts setPassword person_id', heldBy: [ROW_SECURITY], reason: OWN },
  {
    guard: 'people/accounts/second-factor.service.ts confirmSecondFactor person_id',
    heldBy: [ROW_SECURITY],
    reason: OWN,
  },
  {
    guard: 'people/accounts/second-factor.service.ts removeSecondFactor person_id',
    heldBy: [ROW_SECURITY],
    reason: OWN,
  },
  {
    guard: 'people/accounts/second-factor.service.ts removeSecondFactor person_id 2',
    heldBy: [ROW_SECURITY],
    reason: OWN,
  },
  {
    guard: 'people/accounts/second-factor.service.ts removeSecondFactor person_id 3',
    heldBy: [ROW_SECURITY],
    reason: OWN,
  },
  { guard: 'people/consent/consent.service.ts giveConsent id', heldBy: [ROW_SECURITY], reason: OWN },
  {
    guard: 'people/memberships/membership.loader.ts listMemberships mayKeepMemberships',
    heldBy: ['people/memberships/membership.resolver.ts administrator allowOnly', ROW_SECURITY],
    reason: 'Every field that reads them asks for an administrator first.',
  },
  {
    guard: 'people/memberships/membership.loader.ts membershipById mayKeepMemberships',
    heldBy: ['people/memberships/membership.resolver.ts administrator allowOnly', ROW_SECURITY],
    reason: 'Every field that reads them asks for an administrator first.',
  },
  {
    guard: 'people/memberships/membership.loader.ts waitingRequests mayKeepMemberships',
    heldBy: ['people/memberships/membership.resolver.ts administrator allowOnly', ROW_SECURITY],
    reason: 'Every field that reads them asks for an administrator first.',
  },
  {
    guard: 'people/memberships/membership.loader.ts requestById mayKeepMemberships',
    heldBy: ['people/memberships/membership.resolver.ts administrator allowOnly', ROW_SECURITY],
    reason: 'Every field that reads them asks for an administrator first.',
  },
  {
    guard: 'progress/measure-assessment.resolver.ts pendingAssessment actor',
    heldBy: ['progress/measure-assessment.resolver.ts pendingAssessment pendingSightOf'],
    reason: 'Spares a question; without an actor there is no role to see it by.',
  },
  { guard: 'observations/verification.loader.ts verifierOf person_id 2', heldBy: [ROW_SECURITY], reason: OWN },
  { guard: 'people/accounts/password.service.ts setPassword id', heldBy: [ROW_SECURITY], reason: OWN },
];
