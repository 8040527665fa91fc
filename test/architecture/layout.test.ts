/** The house can be read at a glance: few things on top, short files, names that say something, tests that all run. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '../..');
const CODE = /\.(ts|tsx|vue)$/;

const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'data']);

/** Every file of the project, as a path from its top. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(PROJECT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

const files = ['schema', 'server', 'client', 'test'].flatMap(filesBelow);
const code = files.filter((path) => CODE.test(path) && !path.endsWith('graphql-env.d.ts'));
const textOf = (path: string): string => readFileSync(join(PROJECT, path), 'utf8');

describe('the top level', () => {
  it('is a page that can be read at a glance', () => {
    const known = new Set([
      'ARCHITECTURE.md',
      'Dockerfile',
      'LICENSE',
      'README.md',
      'client',
      'docker-compose.yml',
      'eslint.config.js',
      'knip.json',
      'package-lock.json',
      'package.json',
      'schema',
      'server',
      'test',
      'tsconfig.json',
      'vite.config.ts',
      'vite.server.config.ts',
      'vitest.config.ts',
    ]);
    const strange = readdirSync(PROJECT).filter(
      (name) => !name.startsWith('.') && !NOT_OURS.has(name) && !known.has(name),
    );
    expect(strange).toEqual([]);
  });

  it.each(['schema', 'client', 'server', 'test'])('%s has no folder whose name says nothing', (top) => {
    const empty = files.filter(
      (path) => path.startsWith(`${top}/`) && /(^|\/)(utils?|helpers?|common|shared|misc|managers?)(\/|\.)/.test(path),
    );
    expect(empty).toEqual([]);
  });
});

describe('a file', () => {
  it('of more than 300 lines that is no test says at its top why', () => {
    const long = code.filter((path) => !path.endsWith('.test.ts') && textOf(path).split('\n').length > 300);
    expect(long.filter((path) => !/^(\/\*|\/\/|<!--)/.test(textOf(path)))).toEqual([]);
  });

  it('names no place on the machine where it was written', () => {
    const places = code.filter(
      (path) => path !== 'test/architecture/layout.test.ts' && /["'`](\/work\/|\/root\/|\/Users\/)/.test(textOf(path)),
    );
    expect(places).toEqual([]);
  });
});

describe('a test', () => {
  const tests = code.filter((path) => path.endsWith('.test.ts'));

  it('is never left out, and never alone', () => {
    const kept = tests.filter((path) =>
      /\b(describe|it|test|suite)(\.\w+)*\.(only|skip|todo|fails|skipIf|runIf)\b|\b[xf](it|describe)\(/.test(
        textOf(path),
      ),
    );
    expect(tests.length).toBeGreaterThan(50);
    expect(kept).toEqual([]);
  });

  it('passes over only what needs files that lie beside the project, and not even that with CHECK_SHARED=1', () => {
    expect(
      tests.filter((path) => /\bcontext\.skip\(/.test(textOf(path)) && !textOf(path).includes('CHECK_SHARED')),
    ).toEqual([]);
  });

  it('is found by a project of vitest', () => {
    const found =
      /^((schema|server|client)\/.*|test\/(plan-import|architecture|api|security|faults|import|support|launch|journeys)\/.*)\.test\.ts$/;
    expect(tests.filter((path) => !found.test(path))).toEqual([]);
  });
});
