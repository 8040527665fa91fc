/** One key for "Кубрат", "kubrat" and "кубр": names are searched as lower-case Bulgarian and its official Latin spelling. */

/** Letters by the Transliteration Act (Закон за транслитерацията, 2009). */
const LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sht',
  ъ: 'a',
  ь: 'y',
  ю: 'yu',
  я: 'ya',
};

/** Bulgarian in Latin letters; what is not Bulgarian stays. */
export function toLatin(text: string): string {
  return text
    .toLowerCase()
    .replace(/ия(?![а-я])/g, 'ia')
    .replace(/[а-я]/g, (letter) => LATIN[letter] ?? letter);
}

/** What a territory is found by. */
export function searchTextOf({ name, nameEn, code }: { name: string; nameEn: string | null; code: string }): string {
  return [...new Set([name.toLowerCase(), toLatin(name), nameEn?.toLowerCase() ?? '', code.toLowerCase()])]
    .filter(Boolean)
    .join(' ');
}

/** Free text as a `like` pattern that matches the beginning of a word anywhere; null when there is nothing to look for. */
export function searchPattern(text: string | null | undefined): string | null {
  const wanted = (text ?? '')
    .trim()
    .toLowerCase()
    .replace(/^(община|област|гр\.|с\.|град|село)\s+/, '');
  return wanted === '' ? null : `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
}

/** A Bulgarian name in Latin letters, each word with its capital: "Велико Търново" is "Veliko Tarnovo". */
export function toLatinName(name: string): string {
  return toLatin(name).replace(
    /(^|[\s-])([a-z])/g,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}
