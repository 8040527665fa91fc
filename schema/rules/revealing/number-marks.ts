/** What is known by its shape: telephones, e-mails, links, personal numbers, plates. */
import { RevealingKind } from '../../vocabulary/revealing-kind.ts';
import type { FoundMark } from './found-mark.ts';

/** Never told apart from a telephone by their digits alone: days, periods, sums, numbers of firms and acts, ids. */
const HARMLESS = new RegExp(
  [
    String.raw`(?<![\p{L}\d-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\p{L}\d-])`,
    String.raw`(?<!\d)\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{4}(?!\d)`,
    String.raw`(?<![\d.])\d{1,2}\.\d{1,2}\.\d{2}(?![\d.]|\s?[-–])`,
    String.raw`(?<!\d)(?:19|20)\d{2}\s?[-–/]\s?(?:19|20)?\d{2}(?!\d)`,
    String.raw`(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)`,
    String.raw`(?<!\d)\d{1,2}[.:]\d{2}\s?(?:ч\.?)?\s?[-–]\s?\d{1,2}[.:]\d{2}(?!\d)`,
    String.raw`(?:ЕИК|БУЛСТАТ|EIK|IBAN|рег\.?\s*№|вх\.?\s*№|изх\.?\s*№|договор(?:ът|а)?\s*№|заповед\s*№|протокол\s*№|процедура\s*№?|проект\s*№|решение\s*№(?=\s*[\d]+\s*(?:/|от|на)))\D{0,6}[\dA-ZА-Я./-]+`,
    String.raw`(?<!\d)\d+(?:[ .\u00a0]\d{3})*(?:[,.]\d{1,2})?\s*(?:лв|лева|евро|€|EUR|BGN|хил|млн|%|процент|на сто)`,
    // thousands, with what they count after them
    String.raw`(?<![\d.,])\d{1,2}(?:[ .\u00a0]\d{3}){2,}(?![ .]?\d)`,
    // names of programmes and procedures: BG05SFPR002-2.003-0001
    String.raw`(?<!\p{L})[a-z]{2}\d{2}[a-z]{2,}\d[a-z\d.-]*`,
  ].join('|'),
  'giu',
);

const DIGIT_WORD = '(?:нула|едно|един|едно|две|три|четири|пет|шест|седем|осем|девет)';

