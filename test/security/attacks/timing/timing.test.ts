/**
 * Enumeration by timing. What is there and what is not are asked in turns, beside a third that is not there and is held up
 * by a fifth of the time: the ranks of the times must tell that one, or nothing was measured, and must not tell the two.
 * Sampling goes on until the held-up one stands out far, so a busy machine costs time and not the verdict. `npm test`
 * looks at the answers alone, and that they are one.
 */
import { Agent } from 'node:http';
import { beforeAll, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../server/platform/http/limits/limits.ts';
import { createWeb } from '../../../../server/web.ts';
import { serveTest, type TestWeb } from '../../../support/test-web.ts';
import { AttackEnd } from '../attack.ts';
import { createArena, type Arena } from '../arena.ts';
import { send, type Sent } from '../raw-request.ts';
import { rankDifference } from './rank-test.ts';
import { TIMED_PAIRS } from './timed-pairs.ts';

const isAlone = process.env['ATTACKS'] === 'alone';
const HELD_UP_BY = 0.2;
/** In standard deviations of chance: told by far, and surely not told. What is not told is then less than half of what is. */
const TOLD = 8;
const NOT_TOLD = 4;
const BETWEEN_LOOKS = 60;
const MOST_ROUNDS = 2_400;

let arena: Arena;
let web: TestWeb;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeAll(async () => {
  arena = await createArena({ limitsAttempts: false });
  web = await serveTest(async (log) => {
    const limits = { ...DEFAULT_LIMITS, addressPoints: null, sessionPoints: null };
    const http = await createWeb({ app: arena.app, log, pagesFolder: null, limits });
    return {
      ...http,
      // ahead of all that answers, by whichever way
      listen: async (place) => {
        const server = await http.listen(place);
        return server.prependListener('request', ({ headers }) => {
          const until = performance.now() + Number(headers['x-held-up-ms'] ?? 0);
          // a timer would be off by as much as is to be found
          while (performance.now() < until);
        });
      },
    };
  });
}, 120_000);

/** @returns how long it took, in milliseconds, and what came. */
async function timed(sent: Sent, heldUpMs: number): Promise<{ readonly tookMs: number; readonly told: string }> {
  const startedMs = performance.now();
  const { status, body } = await send(web.address, {
    ...sent,
    agent,
    headers: { ...sent.headers, 'x-held-up-ms': String(heldUpMs) },
  });
  return { tookMs: performance.now() - startedMs, told: `${status} ${body}` };
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

it.for(TIMED_PAIRS.map((pair) => ({ ...pair })))(
  '$name: take as long',
  { timeout: 900_000 },
  async ({ make }, { task }) => {
    const { there, absent } = await make(arena);
    const told = new Set<string>();
    const one = async (of: readonly Sent[], n: number, heldUpMs: number): Promise<number> => {
      const { tookMs, told: text } = await timed(of[n % of.length] as Sent, heldUpMs);
      told.add(text.trim());
      return tookMs;
    };
    const usual: number[] = [];
    const firstLook = isAlone ? BETWEEN_LOOKS : 3;
    for (let n = 0; n < firstLook; n += 1) usual.push(await one(absent, 2 * n, 0), await one(there, n, 0));
    expect([...told]).toHaveLength(1);
    if (!isAlone) return;

    task.meta.attack = AttackEnd.ESCAPED;
    task.meta.control = AttackEnd.REFUSED;
    const heldUpMs = HELD_UP_BY * median(usual);
    // every other of those that are not there is held up: none is asked more often than one that is there
    const asked = {
      absent: (n: number) => one(absent, 2 * n, 0),
      there: (n: number) => one(there, n, 0),
      heldUp: (n: number) => one(absent, 2 * n + 1, heldUpMs),
    };
    const real: [number, number][] = [];
    const planted: [number, number][] = [];
    let found = 0;
    for (let n = 0; n < MOST_ROUNDS && found < TOLD; n += 1) {
      const times = { absent: 0, there: 0, heldUp: 0 };
      const turns = (['absent', 'there', 'heldUp'] as const)
        .map((turn) => ({ turn, at: Math.random() }))
        .toSorted((a, b) => a.at - b.at);
      for (const { turn } of turns) times[turn] = await asked[turn](n);
      real.push([times.absent, times.there]);
      planted.push([times.absent, times.heldUp]);
      if (n % BETWEEN_LOOKS === BETWEEN_LOOKS - 1) found = rankDifference(planted);
    }
    const difference = rankDifference(real);
    process.stderr.write(
      `${real.length} rounds of ${median(usual).toFixed(1)} ms: held up ${found.toFixed(1)}, real ${difference.toFixed(1)}\n`,
    );
    if (found >= TOLD) task.meta.control = AttackEnd.ESCAPED;
    if (Math.abs(difference) < NOT_TOLD) task.meta.attack = AttackEnd.REFUSED;
    expect({ isHeldUpTold: found >= TOLD, isRealTold: Math.abs(difference) >= NOT_TOLD }).toEqual({
      isHeldUpTold: true,
      isRealTold: false,
    });
    expect([...told]).toHaveLength(1);
  },
);
