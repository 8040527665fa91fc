/** Puts the switches into the server while its tests run; nothing of it reaches a build. */
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';
import type { Targets } from './guard-forms.ts';
import { switched, targetsIn, type Switched } from './guard-transform.ts';

/** Where guards stand. What says who did what, seeds and moves tables refuses nobody. */
const LEFT_OUT = /(^|\/)(seed|migrations|cli|backup|database-access)\/|\.test\.ts$|^platform\/access\.ts$/;

export const SERVER = resolve(import.meta.dirname, '../../../server');
/** A sample of each form, to prove the transform on. */
export const SAMPLE = resolve(import.meta.dirname, 'sample');

async function filesOf(root: string): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob('**/*.ts', { cwd: root })) found.push(file.replaceAll('\\', '/'));
  return found.toSorted();
}

const textOf = (root: string, file: string): string => readFileSync(join(root, file), 'utf8');

async function targetsOf(root: string): Promise<Targets> {
  const files = await filesOf(root);
  return new Map(files.flatMap((file) => [...targetsIn({ file, text: textOf(root, file) })]));
}

/** Every file with guards, switched. */
export async function guardsOf(root: string): Promise<readonly Switched[]> {
  const targets = await targetsOf(root);
  const files = (await filesOf(root)).filter((file) => !LEFT_OUT.test(file));
  return files.map((file) => switched({ file, text: textOf(root, file) }, targets));
}

export function guardSwitches(): Plugin {
  const targets = new Map<string, Targets>();
  return {
    name: 'guard-switches',
    enforce: 'pre',
    buildStart: async () => {
      for (const root of [SERVER, SAMPLE]) targets.set(root, await targetsOf(root));
    },
    transform: (text, id) => {
      const path = id.split('?')[0] ?? id;
      const root = [SERVER, SAMPLE].find((folder) => path.startsWith(`${folder}/`));
      if (root === undefined || !path.endsWith('.ts')) return null;
      const file = relative(root, path).replaceAll('\\', '/');
      if (LEFT_OUT.test(file)) return null;
      const { code, guards } = switched({ file, text }, targets.get(root) ?? new Map());
      return guards.length === 0 ? null : { code, map: null };
    },
  };
}
