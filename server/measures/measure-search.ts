/**
 * A measure is found by words that a person knows, not by the form in which the plan has them: "детска градина" finds
 * "детските градини". Words lose their endings before they are looked for; a Latin spelling stands beside the text.
 */
import { toLatin } from '../territories/territory-search.ts';

export interface SearchableMeasure {
  readonly code: string;
  readonly wording: string;
  readonly targetGroups?: string | null;
  readonly places?: string | null;
}

/** What a measure is found by: its own words, in lower case, in both alphabets. */
export function measureSearchText({ code, wording, targetGroups, places }: SearchableMeasure): string {
  const text = [code, wording, targetGroups, places]
    .filter(Boolean)
    .join(' ')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
  return `${text} ${toLatin(text)}`;
}

/** Longest first: an article before the vowel that it hides. */
const ENDINGS = [
  'ията',
  'ите',
  'ата',
  'ята',
  'ето',
  'ото',
  'ища',
  'ище',
  'ове',
  'еве',
  'ия',
  'ие',
  'ии',
  'ът',
  'ят',
  'ен',
  'та',
  'те',
  'то',
  'а',
  'я',
  'о',
  'е',
  'и',
  'й',
  'ъ',
  'у',
];
const SHORTEST_STEM = 4;
const TOO_COMMON: ReadonlySet<string> = new Set([
  'на',
  'за',
  'от',
  'по',
  'до',
  'със',
  'във',
  'при',
  'или',
  'the',
  'of',
  'and',
  'for',
  'in',
  'to',
]);

function stemOf(word: string): string {
  const ending = ENDINGS.find((each) => word.endsWith(each) && word.length - each.length >= SHORTEST_STEM);
  return ending === undefined ? word : word.slice(0, -ending.length);
}

/** One `like` pattern for each word looked for; all must be met. Empty: nothing was asked for. */
export function measureSearchPatterns(text: string | null | undefined): string[] {
  const words = (text ?? '').toLowerCase().match(/[\p{L}\p{N}]+(?:\.\p{N}+)*/gu) ?? [];
  const telling = words.filter((word) => word.length > 1 && !TOO_COMMON.has(word));
  return (telling.length > 0 ? telling : words).slice(0, 8).map((word) => `%${stemOf(word)}%`);
}
