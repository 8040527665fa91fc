/** What a run rests on: versions, settings of the database, the machine and the method. */
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { query, type GeneratedDatabase } from './bench-cluster.ts';
import { CONNECTIONS } from './load.ts';
import type { BenchOptions } from './options.ts';
import type { Peer } from './peer.ts';
import { PROJECT } from './programs.ts';

const PACKAGES = ['@apollo/server', 'graphql', 'graphql-jit', 'type-graphql', '@mikro-orm/core', 'pg'];

export async function conditionLines({
  database,
  peer,
  options: { rounds, roundSeconds, asked, checked },
}: {
  readonly database: GeneratedDatabase;
  readonly peer: Peer;
  readonly options: BenchOptions;
}): Promise<string[]> {
  const [{ version, fsync, commit, buffers } = {}] = await query(
    database.url,
    `select current_setting('server_version') as version, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('shared_buffers') as buffers`,
  );
  const packages = PACKAGES.map((name) => `${name} ${versionOf(name)}`);
  if ('version' in peer) packages.push(`postgraphile ${peer.version}`);
  const processors = cpus();
  return [
    `Node ${process.versions.node}, PostgreSQL ${String(version)} (fsync ${String(fsync)}, synchronous_commit ${String(commit)}, shared_buffers ${String(buffers)}), ${packages.join(', ')}`,
    `${processors.length} processors (${processors[0]?.model.trim() ?? 'unknown'}), shared by database, subject and load; load before the run ${loadavg()[0]?.toFixed(1) ?? '?'}`,
    `Method: ${CONNECTIONS} kept connections, pools of 10, the same tables and indexes; ${asked} askings drawn by a seed for each question, ${checked} of them compared value by value; ${rounds} rounds of ${roundSeconds} s each, everybody in turn, every other round backwards; ratios are the median of the rounds' ratios`,
  ];
}

const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(join(PROJECT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string })
    .version;
