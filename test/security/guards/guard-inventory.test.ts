/** The removal of guards is worth what the finding of them is: each form is found and switched, and none goes unseen. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../server/platform/access.ts';
import { Problem } from '../../../server/platform/problem.ts';
import { NO_GUARD_PLACES, NO_GUARDS } from './allowed.ts';
import { GuardKind, type Guard } from './guard.ts';
import { guardsOf, SAMPLE, SERVER } from './guard-plugin.ts';
import { switched, targetsIn, type Switched } from './guard-transform.ts';
import * as places from './sample/sample.loader.ts';
import * as policy from './sample/sample.policy.ts';

const nobody = { personId: 'x', memberships: [] } satisfies Actor;
const text = (condition: { readonly text: readonly string[] }): string => condition.text.join('?');
const textOrNone = (condition: { readonly text: readonly string[] } | null): string | null =>
  condition === null ? null : text(condition);
const failing = (act: () => unknown): string => {
  try {
    act();
    return 'allowed';
  } catch (error) {
    return error instanceof Problem ? 'refused' : 'broken';
  }
};

/** Each form: the guard, what it says, and what it says when it is taken away. */
const FORMS: readonly (readonly [id: string, kind: GuardKind, ask: () => unknown, on: unknown, off: unknown])[] = [
  ['sample.policy.ts mayAsStatement', 'POLICY', () => policy.mayAsStatement('no'), false, true],
  ['sample.policy.ts mayAsArrow', 'POLICY', () => policy.mayAsArrow('no'), false, true],
  ['sample.policy.ts conditionOf', 'POLICY', () => text(policy.conditionOf('a')), "? = 'mine'", 'true'],
  [
    'sample.policy.ts constantCondition',
    'POLICY',
    () => text(policy.nestedCondition),
    'is_mine and is_sent',
    'true and is_sent',
  ],
  ['sample.policy.ts nestedCondition', 'POLICY', () => text(policy.nestedCondition), 'is_mine and is_sent', 'true'],
  ['sample.policy.ts conditionOrNone', 'POLICY', () => textOrNone(policy.conditionOrNone('a')), "? = 'mine'", null],
  ['sample.loader.ts sampleReading rule', 'RULE', () => textOrNone(places.sampleReading.rule()), "? = 'mine'", null],
  [
    'sample.loader.ts sampleReading conditionOf',
    'CALL',
    () => textOrNone(places.sampleReading.rule()),
    "? = 'mine'",
    'true',
  ],
  ['sample.loader.ts namedReading rule', 'RULE', () => textOrNone(places.namedReading.rule('a')), "? = 'mine'", null],
  [
    'sample.loader.ts namedReading conditionOrNone',
    'CALL',
    () => textOrNone(places.namedReading.rule('a')),
    "? = 'mine'",
    null,
  ],
  ['sample.loader.ts filtered mayAsArrow', 'CALL', () => places.filtered(['no']), [], ['no']],
  [
    'sample.loader.ts signedInThere signedIn',
    'CALL',
    () => failing(() => places.signedInThere(null)),
    'refused',
    'allowed',
  ],
  [
    'sample.loader.ts allowedThere allowOnly',
    'CALL',
    () => failing(() => places.allowedThere('no')),
    'refused',
    'allowed',
  ],
  [
    'sample.loader.ts allowedThere mayAsArrow',
    'CALL',
    () => failing(() => places.allowedThere('no')),
    'refused',
    'allowed',
  ],
  ['sample.loader.ts administers hasRole', 'CALL', () => places.administers(nobody), false, true],
  ['sample.loader.ts nothingForNobody actor', 'ACTOR', () => places.nothingForNobody(null), null, 'something'],
  [
    'sample.loader.ts refuseUnlessFine refusal',
    'REFUSAL',
    () => failing(() => places.refuseUnlessFine(false)),
    'refused',
    'allowed',
  ],
  ['sample.loader.ts ownRow person_id', 'OWN_ROW', () => places.ownRow(nobody).values.at(-1), false, true],
];

let ofServer: readonly Switched[];
let ofSample: readonly Switched[];
const guardsIn = (files: readonly Switched[]): Guard[] => files.flatMap(({ guards }) => guards);

beforeAll(async () => {
  [ofServer, ofSample] = await Promise.all([guardsOf(SERVER), guardsOf(SAMPLE)]);
});
afterEach(() => globalThis.guardSwitch.off.clear());

