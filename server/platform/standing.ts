/** On whose behalf a statement runs: what row-level security looks at. It holds for one transaction, never for a connection. */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { Purpose } from './purpose.ts';

export interface Standing {
  /** Null: nobody's, which sees nothing that is private. */
  readonly personId: string | null;
  /** The day of the request, on which memberships hold; null: today. */
  readonly day: LocalDate | null;
  readonly purpose: Purpose | null;
  /** Whether roles act that ask for a second factor; those that ask for none always do. */
  readonly awake: boolean;
}

export const NOBODY: Standing = { personId: null, day: null, purpose: null, awake: false };

/** Sets it until the transaction ends; takes the values of `standingValues`. */
export const SET_STANDING =
  "select set_config('sverka.person', $1, true), set_config('sverka.day', $2, true), set_config('sverka.purpose', $3, true), set_config('sverka.awake', $4, true)";

export const standingValues = ({ personId, day, purpose, awake }: Standing): [string, string, string, string] => [
  personId ?? '',
  day ?? '',
  purpose ?? '',
  awake ? 'on' : '',
];
