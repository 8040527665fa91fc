/** Before anything is measured: the server and the limit must give the same answer, the peer the same counts. */
import { SubjectName, ask, type AskedFor, type Subject } from './subjects.ts';
import type { Question } from './questions.ts';

/** Bytes of the first answer, by subject. @throws Error that names the first difference. */
export async function checkSameAnswers({
  subjects,
  question,
  asked,
}: {
  readonly subjects: readonly Subject[];
  readonly question: Question;
  readonly asked: readonly AskedFor[];
}): Promise<Map<SubjectName, number>> {
  const bytes = new Map<SubjectName, number>();
  for (const each of asked) {
    const answers = new Map(
      await Promise.all(subjects.map(async (subject) => [subject.name, await ask(subject, question, each)] as const)),
    );
    for (const [name, answer] of answers) if (!bytes.has(name)) bytes.set(name, answer.bytes);
    const server = answers.get(SubjectName.SERVER)?.data;
    const difference = firstDifference(server, answers.get(SubjectName.LIMIT)?.data, 'data');
    if (difference !== null)
      throw new Error(
        `The server and the limit differ on ${question.name} (${each.id}, ${each.asOf}) at ${difference}`,
      );
    const peer = answers.get(SubjectName.PEER);
    if (peer === undefined) continue;
    const [ours, theirs] = [question.countsOfAnswer(server), question.countsOfPeer(peer.data)].map((counts) =>
      JSON.stringify(counts),
    );
    if (ours !== theirs)
      throw new Error(
        `PostGraphile's counts differ on ${question.name} (${each.id}, ${each.asOf}):\n  ${ours}\n  ${theirs}`,
      );
  }
  return bytes;
}

const NEARLY = 1e-9;

/** Where two answers part, in whatever order their fields come; null: nowhere. */
function firstDifference(server: unknown, limit: unknown, path: string): string | null {
  if (typeof server === 'number' && typeof limit === 'number')
    return Math.abs(server - limit) <= NEARLY ? null : `${path}: ${server} and ${limit}`;
  if (server === null || limit === null || typeof server !== 'object' || typeof limit !== 'object')
    return server === limit ? null : `${path}: ${JSON.stringify(server)} and ${JSON.stringify(limit)}`;
  for (const key of new Set([...Object.keys(server), ...Object.keys(limit)])) {
    const difference = firstDifference(
      (server as Record<string, unknown>)[key],
      (limit as Record<string, unknown>)[key],
      `${path}.${key}`,
    );
    if (difference !== null) return difference;
  }
  return null;
}
