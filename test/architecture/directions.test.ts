/** Imports point the ways that .dependency-cruiser.cjs allows, and those rules bite. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '../..');
const CRUISER = join(PROJECT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const run = promisify(execFile);

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

async function violations(folder: string, parts: readonly string[]): Promise<string[]> {
  const options = ['--no-progress', '--config', join(PROJECT, '.dependency-cruiser.cjs'), '--output-type', 'json'];
  // it exits with the number of violations
  const { stdout } = await run(process.execPath, [CRUISER, ...options, ...parts], {
    cwd: folder,
    maxBuffer: 2 ** 28,
  }).catch((failure: { readonly stdout: string }) => failure);
  const { summary } = JSON.parse(stdout) as { readonly summary: { readonly violations: readonly Violation[] } };
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

describe('imports', () => {
  it('point the ways that are allowed', async () => {
    expect(await violations(PROJECT, ['schema', 'server', 'client', 'test'])).toEqual([]);
  }, 120_000);

  describe('that point elsewhere are found:', () => {
    const wrong: readonly (readonly [from: string, to: string, rule: string])[] = [
      ['server/territories', 'server/councils', 'territories-know-nothing-later'],
      ['server/measures', 'server/progress', 'measures-and-indicators-know-nothing-later'],
      ['server/platform', 'server/people', 'platform-knows-no-feature'],
      ['server/councils', 'server/seed', 'features-know-no-frame'],
      ['server/strange', 'server/people', 'every-feature-has-its-place'],
      ['server/plan-import', 'server/platform', 'plan-import-reads-files-only'],
      ['schema', 'server/people', 'schema-stands-alone'],
      ['client', 'server/people', 'client-knows-no-server'],
      ['server', 'client', 'server-knows-no-client'],
      ['client/ui', 'client/features', 'ui-knows-no-feature'],
      ['client/lib', 'client/ui', 'lib-stands-below'],
      ['client/features', 'client/pages', 'features-know-no-page'],
      ['server/people', 'test', 'nothing-rests-on-tests'],
    ];
    const folder = mkdtempSync(join(tmpdir(), 'sverka-directions-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    let found: string[] = [];

    beforeAll(async () => {
      const write = (path: string, text: string): void => {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      };
      const compilerOptions = {
        module: 'ESNext',
        moduleResolution: 'bundler',
        allowImportingTsExtensions: true,
        noEmit: true,
      };
      write('tsconfig.json', JSON.stringify({ compilerOptions }));
      wrong.forEach(([from, to], number) => {
        write(
          `${from}/from-${number}.ts`,
          `export { it } from '${'../'.repeat(from.split('/').length)}${to}/to-${number}.ts';\n`,
        );
        write(`${to}/to-${number}.ts`, 'export const it = 1;\n');
      });
      found = await violations(folder, ['schema', 'server', 'client', 'test']);
    }, 60_000);

    it.each(wrong.map((each, number) => [...each, number] as const))('%s → %s', (from, to, rule, number) => {
      expect(found).toContain(`${rule}: ${from}/from-${number}.ts → ${to}/to-${number}.ts`);
    });
  });
});