const shapes: readonly { readonly kind: RevealingKind; readonly pattern: RegExp }[] = [
  {
    kind: RevealingKind.EMAIL,
    pattern:
      /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]+\s?(?:@|\[at\]|\(at\)|\(а\)|\[а\])\s?[\p{L}\d-]+(?:\s?(?:\.|\[dot\]|\(dot\))\s?[\p{L}\d-]+)*\s?(?:\.|\[dot\]|\(dot\))\s?\p{L}{2,}/giu,
  },
  {
    kind: RevealingKind.EMAIL,
    pattern:
      /(?<![\p{L}\d._-])[\p{L}\d._-]+\s+(?:маймунка|кльомба|at)\s+[\p{L}\d-]+\s+(?:точка|dot)\s+\p{L}{2,4}(?!\p{L})/giu,
  },
  {
    kind: RevealingKind.LINK,
    pattern:
      /(?:https?:\/\/|www\.)[^\s„“”"<>]+|(?<![\p{L}\d@.-])[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.(?:bg|com|org|net|eu|info|me|tv|ru|tr|de|бг)(?:\/[^\s„“”"<>]*)?(?![\p{L}\d])/giu,
  },
  { kind: RevealingKind.LINK, pattern: /(?<![\p{L}\d._-])@[\p{L}\d._]{3,}/giu },
  {
    kind: RevealingKind.LINK,
    pattern:
      /(?<!\p{L})(?:фейсбук|facebook|фб|fb|вайбър|viber|инстаграм|instagram|тикток|tiktok|месинджър|messenger)\s*[:–-]\s*\S+/giu,
  },
  {
    kind: RevealingKind.PERSONAL_NUMBER,
    pattern:
      /(?<!\p{L})(?:ЕГН|ЛНЧ|EGN|LNCH|л\.\s?к\.|лична(?:та)?\s+карта|паспорт(?:ът|а)?|шофьорска(?:та)?\s+книжка|ТЕЛК|TELK)[^\d\n.!?]{0,20}\d[\d\s-]{3,12}\d/giu,
  },
  { kind: RevealingKind.PERSONAL_NUMBER, pattern: /(?<![\d,.])\d{6}\s?\d{4}(?![\d])/gu },
  {
    kind: RevealingKind.PHONE,
    pattern: /(?<![\d,])(?:(?:\+|00)\s?359|\(?0)[\s./()-]{0,2}(?:\d[\s./()-]{0,2}){7,9}\d(?!\d)/gu,
  },
  { kind: RevealingKind.PHONE, pattern: /(?<![\d,.])(?:8[789]|9[89])\d(?:[\s./-]{0,2}\d){6}(?!\d)/gu },
  { kind: RevealingKind.PHONE, pattern: /(?<![\p{L}\d])\(?0(?:[^\p{L}\d\n]{0,3}\d){8,9}(?!\d)/gu },
  // seven digits or more near each other, whatever stands between them but letters
  {
    kind: RevealingKind.PHONE,
    pattern: /(?<![\p{L}\d.,-])\(?\d(?:[^\p{L}\d\n,;!?/]{0,3}\d){6,12}(?!\d)/gu,
  },
  { kind: RevealingKind.PHONE, pattern: /(?<![\d])\+\s?\d{2}(?:[\s./()-]?\d){8,11}(?!\d)/gu },
  {
    kind: RevealingKind.PHONE,
    pattern:
      /(?<!\p{L})(?:тел|телефон(?:ът|а)?|tel|telefon|gsm|джиесем|GSM)[.:\s№-]{1,4}(?:(?:му|ѝ|ми|е|na|e)\s+){0,2}\d(?:[\s./-]?\d){4,11}(?!\d)/giu,
  },
  {
    kind: RevealingKind.PHONE,
    pattern: new RegExp(`(?<!\\p{L})${DIGIT_WORD}(?:[\\s,-]+${DIGIT_WORD}){5,}(?!\\p{L})`, 'giu'),
  },
  {
    kind: RevealingKind.PLATE,
    pattern:
      /(?<![\p{L}\d])(?:[ЕАВКМОРСТУХН]|В[ТНРХ]|Е[ВНВ]|ТХ|КН|ОВ|РА|РК|РВ|РР|СС|СН|СМ|СО|СВ|СА|СТ|[EABKMOPCTYXH]|B[TNHPX]|E[BHNB]|TX|KH|OB|PA|PK|PB|PP|CC|CH|CM|CO|CB|CA|CT)[\s-]?\d{4}[\s-]?[АВЕКМНОРСТУХABEKMHOPCTYX]{2}(?![\p{L}\d])/giu,
  },
];

export function numberMarks(text: string): FoundMark[] {
  const shown = text.replace(HARMLESS, (harmless) => ' '.repeat(harmless.length));
  return shapes.flatMap(({ kind, pattern }) =>
    [...shown.matchAll(pattern)].flatMap((match) => {
      const bare = /^\d{6}\s?\d{4}$/.test(match[0]);
      if (kind === RevealingKind.PERSONAL_NUMBER && bare && !isPersonalNumber(match[0].replace(/\s/g, ''))) return [];
      return [{ kind, at: match.index, end: match.index + match[0].length }];
    }),
  );
}

const WEIGHTS = [2, 4, 8, 5, 10, 9, 7, 3, 6] as const;
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * Whether ten digits are an ЕГН: a day of birth (months 21–32 before 1900, 41–52 from 2000), and the sum of the first nine
 * digits by their weights, modulo 11 and then 10, as the last. Source: Ordinance № РД-02-20-9 of 2012 on the register of
 * civil status.
 */
export function isPersonalNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits)) return false;
  const written = Number(digits.slice(2, 4));
  const month = written > 40 ? written - 40 : written > 20 ? written - 20 : written;
  const day = Number(digits.slice(4, 6));
  const days = DAYS_IN_MONTH[month - 1];
  if (days === undefined || day < 1 || day > days) return false;
  const sum = WEIGHTS.reduce<number>((total, weight, place) => total + weight * Number(digits[place]), 0);
  return (sum % 11) % 10 === Number(digits[9]);
}
