/**
 * Who asks in the matrix. Each role is looked at in its own scope (own), at the same things of another scope or person
 * (other's), with the membership ended yesterday, and, for a staff role, in a session without a second factor (asleep).
 * Roles are listed by name: a new one has no outcome in any row until somebody has looked at every row.
 */
import { Role } from '../../../schema/vocabulary/role.ts';

/** Roles that every row was reviewed for. */
export const REVIEWED_ROLES = [
  Role.MONITOR,
  Role.VERIFIER,
  Role.OFFICIAL,
  Role.COUNCILLOR,
  Role.COALITION_MEMBER,
  Role.COALITION_LEAD,
  Role.HOTLINE_WORKER,
  Role.EXPORTER,
  Role.ADMINISTRATOR,
] as const;
type ReviewedRole = (typeof REVIEWED_ROLES)[number];

/** Roles that sleep without a second factor, as intended: what they do binds others or shows what is not public. */
const SLEEPERS = [
  Role.VERIFIER,
  Role.OFFICIAL,
  Role.COUNCILLOR,
  Role.COALITION_LEAD,
  Role.HOTLINE_WORKER,
  Role.EXPORTER,
  Role.ADMINISTRATOR,
] as const;

/** Who sits behind the keys; `NOBODY` is signed in and holds no role. */
export type Person =
  | 'PUBLIC'
  | 'NOBODY'
  | ReviewedRole
  | `${ReviewedRole} ended`
  | `${(typeof SLEEPERS)[number]} asleep`;

export const PEOPLE: readonly Person[] = [
  'PUBLIC',
  'NOBODY',
  ...REVIEWED_ROLES,
  ...REVIEWED_ROLES.map((role) => `${role} ended` as const),
  ...SLEEPERS.map((role) => `${role} asleep` as const),
];

/** Whose things are looked at. People with a role now see both; ended and sleeping ones what would be their own. */
export type Side = 'own' | "other's";

/** A person and whose things: the left edge of a row. `MONITOR` alone means both sides. */
export interface Asker {
  readonly person: Person;
  readonly side: Side;
}

const isReviewedRole = (person: Person): person is ReviewedRole =>
  (REVIEWED_ROLES as readonly string[]).includes(person);

export const ASKERS: readonly Asker[] = PEOPLE.flatMap((person): Asker[] =>
  isReviewedRole(person)
    ? [
        { person, side: 'own' },
        { person, side: "other's" },
      ]
    : [{ person, side: 'own' }],
);

export const nameOf = ({ person, side }: Asker): string => (isReviewedRole(person) ? `${person} ${side}` : person);

/** How rows name askers: `MONITOR` for both sides, `MONITOR own`, `MONITOR ended`, `VERIFIER asleep`, `PUBLIC`. */
export type Audience = readonly (Person | `${ReviewedRole} ${Side}`)[];

export const isIn = (audience: Audience, asker: Asker): boolean =>
  audience.some((named) => named === asker.person || named === nameOf(asker));

/** Who acts in no role: signed in without one, after one, or before the second factor. */
const WITHOUT_ROLE: Audience = [
  'NOBODY',
  ...REVIEWED_ROLES.map((role) => `${role} ended` as const),
  ...SLEEPERS.map((role) => `${role} asleep` as const),
];

export const SIGNED_IN: Audience = [...REVIEWED_ROLES, ...WITHOUT_ROLE];
export const EVERYONE: Audience = ['PUBLIC', ...SIGNED_IN];

/** All but these. */
export const others = (audience: Audience, all: Audience = EVERYONE): Audience => {
  const named = ASKERS.filter((asker) => isIn(all, asker) && !isIn(audience, asker));
  return named.map((asker) => nameOf(asker) as Audience[number]);
};
