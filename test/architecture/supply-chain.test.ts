/** What is installed is what was reviewed: each package by its hash, from the public registry, running nothing unasked. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (file: string): any => JSON.parse(readFileSync(resolve(ROOT, file), 'utf8'));
const manifest = read('package.json');
const lock = read('package-lock.json');

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}
const packages = Object.entries<Locked>(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

test('every package in the lockfile is held to a hash of its content', () => {
  expect(lock.lockfileVersion).toBe(3);
  expect(packages.length).toBeGreaterThan(500);
  const without = packages.filter(([, { integrity = '' }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity));
  expect(without.map(([path]) => path)).toEqual([]);
});

test('none comes from another host than the registry, from a folder or from a repository', () => {
  const strange = packages.filter(
    ([, { resolved, link, version = '' }]) =>
      link === true ||
      !/^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(version) ||
      (resolved !== undefined && new URL(resolved).origin !== 'https://registry.npmjs.org'),
  );
  expect(strange.map(([path]) => path)).toEqual([]);
});

test('each that wants to run something when it is installed was decided about by name', () => {
  const decided = new Set(Object.keys(manifest.allowScripts));
  const wanting = new Set(packages.flatMap(([path, { hasInstallScript }]) => (hasInstallScript ? [nameOf(path)] : [])));
  expect([...wanting].filter((name) => !decided.has(name))).toEqual([]);
  expect([...decided].filter((name) => !wanting.has(name))).toEqual([]);
});

test('what is used directly is named by one exact version, the one in the lockfile', () => {
  const named = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries<string>(manifest[kind]),
  );
  expect(named.length).toBeGreaterThan(50);
  const other = named.filter(([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version);
  expect(other).toEqual([]);
});
