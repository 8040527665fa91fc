/** Who is asked: the server, the limit and the peer, each over the same database with a pool of the same size. */
import { commandEnvironment, type GeneratedDatabase } from './bench-cluster.ts';
import { inspectorOf } from './profile.ts';
import { startListening } from './programs.ts';
import type { AskedFor, Question } from './questions.ts';
import { preparePeer } from './peer-functions.ts';
import type { Peer } from './peer.ts';

export const SubjectName = {
  SERVER: 'server',
  LIMIT: 'limit',
  PEER: 'PostGraphile',
  /** The server, asked by address for what it has answered before. */
  KEPT: 'GET, kept',
  /** The same with what was received: nothing changed. */
  UNCHANGED: 'GET, 304',
} as const;
export type SubjectName = (typeof SubjectName)[keyof typeof SubjectName];

export interface Subject {
  readonly name: SubjectName;
  /** Of its process; null: it cannot be looked into. */
  readonly inspector: string | null;
  readonly address: string;
  readonly processId: number;
  path(question: Question): string;
  body(question: Question, asked: AskedFor): string;
}

export interface SubjectsInput {
  readonly database: GeneratedDatabase;
  readonly folder: string;
  readonly peer: Peer;
  /** Options of Node for the server, such as those of a profile. */
  readonly serverOptions: string;
}

/** All comes from one address here, as fast as it goes. */
const NO_RATE = 'sessionPoints=off,addressPoints=off';

export async function startSubjects({
  database,
  folder,
  peer,
  serverOptions,
}: SubjectsInput): Promise<[server: Subject, ...others: Subject[]]> {
  const environment = commandEnvironment(folder, database.url);
  const server = await startListening({
    script: 'dist/server/main.js',
    environment: { ...environment, NODE_OPTIONS: serverOptions, LIMITS: NO_RATE },
  });
  const limit = await startListening({ script: 'test/bench/limit-server.ts', environment });
  const subjects: [Subject, ...Subject[]] = [
    {
      name: SubjectName.SERVER,
      address: server.address,
      processId: server.processId,
      inspector: inspectorOf(server.said()),
      path: () => '/graphql',
      body: ({ document }, asked) => JSON.stringify({ query: document, variables: asked }),
    },
    {
      name: SubjectName.LIMIT,
      address: limit.address,
      processId: limit.processId,
      inspector: null,
      path: ({ name }) => `/${encodeURIComponent(name)}`,
      body: (_question, asked) => JSON.stringify(asked),
    },
  ];
  if ('missing' in peer) return subjects;
  await preparePeer(database);
  const { address, processId } = await startListening({
    script: peer.script,
    environment: {
      ...environment,
      DATABASE_URL: peerUrl(database),
      GRAPHILE_ENV: 'production',
      SCHEMAS: 'public,peer',
    },
  });
  return [
    ...subjects,
    {
      name: SubjectName.PEER,
      address,
      processId,
      inspector: null,
      path: () => '/graphql',
      body: ({ peerDocument }, asked) => JSON.stringify({ query: peerDocument, variables: asked }),
    },
  ];
}

/** All pages lie in memory: told as much, the database uses its indexes. */
function peerUrl({ url }: GeneratedDatabase): string {
  const withOptions = new URL(url);
  withOptions.searchParams.set('options', '-c random_page_cost=1.1');
  return withOptions.href;
}

export interface Answer {
  readonly data: any;
  readonly bytes: number;
}

/** @throws Error when it does not answer, or answers with errors. */
export async function ask(subject: Subject, question: Question, asked: AskedFor): Promise<Answer> {
  const response = await fetch(subject.address + subject.path(question), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: subject.body(question, asked),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  const answer = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (!response.ok || answer.errors !== undefined)
    throw new Error(`${subject.name} does not answer ${question.name}: ${response.status} ${text.slice(0, 600)}`);
  return { data: answer.data, bytes: Buffer.byteLength(text) };
}
