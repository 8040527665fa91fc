/**
 * Before anything is measured: all subjects must give the same answer, value by value. The peer's answer has its own
 * nesting, since its functions give flat rows; it is told by the aliases of its document (see Question).
 */
import { SubjectName, ask, type Subject } from './subjects.ts';
import type { AskedFor, Question } from './questions.ts';

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
    let expected: unknown;
    for (const subject of subjects) {
      const answer = await ask(subject, question, each);
      if (!bytes.has(subject.name)) bytes.set(subject.name, answer.bytes);
      if (subject.name === SubjectName.SERVER) {
        expected = answer.data;
        continue;
      }
      const data = subject.name === SubjectName.PEER ? nested(answer.data) : answer.data;
      requireSame({ expected, found: data, asked: `${subject.name}, ${question.name}, ${JSON.stringify(each)}` });
    }
  }
  return bytes;
}

/** `a__b` becomes `b` in `a`, which is null when all in it is null; `a__one` the first of a list, or null. */
export function nested(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nested);
  if (value === null || typeof value !== 'object') return value;
  const result: Record<string, unknown> = {};
  const inner: Record<string, Record<string, unknown>> = {};
  for (const [name, part] of Object.entries(value)) {
    const [head = '', ...rest] = name.split('__');
    if (rest.length === 0) result[head] = nested(part);
    else if (rest[0] === 'one') result[head] = nested(Array.isArray(part) ? (part[0] ?? null) : null);
    else (inner[head] ??= {})[rest.join('__')] = part;
  }
  for (const [head, parts] of Object.entries(inner)) {
    const isNothing = Object.values(parts).every((part) => part === null);
    result[head] = isNothing ? null : nested(parts);
  }
  return result;
}

/** @throws Error that names the first difference. */
export function requireSame({
  expected,
  found,
  asked,
}: {
  readonly expected: unknown;
  readonly found: unknown;
  /** Who was asked what. */
  readonly asked: string;
}): void {
  const difference = firstDifference({ expected, found, path: 'data' });
  if (difference !== null) throw new Error(`${asked}: differs from the server's answer at ${difference}`);
}

const NEARLY = 1e-9;

interface Compared {
  readonly expected: unknown;
  readonly found: unknown;
  readonly path: string;
}

/** Where two answers part, in whatever order their fields come; null: nowhere. */
function firstDifference({ expected, found, path }: Compared): string | null {
  if (typeof expected === 'number' && typeof found === 'number')
    return Math.abs(expected - found) <= NEARLY ? null : `${path}: ${expected} and ${found}`;
  if (!isObject(expected) || !isObject(found))
    return expected === found ? null : `${path}: ${JSON.stringify(expected)} and ${JSON.stringify(found)}`;
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const difference = firstDifference({ expected: expected[key], found: found[key], path: `${path}.${key}` });
    if (difference !== null) return difference;
  }
  return null;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
