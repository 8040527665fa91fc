/**
 * Periods as plans write them: "до 30.06.2027", "I тримесечие 2026", "постоянен", "учебна 2026/2027",
 * "2026–2027, ежегодно до 15 септември". The words are kept; days are set only where the words give them.
 */
import { ImportIssueCode } from '../import-issue.ts';
import type { ParsedPeriod } from '../parsed-plan.ts';
import { saysNothing } from './wording.ts';

export interface ReadPeriod {
  /** null when the text is empty or says nothing. */
  period: ParsedPeriod | null;
  doubts: ImportIssueCode[];
}

interface Span {
  from: string;
  to: string;
  /** A single day alone is a deadline, not a first and last day. */
  isDay: boolean;
}

interface Token {
  span: Span | null;
  /** `UNTIL`, `SINCE`, `TO` (a dash), or a word that only separates. */
  word: 'UNTIL' | 'SINCE' | 'TO' | 'NEXT' | null;
}

const MONTHS = [
  'януари|january|jan|яну',
  'февруари|february|feb|фев',
  'март|march|mar',
  'април|april|apr|апр',
  'май|may',
  'юни|june|jun',
  'юли|july|jul',
  'август|august|aug|авг',
  'септември|september|sept?|септ?',
  'октомври|october|oct|окт',
  'ноември|november|nov|ное',
  'декември|december|dec|дек',
];
const MONTH = `(?:${MONTHS.join('|')})\\.?`;
const YEAR = String.raw`((?:19|20)\d{2})`;
const OF = String.raw`\s*(?:на|от|през|of)?\s*`;
const ORDINAL = String.raw`(i{1,3}|iv|[1-4]|първо(?:то)?|второ(?:то)?|трето(?:то)?|четвърто(?:то)?)(?:[-\s]?(?:во|ро|то|ти|st|nd|rd|th))?`;

const RECURRING =
  /ежегод\p{L}*|всяка\s+(учебна\s+)?година|постоян\p{L}*|текущ\p{L}*|непрекъснат\p{L}*|целогодиш\p{L}*|(еже)?месечно|всеки\s+месец|(три|шест)месечно|полугодишно|седмично|ежедневно|(веднъж|един\s+път|два\s*пъти|три\s*пъти|четири\s*пъти|\d+\s*пъти)\s+(годишно|месечно|в\s+годината|на\s+година)|годишно|периодич\p{L}*|целия\s+(период|срок)|през\s+целия|за\s+(срока|периода)\s+на\s+(плана|действие)|срок\p{L}*\s+на\s+(плана|стратегията)|annual\p{L}*|every\s+year|ongoing|permanent\p{L}*|continuous\p{L}*|quarterly|monthly|twice\s+a\s+year|throughout/iu;

