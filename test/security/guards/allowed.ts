/**
 * What the guards give back when they allow, where that does not follow from their type; and which exports of policies
 * are no guards. A new one that is neither fails the inventory.
 */
import { sql } from '../../../server/platform/sql.ts';
import type { Actor } from '../../../server/platform/access.ts';

/** Nobody in particular: whoever is let in without having signed in. */
const ANYBODY: Actor = { personId: '00000000-0000-4000-8000-000000000000', memberships: [] };

export const ALLOWED: Readonly<Record<string, (args: readonly any[]) => unknown>> = {
  'platform/access.ts signedIn': ([context]: readonly any[]) => context.actor ?? ANYBODY,
  'platform/access.ts allowOnly': () => undefined,
  // anywhere
  'observations/observation.policy.ts monitoredTerritoryIds': () => null,
  'observations/observation.policy.ts verifiedTerritoryIds': () => globalThis.guardSwitch.territoryIds,
  'invitations/invitation.policy.ts invitedTerritoryIds': () => globalThis.guardSwitch.territoryIds,
  'exports/observation-export.policy.ts exportedTerritoryIds': () => globalThis.guardSwitch.territoryIds,
  // close to nobody, and barred by nothing
  'observations/observation.policy.ts roleOrganizationIds': () => [],
  'observations/observation.policy.ts barToSettle': () => null,
  'observations/observation.policy.ts rightToDecide': () => ({ ok: true }),
  'observations/observation.policy.ts rightToSettle': () => ({ ok: true }),
  'observations/verification.policy.ts implementers': () => sql`'{}'::uuid[]`,
  'observations/verification.policy.ts validOn': () => sql`false`,
  // what a queue would show them
  'progress/progress.policy.ts pendingSightOf': () => 'QUEUE',
  // for whichever body carries the measure out
  'reports/report.policy.ts speaksAs': ([, [responsible]]: readonly any[]) => responsible?.organizationId ?? null,
  // a role that needs nothing
  'people/staff.policy.ts needsSecondFactor': () => false,
  'people/staff.policy.ts needsTwoPeople': () => false,
};

/** Who is shown the row may know either, or what is said depends on nobody. */
const SAYS = 'says what stands in a row, and of whom it is asked makes no difference';
/** The change itself asks anew, and is a guard. */
const HINT = 'tells beforehand what will be refused when it is tried';

/** The server asks the condition alone; row-rules.test.ts holds it to the function. */
const SAID_TWICE = 'the function of a condition, which nothing of the server asks';

/** Exports of policies that allow and refuse nothing, and why. */
export const NO_GUARDS: Readonly<Record<string, string>> = {
  'campaigns/campaign.policy.ts maySeeCampaign': SAID_TWICE,
  'campaigns/campaign.policy.ts maySeeAsk': SAID_TWICE,
  'campaigns/campaign.policy.ts maySeeActivity': SAID_TWICE,
  'observations/observation.policy.ts PublishedTextAct': 'a closed set of names',
  'observations/observation.policy.ts shownToPublic': SAYS,
  'observations/observation.policy.ts stateOfDay': SAYS,
  'progress/progress.policy.ts PendingSight': 'a closed set of names',
  'people/memberships/membership.policy.ts SCOPES':
    'what a role needs to hold anywhere; a table, asked of what is put in',
};

/** Places with the form of a guard that allow and refuse nothing, and why. */
export const NO_GUARD_PLACES: Readonly<Record<string, string>> = {
  'coalitions/coalition.loader.ts members rule': `who belongs today, and who has left: ${SAYS}`,
  'exports/observation-export.resolver.ts address mayExport': HINT,
  'people/viewer.resolver.ts memberships actor': 'names the purpose for which one’s own roles are read',
  'reports/form/form-draft.ts draftFromForm speaksAs': HINT,
  'reports/form/form.service.ts reportForm speaksAs': HINT,
};

/** What is made once and would outlast a removal is made anew each time. Each text stands once in its file. */
export const KEPT: readonly { readonly file: string; readonly text: string; readonly instead: string }[] = [
  { file: 'observations/verification.loader.ts', text: 'if (latest?.day !== today)', instead: 'if (today)' },
];

/** Guards without a form to know them by: each text stands once in its file. */
export const NAMED_GUARDS: readonly {
  readonly file: string;
  readonly name: string;
  /** `where`: a condition of a statement, which then holds. `if`: a condition of refusal, which then does not. */
  readonly stands: 'where' | 'if';
  readonly text: string;
}[] = [
  {
    file: 'people/identity.ts',
    name: 'ended membership',
    stands: 'where',
    text: '(m.valid_to is null or ${today}::date <= m.valid_to)',
  },
];
