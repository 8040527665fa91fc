/**
 * Every named attack is refused as intended, shows nothing of the inside, and leaves an honest client beside it served.
 * What holds it back is then left out, and the same attack must get through: else the refusal would prove nothing.
 * `npm run check:attacks` makes the same attacks one after the other, with bounds of time and memory.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LIMIT_NAMES, type LimitName } from '../../../server/platform/http/limits/limits.ts';
import { SHORT_PATIENCE_MS, createArena, type Arena } from './arena.ts';
import { AttackEnd, insideShown, type Attack } from './attack.ts';
import { ASKED_FOR } from './corpus/asked-for.ts';
import { documentAttacks } from './corpus/documents.ts';
import { identityAttacks } from './corpus/identity.ts';
import { injectionAttacks } from './corpus/injections.ts';
import { questionAttacks } from './corpus/questions.ts';
import { rateAttacks } from './corpus/rates.ts';
import { requestAttacks } from './corpus/requests.ts';
import { sessionAttacks } from './corpus/sessions.ts';
import { uploadAttacks } from './corpus/uploads.ts';

const groups: readonly (readonly [string, readonly Attack[]])[] = [
  ['by what is asked', [...documentAttacks, ...questionAttacks]],
  ['by how it is sent', requestAttacks],
  ['by how slowly or often', rateAttacks],
  ['on another reader', injectionAttacks],
  ['by a file', uploadAttacks],
  ['on who somebody is', identityAttacks],
  ['by proofs of who one is', sessionAttacks],
];
const controls = groups.flatMap(([, attacks]) =>
  attacks.flatMap((attack) => (attack.limiter === undefined ? [] : [{ limiter: attack.limiter, attack }])),
);

const ROOT = resolve(import.meta.dirname, '../../..');
const GUESSING = 'guessing passed by by aliases';

/** One after the other, each is also held to a time; at once it would say nothing. */
const isAlone = process.env['ATTACKS'] === 'alone';
const LONGEST_MS = 20_000;
/** Of server and attackers together, who live in one process here. */
const MOST_BYTES = 600 * 1024 * 1024;

let arena: Arena;
let memoryBefore: number;
beforeAll(async () => {
  arena = await createArena();
  memoryBefore = process.memoryUsage().rss;
});

/** @returns what is not as intended; null: all is. */
async function made(attack: Attack, leftOut: LimitName | null): Promise<string | null> {
  const limits = { ...attack.limits, ...(leftOut !== null && { [leftOut]: null }) };
  const ground = await arena.ground(limits, { isDirect: attack.isDirect ?? false });
  const startedMs = performance.now();
  const patient = leftOut === null ? ground : { ...ground, patienceMs: SHORT_PATIENCE_MS };
  const [answers, beside] = await Promise.all([attack.run(patient, arena), ground.honest()]);
  const tookMs = performance.now() - startedMs;
  for (const answer of [beside, await ground.honest()])
    if (answer.status !== 200 || !answer.hasData) return `an honest client got ${answer.status} ${answer.body}`;
  if (isAlone && tookMs > LONGEST_MS) return `it took ${tookMs} ms`;
  return answers.map(insideShown).find((shown) => shown !== null) ?? (await attack.complaint(answers, arena));
}

describe.each(groups)('an attack %s', { timeout: 180_000 }, (_group, attacks) => {
  it.for(attacks.map((attack) => ({ ...attack })))('$name: is refused as intended', async (attack, { task }) => {
    task.meta.attack = AttackEnd.ESCAPED;
    expect(await made(attack, null)).toBeNull();
    task.meta.attack = AttackEnd.REFUSED;
  });
});

describe('without what holds it back', { concurrent: !isAlone, timeout: 180_000 }, () => {
  it.for(controls.map(({ limiter, attack }) => ({ limiter, attack, name: attack.name })))(
    '$limiter: $name gets through',
    async ({ limiter, attack }, { task }) => {
      task.meta.control = AttackEnd.REFUSED;
      expect(await made(attack, limiter)).not.toBeNull();
      task.meta.control = AttackEnd.ESCAPED;
    },
  );

  // attempts are counted in the database, not by the table of limits
  it('the counting of attempts: guessing by aliases gets through', async ({ task }) => {
    const guessing = rateAttacks.find(({ name }) => name.startsWith(GUESSING));
    if (guessing === undefined) throw new Error('There is no such attack.');
    const uncounted = await createArena({ limitsAttempts: false });
    task.meta.control = AttackEnd.REFUSED;
    const ground = await uncounted.ground({}, { isDirect: false });
    expect(await guessing.complaint(await guessing.run(ground, uncounted), uncounted)).not.toBeNull();
    task.meta.control = AttackEnd.ESCAPED;
  });

  it('every limiter has an attack that it alone holds back', () => {
    expect(LIMIT_NAMES.filter((name) => !controls.some(({ limiter }) => limiter === name))).toEqual([]);
  });
});

it('every attack that was asked for by name is here', () => {
  const names = groups.flatMap(([, attacks]) => attacks.map(({ name }) => name));
  const missing = Object.entries(ASKED_FOR).flatMap(([asked, held]) =>
    held
      .filter((one) =>
        typeof one === 'string'
          ? !names.some((name) => name.startsWith(one))
          : !readFileSync(join(ROOT, one.file), 'utf8').includes(one.title),
      )
      .map((one) => `${asked}: ${typeof one === 'string' ? one : `${one.file} ${one.title}`}`),
  );
  expect(missing).toEqual([]);
  expect(Object.values(ASKED_FOR).every((held) => held.length > 0)).toBe(true);
});

it('all attacks together leave the memory of the server bounded', () => {
  expect(process.memoryUsage().rss - memoryBefore).toBeLessThan(MOST_BYTES);
});
