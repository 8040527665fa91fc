import { join, resolve } from 'node:path';
import { inject } from 'vitest';

/**
 * The built server of this run (`dist/server/main.js`), with the client beside it.
 * @throws Error with the build's complaint when there is none.
 */
export function builtServer(): string {
  const problem = inject('buildProblem');
  if (problem) throw new Error(`The program does not build: ${problem}`);
  return join(resolve(import.meta.dirname, '../..'), 'dist/server/main.js');
}
