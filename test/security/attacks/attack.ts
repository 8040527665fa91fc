/** What an attack is, and what counts as its refusal. */
import type { LimitName, Limits } from '../../../server/platform/http/limits/limits.ts';
import type { Answer } from './raw-request.ts';
import type { Arena, Ground } from './arena.ts';

/** How it went, kept with the test for the figures. */
export const AttackEnd = { REFUSED: 'REFUSED', ESCAPED: 'ESCAPED' } as const;
export type AttackEnd = (typeof AttackEnd)[keyof typeof AttackEnd];

declare module 'vitest' {
  interface TaskMeta {
    attack?: AttackEnd;
    /** Of the attack without its limiter: it must escape. */
    control?: AttackEnd;
  }
}

export interface Attack {
  readonly name: string;
  /** Tells what came of it: every answer that it got. */
  readonly run: (ground: Ground, arena: Arena) => Promise<readonly Answer[]>;
  /** What is not as intended, in words; null: all is. */
  readonly complaint: (answers: readonly Answer[], arena: Arena) => string | null | Promise<string | null>;
  /** What holds it back; without it the attack must not be refused as intended, or the refusal proves nothing. */
  readonly limiter?: LimitName;
  /** Smaller than in the house, so that the attack need not be large. */
  readonly limits?: Partial<Limits>;
  /** Connects as itself, not through the proxy that names who asks. */
  readonly isDirect?: boolean;
}

/** The last answer, or the only one, is refused by this code and key. */
export const refusedBy =
  (code: string, key: string) =>
  (answers: readonly Answer[]): string | null => {
    const last = answers.at(-1);
    const problem = last?.problem ?? null;
    if (problem?.code === code && problem.key === key) return null;
    return `expected ${code} ${key}, got ${last?.status} ${last?.body.slice(0, 300)}`;
  };

/** Refused before anything is read of it, by this status. */
export const refusedWith =
  (...statuses: readonly number[]) =>
  (answers: readonly Answer[]): string | null =>
    answers.length > 0 && answers.every(({ status, hasData }) => statuses.includes(status) && !hasData)
      ? null
      : `expected ${statuses.join(' or ')} and no data, got ${answers.map(({ status, body }) => `${status} ${body.slice(0, 200)}`).join('; ')}`;

/** Words that only the inside of the program knows. */
const INSIDE =
  /\bat (?:async )?[\w.<> ]+\(|node:internal|node_modules|\/server\/|\.ts:\d|PostgreSql|syntax error at or near|stack"/;

/** What no answer may show, whatever was sent. */
export function insideShown({ status, body, problem }: Answer): string | null {
  if (status >= 500 || problem?.code === 'INTERNAL') return `the server failed: ${status} ${body.slice(0, 300)}`;
  const shown = INSIDE.exec(body);
  return shown === null
    ? null
    : `the answer shows the inside: ${body.slice(Math.max(0, shown.index - 40), shown.index + 80)}`;
}