/** Each kind of written time, tried in this order at each place of the text. */
const READERS: { pattern: RegExp; span(match: RegExpExecArray): Span | null }[] = [
  { pattern: /(\d{4})-(\d{2})-(\d{2})(?!\d)/y, span: (m) => day(m[1], m[2], m[3]) },
  {
    // 01.03. – 30.06.2026
    pattern: /(\d{1,2})\.(\d{1,2})\.?\s*-\s*(\d{1,2})\.(\d{1,2})\.((?:19|20)\d{2})(?!\d)/y,
    span: (m) => join(day(m[5], m[2], m[1]), day(m[5], m[4], m[3])),
  },
  { pattern: /(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})(?!\d)/y, span: (m) => day(fullYear(m[3]), m[2], m[1]) },
  {
    pattern: new RegExp(`(\\d{1,2})\\s+(${MONTH})${OF}${YEAR}(?!\\d)`, 'y'),
    span: (m) => day(m[3], monthNumber(m[2]), m[1]),
  },
  {
    pattern: new RegExp(
      String.raw`(?:през\s+)?(?:учебна(?:та)?|уч\.|school)(?:\s*(?:година|год\.|г\.|year))?\s*${YEAR}\s*[/-]\s*((?:20)?\d{2})(?!\d)`,
      'y',
    ),
    span: (m) => schoolYear(m[1], m[2]),
  },
  {
    pattern: new RegExp(
      String.raw`${YEAR}\s*[/-]\s*((?:20)?\d{2})\s*(?:г\.\s*)?(?:учебна|уч\.|school)(?:\s*(?:година|год\.|г\.|year))?`,
      'y',
    ),
    span: (m) => schoolYear(m[1], m[2]),
  },
  {
    pattern: new RegExp(String.raw`${ORDINAL}\s*(?:-|и|,)\s*${ORDINAL}\s*(?:трим\p{L}*\.?|тр\.)${OF}${YEAR}`, 'yu'),
    span: (m) => join(part(m[3], m[1], 3), part(m[3], m[2], 3)),
  },
  {
    pattern: new RegExp(String.raw`${ORDINAL}\s*(?:трим\p{L}*\.?|тр\.|quarter)${OF}${YEAR}`, 'yu'),
    span: (m) => part(m[2], m[1], 3),
  },
  { pattern: new RegExp(String.raw`q([1-4])[\s/-]*${YEAR}`, 'y'), span: (m) => part(m[2], m[1], 3) },
  {
    pattern: new RegExp(String.raw`${ORDINAL}\s*(?:полугод\p{L}*|half)${OF}${YEAR}`, 'yu'),
    span: (m) => part(m[2], m[1], 6),
  },
  {
    // май – юни 2026
    pattern: new RegExp(`(${MONTH})\\s*-\\s*(${MONTH})${OF}${YEAR}`, 'y'),
    span: (m) => join(month(m[3], monthNumber(m[1])), month(m[3], monthNumber(m[2]))),
  },
  { pattern: new RegExp(`(${MONTH})${OF}${YEAR}`, 'y'), span: (m) => month(m[2], monthNumber(m[1])) },
  { pattern: new RegExp(String.raw`(0?[1-9]|1[0-2])\s*[./]\s*${YEAR}(?!\d)`, 'y'), span: (m) => month(m[2], m[1]) },
  { pattern: new RegExp(`${YEAR}(?!\\d)`, 'y'), span: (m) => join(month(m[1], '1'), month(m[1], '12')) },
];
/** A day of each year, as in "ежегодно до 15 септември", sets no end. */
const SKIPPED_DAY = new RegExp(
  `(?:до\\s+)?\\d{1,2}\\.?(?:-?(?:ти|ви|ри|ми))?\\s+${MONTH}(?!\\p{L})(?!${OF}${YEAR})`,
  'yu',
);
const WORDS: [RegExp, Token['word']][] = [
  [
    /(?:в\s+срок\s+)?до(?:\s+края\s+на(?:\s+месец)?)?(?!\p{L})|(?:until|by)(?!\p{L})|(?:на\s+)?края?(?:\s+на)?(?!\p{L})|end\s+of(?!\p{L})|-\s*до(?!\p{L})/uy,
    'UNTIL',
  ],
  [/(?:от|след|считано\s+от|from|since)(?!\p{L})/uy, 'SINCE'],
  [/-|to(?!\p{L})/uy, 'TO'],
  [/[,;]|и(?!\p{L})|and(?!\p{L})/uy, 'NEXT'],
];

/** @returns the words with the days that they give; doubts when they give none, or give what cannot be. */
export function readPeriod(text: string): ReadPeriod {
  if (saysNothing(text)) return { period: null, doubts: [] };
  const plain = text
    .toLowerCase()
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/((?:19|20)\d{2})\s*(?:г\.?|год\.?|година)(?!\p{L})/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  const recurring = RECURRING.test(plain);
  const { tokens, impossible } = tokensOf(plain);
  const found = intervalOf(tokens);
  // "2026 – постоянен" has a beginning only.
  const days = /-\s*(постоян|безсроч)/u.test(plain) ? { ...found, endsOn: null } : found;
  const period: ParsedPeriod = { text, startsOn: days.startsOn, endsOn: days.endsOn, recurring };
  if (days.startsOn && days.endsOn && days.startsOn > days.endsOn) {
    return { period: { ...period, startsOn: null, endsOn: null }, doubts: [ImportIssueCode.PERIOD_REVERSED] };
  }
  const silent = !days.startsOn && !days.endsOn && !recurring;
  return { period, doubts: silent || impossible ? [ImportIssueCode.PERIOD_UNREADABLE] : [] };
}

/** A day from a column that holds nothing else. @returns null when the text is no day, month or year. */
export function readDay(text: string, edge: 'START' | 'END'): string | null {
  const { period } = readPeriod(text);
  if (!period) return null;
  return edge === 'START' ? (period.startsOn ?? period.endsOn) : (period.endsOn ?? period.startsOn);
}

