/**
 * Mail that leaves the house: by SMTP, else into an outbox in memory that a local installation shows to its
 * administrator. A message is never stored: it holds what lets somebody in. Nobody waits for it, so that the time of an
 * answer says nothing of whether there was a mail.
 */
import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import { sofiaDay, type LocalDate } from '../../schema/rules/days.ts';

export interface MailMessage {
  readonly to: string;
  readonly subject: string;
  /** Plain text; there is no other form. */
  readonly text: string;
}

export interface KeptMail extends MailMessage {
  readonly postedAt: Date;
}

export interface MailPort {
  /** `SMTP` leaves the house; `OUTBOX` is read by the administrator; `NONE`: nobody gets anything. */
  readonly way: 'SMTP' | 'OUTBOX' | 'NONE';
  /** Takes a message and returns at once. */
  post(message: MailMessage): void;
  /** What lies in the outbox, the newest first; nothing where mail leaves. */
  kept(): readonly KeptMail[];
  /** Forgets what lies in the outbox from this day in Sofia or before. @returns how many. */
  forget(lastDay: LocalDate): number;
  /** Waits for what is on its way. */
  close(): Promise<void>;
}

const KEPT_MESSAGES = 50;
const ATTEMPTS = 3;
const PAUSE_MS = 5_000;

export function createOutbox(): MailPort {
  const kept: KeptMail[] = [];
  return {
    way: 'OUTBOX',
    post(message) {
      kept.unshift({ ...message, postedAt: new Date() });
      kept.length = Math.min(kept.length, KEPT_MESSAGES);
    },
    kept: () => kept,
    forget(lastDay) {
      const before = kept.length;
      // the newest stand first
      const old = kept.findIndex(({ postedAt }) => sofiaDay(postedAt) <= lastDay);
      if (old >= 0) kept.length = old;
      return before - kept.length;
    },
    close: () => Promise.resolve(),
  };
}

/** An installation that others reach and that has no SMTP server: its outbox would be an open door. */
export const noMail: MailPort = {
  way: 'NONE',
  post: () => undefined,
  kept: () => [],
  forget: () => 0,
  close: () => Promise.resolve(),
};

export interface SmtpOptions {
  /** smtp:// or smtps://, with user and password in it. */
  readonly url: string;
  readonly from: string;
  readonly log: Logger;
}

export function createSmtp({ url, from, log }: SmtpOptions): MailPort {
  const transport = createTransport(url, { from, disableFileAccess: true, disableUrlAccess: true });
  const underWay = new Set<Promise<void>>();
  const pauses = new AbortController();
  return {
    way: 'SMTP',
    post(message) {
      const sending = send(message).finally(() => underWay.delete(sending));
      underWay.add(sending);
    },
    kept: () => [],
    forget: () => 0,
    async close() {
      pauses.abort();
      await Promise.allSettled(underWay);
      transport.close();
    },
  };

  async function send(message: MailMessage): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        await transport.sendMail({ ...message });
        return;
      } catch (error) {
        // Neither the address nor the server's own words, which repeat it, go into the log.
        log.warn({ attempt, code: codeOf(error) }, 'a mail was not taken');
        if (attempt < ATTEMPTS && !(await pause())) return;
      }
    }
  }

  /** @returns false when the program ends. */
  function pause(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(true), PAUSE_MS);
      pauses.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve(false);
      });
    });
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
