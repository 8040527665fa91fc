/** What this installation is, beyond its database: its address, its key, its mail. One for the life of the program. */
import { createHmac } from 'node:crypto';
import type { MailPort } from './mail.ts';

/** Who answers for personal data (the controller of the GDPR). */
export interface Controller {
  /** Name of the organisation; null: not set. */
  readonly name: string | null;
  /** Where people write to: an address, a mail; null: not set. */
  readonly contact: string | null;
}

/** To whose requests the accounts of the demo data are open; an administrator's is among them. */
export const DemoAudience = {
  /** Its accounts do not sign in, and sessions that they have act for nobody. */
  NOBODY: 'NOBODY',
  /** Who asks on this machine itself: not what a proxy passed on. */
  THIS_MACHINE: 'THIS_MACHINE',
  /** Whoever reaches the server: a site for demonstrations. */
  EVERYBODY: 'EVERYBODY',
} as const;
export type DemoAudience = (typeof DemoAudience)[keyof typeof DemoAudience];

export interface House {
  /** Address that people type, without a slash at its end. */
  readonly publicUrl: string;
  /** Key for hashes and encryption at rest; stands outside the database, so that a copy of that opens nothing. */
  readonly secret: string;
  readonly mail: MailPort;
  /** False only where a test shows what the limits hold back. */
  readonly limitsAttempts: boolean;
  /** Who answers for personal data here, as the data-protection page says it. */
  readonly controller: Controller;
  readonly demo: DemoAudience;
}

/** Whether the accounts of the demo data may sign in and act for this caller. */
export const isDemoOpen = ({ demo }: Pick<House, 'demo'>, { isFromElsewhere }: { isFromElsewhere: boolean }): boolean =>
  demo === DemoAudience.EVERYBODY || (demo === DemoAudience.THIS_MACHINE && !isFromElsewhere);

/** Whether people reach it by TLS: then cookies and pages are held to it. */
export const isBehindTls = ({ publicUrl }: Pick<House, 'publicUrl'>): boolean => publicUrl.startsWith('https:');

/** A hash that nobody can try out without the key of the house. The same text differs by purpose. */
export function keyedHash({ secret }: House, { purpose, text }: { purpose: string; text: string }): Buffer {
  return createHmac('sha256', secret).update(`${purpose}\0${text}`).digest();
}