function tokensOf(text: string): { tokens: Token[]; impossible: boolean } {
  const tokens: Token[] = [];
  let impossible = false;
  let at = 0;
  while (at < text.length) {
    const boundary = at === 0 || !/[\p{L}\d]/u.test(text[at - 1] ?? '');
    const read = boundary ? timeAt(text, at) : null;
    if (read) {
      if (read.span) tokens.push({ span: read.span, word: null });
      else impossible = true;
      at += read.length;
      continue;
    }
    const skipped = boundary ? matchAt(SKIPPED_DAY, text, at) : null;
    if (skipped) {
      at += skipped[0].length;
      continue;
    }
    const word = WORDS.find(([pattern]) => (boundary || /[-,;]/.test(text[at] ?? '')) && matchAt(pattern, text, at));
    if (word) {
      tokens.push({ span: null, word: word[1] });
      at += matchAt(word[0], text, at)?.[0].length ?? 1;
    } else at += 1;
  }
  return { tokens, impossible };
}

function timeAt(text: string, at: number): { span: Span | null; length: number } | null {
  for (const reader of READERS) {
    const match = matchAt(reader.pattern, text, at);
    if (match) return { span: reader.span(match), length: match[0].length };
  }
  return null;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** "X – Y" and "от X до Y" give both ends, "до X" the last day, "от X" the first; a list gives its outer ends. */
function intervalOf(tokens: Token[]): { startsOn: string | null; endsOn: string | null } {
  const starts: string[] = [];
  const ends: string[] = [];
  tokens.forEach((token, index) => {
    if (!token.span) return;
    const before = tokens[index - 1]?.word ?? null;
    const after = tokens[index + 1];
    const opens = (after?.word === 'TO' || after?.word === 'UNTIL') && Boolean(tokens[index + 2]?.span);
    const closes = before === 'TO' || before === 'UNTIL';
    if (before === 'SINCE' || opens) starts.push(token.span.from);
    else if (closes) ends.push(token.span.to);
    else {
      if (!token.span.isDay) starts.push(token.span.from);
      ends.push(token.span.to);
    }
  });
  return { startsOn: starts.toSorted()[0] ?? null, endsOn: ends.toSorted().at(-1) ?? null };
}

function join(first: Span | null, last: Span | null): Span | null {
  return first && last ? { from: first.from, to: last.to, isDay: false } : null;
}

function day(year = '', monthText = '', dayText = ''): Span | null {
  const text = `${year}-${monthText.padStart(2, '0')}-${dayText.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) return null;
  return { from: text, to: text, isDay: true };
}

function month(year = '', monthText = ''): Span | null {
  const number = Number(monthText);
  if (!(number >= 1 && number <= 12)) return null;
  const last = new Date(Date.UTC(Number(year), number, 0)).getUTCDate();
  const padded = String(number).padStart(2, '0');
  return { from: `${year}-${padded}-01`, to: `${year}-${padded}-${last}`, isDay: false };
}

/** A quarter has 3 months, a half 6. */
function part(year = '', ordinal = '', monthCount: number): Span | null {
  const names = ['първо', 'второ', 'трето', 'четвърто'];
  const romans = ['i', 'ii', 'iii', 'iv'];
  const named = names.findIndex((name) => ordinal.startsWith(name)) + 1;
  const number = named || romans.indexOf(ordinal) + 1 || Number(ordinal);
  if (!(number >= 1) || number * monthCount > 12) return null;
  return join(month(year, String((number - 1) * monthCount + 1)), month(year, String(number * monthCount)));
}

/** From 15 September, for 12 months: чл. 103 ЗПУО. */
function schoolYear(first = '', second = ''): Span | null {
  const last = second.length === 2 ? `${first.slice(0, 2)}${second}` : second;
  if (Number(last) !== Number(first) + 1) return null;
  return { from: `${first}-09-15`, to: `${last}-09-14`, isDay: false };
}

function monthNumber(name = ''): string {
  const bare = name.replace('.', '');
  return String(MONTHS.findIndex((names) => new RegExp(`^(?:${names})$`).test(bare)) + 1);
}

function fullYear(year = ''): string {
  return year.length === 2 ? `20${year}` : year;
}
