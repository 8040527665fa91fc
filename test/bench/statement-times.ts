/** What a question costs in the database: its statements, counted and timed there by pg_stat_statements. */
import { query, runStatements, type GeneratedDatabase } from './bench-cluster.ts';
import type { AskedFor, Question } from './questions.ts';
import { ask, type Subject } from './subjects.ts';

/** Settings of a database that counts. */
export const COUNTING: Readonly<Record<string, string>> = { shared_preload_libraries: 'pg_stat_statements' };

const ASKED = 40;
const SHOWN = 12;
const TEXT_CHARACTERS = 110;

/** Lines: how many statements an answer takes, how long they take, and which. Asked one after another, after a warming round. */
export async function statementLines({
  database,
  subject,
  question,
  asked,
}: {
  readonly database: GeneratedDatabase;
  readonly subject: Subject;
  readonly question: Question;
  readonly asked: readonly AskedFor[];
}): Promise<string[]> {
  const some = asked.slice(0, ASKED);
  await runStatements(database.url, ['create extension if not exists pg_stat_statements']);
  for (const each of some) await ask(subject, question, each);
  await runStatements(database.url, ['select pg_stat_statements_reset()']);
  const startedMs = performance.now();
  for (const each of some) await ask(subject, question, each);
  const answerMs = (performance.now() - startedMs) / some.length;
  const found = await query(
    database.url,
    `select calls::int, total_exec_time as ms, query from pg_stat_statements s join pg_database d on d.oid = s.dbid
     where d.datname = current_database() and query not like '%pg_stat_statements%' order by total_exec_time desc`,
  );
  const total = (of: 'calls' | 'ms'): number =>
    found.reduce((sum, row) => sum + Number(row[of]), 0) / Math.max(1, some.length);
  return [
    `  ${subject.name}: ${answerMs.toFixed(1)} ms an answer, alone; ${total('calls').toFixed(1)} statements, ${total('ms').toFixed(2)} ms of them in the database`,
    ...found
      .slice(0, SHOWN)
      .map(
        ({ calls, ms, query: text }) =>
          `    ${(Number(ms) / some.length).toFixed(2).padStart(7)} ms ${(Number(calls) / some.length).toFixed(1).padStart(5)} ×  ${String(text).replaceAll(/\s+/g, ' ').trim().slice(0, TEXT_CHARACTERS)}`,
      ),
  ];
}