describe('each form of a guard', () => {
  it.each(FORMS)('%s is found, asked, and taken away', (id, kind, ask, on, off) => {
    expect(guardsIn(ofSample)).toContainEqual({ id, kind });
    globalThis.guardSwitch.touched.clear();
    expect(ask()).toEqual(on);
    expect(globalThis.guardSwitch.touched).toContain(id);
    globalThis.guardSwitch.off.add(id);
    expect(ask()).toEqual(off);
  });

  it('stands in the sample, and nothing else is found there', () => {
    expect(
      guardsIn(ofSample)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(FORMS.map(([id]) => id).toSorted());
  });

  it('that is not known is told', () => {
    const told = (code: string, file = 'x.policy.ts') => switched({ file, text: code }, new Map()).unknown;
    expect(told('export default () => true;')).toHaveLength(1);
    expect(told(`export { may } from './other.ts';`)).toHaveLength(1);
    expect(told(`export * from './other.ts';`)).toHaveLength(1);
    expect(told('export class Policy {}')).toHaveLength(1);
    expect(told('export const rules = { may: () => true };')).toEqual(['x.policy.ts rules']);
    expect(told('export const may = make();')).toEqual(['x.policy.ts may']);
    expect(told('const a = reading({ from, rule });', 'x.loader.ts')).toEqual(['x.loader.ts a rule']);
    expect(
      told('export type May = () => boolean; export interface Seen { a: 1 }; export const may = () => true;'),
    ).toEqual([]);
  });
});

describe('the guards of the server', () => {
  it('are all exports of its policies, but for what is said to be none', async ({ task }) => {
    const policies = import.meta.glob<Record<string, unknown>>('../../../server/**/*.policy.ts', { eager: true });
    const exported = Object.entries(policies).flatMap(([path, module]) =>
      Object.keys(module).map((name) => `${path.replace('../../../server/', '')} ${name}`),
    );
    const found = guardsIn(ofServer).filter(({ kind }) => kind === GuardKind.POLICY);
    expect([...found.map(({ id }) => id), ...Object.keys(NO_GUARDS)].toSorted()).toEqual(exported.toSorted());
    const unknown = ofServer.flatMap((file) => file.unknown);
    expect(unknown.filter((name) => !(name in NO_GUARDS))).toEqual([]);
    const counts = Object.entries(Object.groupBy(guardsIn(ofServer), ({ kind }) => kind)).map(
      ([kind, all]) => `${all.length} ${kind}`,
    );
    task.meta.figure = `${guardsIn(ofServer).length} guards (${counts.join(', ')})`;
  });

  it('are asked by somebody: what is said to be none is not', () => {
    const functions = Object.keys(NO_GUARDS).flatMap((id) => (/ (may\w+)$/.exec(id) ?? []).slice(1));
    expect(functions).toHaveLength(3);
    for (const { file } of ofServer.filter((one) => !one.file.endsWith('.policy.ts')))
      expect(
        functions.filter((name) => readFileSync(join(SERVER, file), 'utf8').includes(name)),
        file,
      ).toEqual([]);
  });

  it('are less than what has their form only by places that are there, each with a reason', () => {
    expect(ofServer.flatMap(({ none }) => none).toSorted()).toEqual(Object.keys(NO_GUARD_PLACES).toSorted());
    expect(Object.values(NO_GUARD_PLACES).filter((reason) => reason.length < 20)).toEqual([]);
  });

  it('are all places that ask who is signed in, or allow only some', () => {
    for (const { file, guards, none } of ofServer) {
      const code = readFileSync(join(SERVER, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      const isOwn = (name: string): boolean => new RegExp(`function ${name}\\b`).test(code);
      for (const name of ['signedIn', 'allowOnly', 'hasRole']) {
        if (isOwn(name) || file.endsWith('.policy.ts') || file === 'platform/access.ts') continue;
        const asked = code.match(new RegExp(`\\b${name}\\(`, 'g'))?.length ?? 0;
        expect(
          [...guards.map(({ id }) => id), ...none].filter((id) => new RegExp(` ${name}( \\d+)?$`).test(id)).length,
          `${file} ${name}`,
        ).toBe(asked);
      }
    }
  });

  it('are all places that ask a policy', () => {
    const targets = ofServer.flatMap(({ file }) => [
      ...targetsIn({ file, text: readFileSync(join(SERVER, file), 'utf8') }).keys(),
    ]);
    const names = new Set(
      targets.filter((target) => target.includes('.policy.ts')).map((target) => target.split(' ')[1] ?? ''),
    );
    expect(names.size).toBeGreaterThan(40);
    for (const { file, guards, none } of ofServer.filter((one) => !one.file.endsWith('.policy.ts'))) {
      const code = readFileSync(join(SERVER, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      const [, imported = ''] = /^([\s\S]*^import .*$|[\s\S]*\} from .*$)/m.exec(code) ?? [];
      for (const name of names) {
        if (!new RegExp(`\\b${name}\\b[^;]*policy.ts'`).test(imported)) continue;
        const asked = code.slice(imported.length).match(new RegExp(`\\b${name}\\b(?!:)`, 'g'))?.length ?? 0;
        expect(
          [...guards.map(({ id }) => id), ...none].filter((id) => new RegExp(` ${name}( \\d+)?$`).test(id)).length,
          `${file} ${name}`,
        ).toBe(asked);
      }
    }
  });
});
