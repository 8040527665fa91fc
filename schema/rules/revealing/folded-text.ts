/**
 * One spelling for many: people write Bulgarian in Cyrillic, in Latin letters as they come ("shkola", "6kola"), and
 * Turkish names with or without their marks. Folding brings all of it to one plain Cyrillic, and remembers from which
 * place of the text each letter came. Folded text is for comparing alone; nobody reads it.
 */

export interface FoldedText {
  readonly text: string;
  /** Where in the original a stretch of the folded text stands. */
  place(start: number, end: number): { readonly at: number; readonly end: number };
}

/** The longest first. Of a digraph the case of its first letter counts. */
const LATIN: readonly (readonly [latin: string, cyrillic: string])[] = [
  ['sht', 'шт'],
  ['sh', 'ш'],
  ['ch', 'ч'],
  ['zh', 'ж'],
  ['ts', 'ц'],
  ['kh', 'х'],
  ['dj', 'дж'],
  ['ya', 'иа'],
  ['ja', 'иа'],
  ['yu', 'иу'],
  ['ju', 'иу'],
  ['a', 'а'],
  ['b', 'б'],
  ['c', 'ц'],
  ['d', 'д'],
  ['e', 'е'],
  ['f', 'ф'],
  ['g', 'г'],
  ['h', 'х'],
  ['i', 'и'],
  ['j', 'ж'],
  ['k', 'к'],
  ['l', 'л'],
  ['m', 'м'],
  ['n', 'н'],
  ['o', 'о'],
  ['p', 'п'],
  ['q', 'иа'],
  ['r', 'р'],
  ['s', 'с'],
  ['t', 'т'],
  ['u', 'у'],
  ['v', 'в'],
  ['w', 'в'],
  ['x', 'х'],
  ['z', 'з'],
  ['ş', 'ш'],
  ['ç', 'ч'],
  ['ğ', ''],
  ['ı', 'а'],
  ['ö', 'о'],
  ['ü', 'иу'],
  ['â', 'а'],
  ['š', 'ш'],
  ['č', 'ч'],
  ['ž', 'ж'],
];
const CYRILLIC: Readonly<Record<string, string>> = { ъ: 'а', щ: 'шт', ю: 'иу', я: 'иа', й: 'и', ь: '', ѝ: 'и' };
const VOWELS = 'aeiouаеиоуъюя';

export function foldText(original: string): FoldedText {
  const lower = lowerCased(original);
  const origins: number[] = [];
  let text = '';
  const put = (letters: string, at: number): void => {
    const capital = original[at] !== lower[at];
    [...letters].forEach((letter, index) => {
      // "Мария", "Maria" and "Mariya" are one
      if (letter === 'и' && (text.endsWith('и') || text.endsWith('И'))) return;
      text += capital && index === 0 ? letter.toUpperCase() : letter;
      origins.push(at);
    });
  };
  for (let at = 0; at < lower.length;) {
    const [taken, letters] = lettersAt(lower, at);
    put(letters, at);
    at += taken;
  }
  return {
    text,
    place: (start, end) => ({ at: origins[start] ?? original.length, end: origins[end] ?? original.length }),
  };
}

/** As long as the original: a letter whose small form is longer keeps its place. */
const lowerCased = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => {
    const letter = text[at] ?? '';
    if (letter === 'İ') return 'i';
    const small = letter.toLowerCase();
    return small.length === 1 ? small : letter;
  }).join('');

/** How many letters of the original are taken, and what they become. */
function lettersAt(lower: string, at: number): readonly [taken: number, letters: string] {
  const letter = lower[at] ?? '';
  const cyrillic = CYRILLIC[letter];
  if (cyrillic !== undefined) return [1, cyrillic];
  if (letter === 'y') return yAt(lower, at);
  if ((letter === '4' || letter === '6') && isLatin(lower[at - 1]) && isLatin(lower[at + 1]))
    return [1, letter === '4' ? 'ч' : 'ш'];
  if (!isLatin(letter)) return [1, letter];
  for (const [latin, folded] of LATIN) if (lower.startsWith(latin, at)) return [latin.length, folded];
  return [1, letter];
}

/** "ya" and "yu" are one sound, "y" beside another vowel a short и, between consonants ъ. */
function yAt(lower: string, at: number): readonly [taken: number, letters: string] {
  const next = lower[at + 1] ?? '';
  if (next === 'a') return [2, 'иа'];
  if (next === 'u') return [2, 'иу'];
  const besideVowel = VOWELS.includes(next || ' ') || VOWELS.includes(lower[at - 1] ?? ' ');
  return [1, besideVowel ? 'и' : 'а'];
}

const isLatin = (letter: string | undefined): boolean => letter !== undefined && /[a-zşçğıöüâščž]/.test(letter);

/** A word of a list as it stands in folded text. */
export const foldWord = (word: string): string => foldText(word).text;

/** An expression whose letters are written as people write them; its classes and groups stay. */
export const foldPattern = (source: string, flags = 'giu'): RegExp => new RegExp(foldSource(source), flags);

/** Without `\p{L}` and the like, whose letters are no letters. */
const foldSource = (source: string): string =>
  source
    .split(/(\\p\{\w+\}|\\[a-zA-Z]|\(\?<?[=!:])/u)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replace(/\p{Script=Cyrillic}/gu, (letter) => (letter in CYRILLIC ? (CYRILLIC[letter] ?? '') : letter)),
    )
    .join('');
