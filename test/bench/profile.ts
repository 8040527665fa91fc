/** Where the server's time goes while it answers one question: a CPU profile of V8, summed by package and by function. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './programs.ts';

const FOLDER = join(PROJECT, 'node_modules/.cache/sverka-bench/profiles');
const SAMPLE_MICROSECONDS = 250;
const PACKAGES_SHOWN = 12;
const FUNCTIONS_SHOWN = 25;

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Option of Node for a program that is to be profiled. */
export const PROFILED = '--inspect=127.0.0.1:0';

/** The inspector's address, from what a program said when it started; null: it has none. */
export const inspectorOf = (said: string): string | null => /ws:\/\/\S+/.exec(said)?.[0] ?? null;

/** Profiles the program behind the inspector while the work is done. @returns lines, the last names the file. */
export async function profileLines({
  inspector,
  name,
  work,
}: {
  readonly inspector: string;
  readonly name: string;
  readonly work: () => Promise<unknown>;
}): Promise<string[]> {
  const session = await openSession(inspector);
  await session.send('Profiler.enable', {});
  await session.send('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS });
  await session.send('Profiler.start', {});
  await work();
  const { profile } = (await session.send('Profiler.stop', {})) as { profile: Profile };
  session.close();
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${name.replaceAll(' ', '-')}.cpuprofile`);
  writeFileSync(file, JSON.stringify(profile));
  return [
    '  self time of the server by package:',
    ...shares(profile, packageOf).slice(0, PACKAGES_SHOWN),
    '  by function:',
    ...shares(profile, functionOf).slice(0, FUNCTIONS_SHOWN),
    `  profile: ${file.slice(PROJECT.length + 1)}`,
  ];
}

type Frame = Profile['nodes'][number]['callFrame'];

/** What V8 itself does goes by its own name, such as `(garbage collector)`. */
function packageOf({ url, functionName }: Frame): string {
  if (url === '') return functionName.startsWith('(') ? functionName : 'native code';
  return /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? (url.startsWith('node:') ? 'node' : 'sverka');
}
const functionOf = ({ functionName, url, lineNumber }: Frame): string =>
  `${functionName || '(anonymous)'} ${url === '' ? '' : `${url.split('/').slice(-3).join('/')}:${lineNumber + 1}`}`;

function shares({ nodes, samples, timeDeltas }: Profile, key: (frame: Frame) => string): string[] {
  const keys = new Map(nodes.map(({ id, callFrame }) => [id, key(callFrame)]));
  const microseconds = new Map<string, number>();
  let all = 0;
  samples.forEach((sample, place) => {
    const name = keys.get(sample) ?? '';
    const delta = timeDeltas[place] ?? 0;
    microseconds.set(name, (microseconds.get(name) ?? 0) + delta);
    all += delta;
  });
  return [...microseconds]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, time]) => `    ${((100 * time) / all).toFixed(1).padStart(5)} %  ${name}`);
}

interface Session {
  send(method: string, parameters: object): Promise<unknown>;
  close(): void;
}

async function openSession(inspector: string): Promise<Session> {
  const socket = new WebSocket(inspector);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error(`The inspector at ${inspector} does not answer`)), {
      once: true,
    });
  });
  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  return {
    send: (method, parameters) =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        socket.send(JSON.stringify({ id: last, method, params: parameters }));
      }),
    close: () => socket.close(),
  };
}
