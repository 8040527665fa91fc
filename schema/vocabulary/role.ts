/** What a membership lets a person do, within its scope and dates. The public needs none. */
export const Role = {
  MONITOR: 'MONITOR',
  VERIFIER: 'VERIFIER',
  OFFICIAL: 'OFFICIAL',
  COUNCILLOR: 'COUNCILLOR',
  COALITION_MEMBER: 'COALITION_MEMBER',
  COALITION_LEAD: 'COALITION_LEAD',
  HOTLINE_WORKER: 'HOTLINE_WORKER',
  /** Takes out in bulk what is not public yet. */
  EXPORTER: 'EXPORTER',
  ADMINISTRATOR: 'ADMINISTRATOR',
} as const;
export type Role = (typeof Role)[keyof typeof Role];

export const RoleValues: readonly Role[] = Object.values(Role);

/** What they do binds others or shows what is not public. A monitor's phone and a coalition's member need no more than to sign in. */
export const STAFF_ROLES: readonly Role[] = [
  Role.VERIFIER,
  Role.OFFICIAL,
  Role.COUNCILLOR,
  Role.COALITION_LEAD,
  Role.HOTLINE_WORKER,
  Role.EXPORTER,
  Role.ADMINISTRATOR,
];
