/** Builds server and client once per test run, for the tests that start the program as an operator would. */
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** What the build complained about; empty when it succeeded. */
    buildProblem: string;
  }
}

const PROJECT = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

/** Each project loads this file anew, so what they share hangs on the process. */
const shared = globalThis as typeof globalThis & { sverkaBuild?: Promise<string> };

export default async function setup(project: TestProject): Promise<void> {
  const problem = await (shared.sverkaBuild ??= build().then(
    () => '',
    (error: unknown) => String(error),
  ));
  project.provide('buildProblem', problem);
}

async function build(): Promise<void> {
  // Vitest's own NODE_ENV would build a development version.
  const { NODE_ENV: _ofVitest, ...env } = process.env;
  const vite = join(PROJECT, 'node_modules/vite/bin/vite.js');
  const options = { cwd: PROJECT, env };
  await run(process.execPath, [vite, 'build', '--logLevel', 'warn', '--config', 'vite.server.config.ts'], options);
  await run(process.execPath, [vite, 'build', '--logLevel', 'warn'], options);
}
