/**
 * What the program does to private tables before it knows who asks, or on nobody's behalf. Each purpose opens only the
 * tables that name it in server/database-access/table-access.ts; a statement has one at the most, named where it is sent.
 */
export const Purpose = {
  /** To find out who asks: the session of a token, its person, their roles. Sessions are begun, renewed and ended so. */
  SESSION: 'session',
  /** Somebody proves who they are by a mail, a password, a code on paper or a second factor, and is nobody until then. */
  SIGN_IN: 'sign-in',
  /** Somebody joins by a card: there is no such person before. */
  JOIN: 'join',
  /** An observation is received: until its author is written down with it, it is nobody's. */
  SUBMISSION: 'submission',
  /** How often something was tried is counted of those who are not signed in, too. */
  ATTEMPTS: 'attempts',
  /** What says who a person is goes: because they or an administrator asked, or because it was kept long enough. */
  ERASURE: 'erasure',
  /** The audit is sealed by nobody. */
  SEALING: 'sealing',
  /** The accounts of the demo data are shown to whoever may choose one. */
  DEMO: 'demo',
} as const;
export type Purpose = (typeof Purpose)[keyof typeof Purpose];

/**
 * Purposes whose statements, each a whole change of its own, may share a transaction with others of the same kind
 * (shared-commits.ts): many come at once, and hardly any fails.
 */
export const SHARING_COMMITS: ReadonlySet<Purpose | null> = new Set([Purpose.SUBMISSION]);
