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
  /** Whether the accounts of the demo data may sign in. */
  readonly demo: boolean;
}

/** Whether people reach it by TLS: then cookies and pages are held to it. */
export const isBehindTls = ({ publicUrl }: Pick<House, 'publicUrl'>): boolean => publicUrl.startsWith('https:');

/** A hash that nobody can try out without the key of the house. The same text differs by purpose. */
export function keyedHash({ secret }: House, { purpose, text }: { purpose: string; text: string }): Buffer {
  return createHmac('sha256', secret).update(`${purpose}\0${text}`).digest();
}
