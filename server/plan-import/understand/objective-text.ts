/** Recognises "Приоритет 1. …", "ПРИОРИТЕТ „…“", "Цел 1: …", "Задача 1.1. …" and numbers without a word. */
import { ObjectiveKind } from '../../../schema/vocabulary/objective-kind.ts';
import { bareWording } from './wording.ts';

export interface ObjectiveText {
  /** null when no word says it. */
  kind: ObjectiveKind | null;
  code: string | null;
  wording: string;
  /** Of the number: parts between dots; 0 for a Roman numeral; null without one. */
  depth: number | null;
}

const WORDS: [RegExp, ObjectiveKind][] = [
  [
    /^(?:приоритет(?:но|на|ен|ни)?(?:\s+(?:направление|област|ос))?|област\s+на\s+(?:въздействие|интервенция|политика)|направление|тематична\s+област|ос|priority(?:\s+(?:area|axis))?)(?!\p{L})/iu,
    ObjectiveKind.PRIORITY,
  ],
  [
    /^(?:(?:стратегическа|оперативна|специфична|обща|основна|конкретна|strategic|specific|operational)\s+)?(?:цел|goal|objective)(?!\p{L})/iu,
    ObjectiveKind.GOAL,
  ],
  [/^(?:под)?(?:задача|task)(?!\p{L})/iu, ObjectiveKind.TASK],
];
const NUMBER =
  /^(?:№\s*)?((?:\d+(?:\.\d+)*|[IVXІ]+(?:\.\d+)*|[А-Я]{1,2}\d+(?:\.\d+)*|[А-ЯA-Z](?=[.)])))(?=[\s.:)–—„"“-]|$)[\s.:)–—-]*/u;

export function readObjectiveText(text: string): ObjectiveText {
  const line = text.replace(/\s*\n\s*/g, ' ').trim();
  const word = WORDS.find(([pattern]) => pattern.test(line));
  const afterWord = word
    ? line
        .replace(word[0], '')
        .replace(/^[\s–—-]+(?=\d|[IVX]+[\s.:)–—-])/, '')
        .trim()
    : line;
  const number = afterWord.match(NUMBER);
  // A word such as "Област" alone, or "Цел" followed by running text, still names the level.
  const code = number?.[1] ?? null;
  const wording = bareWording(number ? afterWord.slice(number[0].length) : afterWord);
  if (!word && wording === '') return { kind: null, code: null, wording: line, depth: null };
  return {
    kind: word?.[1] ?? null,
    code,
    wording: wording === '' ? line : wording,
    depth: code === null ? null : depthOf(code),
  };
}

export function depthOf(code: string): number {
  const parts = code.replace(/\.$/, '').split('.');
  return /^[IVXІ]+$/.test(parts[0] ?? '') ? parts.length - 1 : parts.length;
}
