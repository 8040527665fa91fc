/**
 * Who carries a measure out: several bodies in one cell, a body with its directorate, and words that
 * name only a kind ("НПО", "училища"). Spellings of one body meet in one suggestion, which a person confirms.
 */
import { ImportIssueCode } from '../import-issue.ts';
import { BodyKind } from '../parsed-plan.ts';
import type { BodySuggestion, ParsedResponsible } from '../parsed-plan.ts';
import { KINDS, KNOWN_BODIES, MUNICIPALITY, UNIT } from './known-bodies.ts';
import { foldWording, saysNothing } from './wording.ts';

export interface ReadResponsibles {
  responsibles: ParsedResponsible[];
  doubts: ImportIssueCode[];
}

const LEADS = /\(?\s*(водещ\p{L}*(\s+(институция|организация|орган))?|lead)\s*\)?\s*[:–—-]?\s*/iu;
const TOGETHER =
  /\s*(?:,\s*)?(?:съвместно с|в партньорство с|със съдействието на|с участието на|in partnership with)\s+/iu;

/** The first body leads, unless another is called so; a kind leads only where no body is named. */
export function readResponsibles(text: string, canLead: 'LEAD' | 'PARTNER' = 'LEAD'): ReadResponsibles {
  if (saysNothing(text)) return { responsibles: [], doubts: [] };
  const doubts = new Set<ImportIssueCode>();
  const responsibles: ParsedResponsible[] = [];
  let called: ParsedResponsible | null = null;
  for (const piece of splitBodies(text)) {
    const bare = piece.replace(LEADS, ' ').replace(/\s+/g, ' ').trim();
    if (bare === '') continue;
    const previous = responsibles.at(-1);
    if (isUnitOf(bare, previous)) {
      previous.unit = previous.unit ? `${previous.unit}, ${bare}` : bare;
      previous.asWritten += `, ${piece}`;
    } else {
      const { body, certain } = readBody(bare);
      if (!certain) doubts.add(ImportIssueCode.RESPONSIBLE_UNCLEAR);
      responsibles.push({ ...body, asWritten: piece, leads: false });
    }
    if (LEADS.test(piece)) called = responsibles.at(-1) ?? null;
  }
  const lead = called ?? responsibles.find((each) => each.kind === BodyKind.BODY) ?? responsibles[0];
  if (lead && canLead === 'LEAD') lead.leads = true;
  return { responsibles, doubts: [...doubts] };
}

/** Not inside quotation marks or brackets; at "и" and "/" only where both sides are bodies by themselves. */
function splitBodies(text: string): string[] {
  const pieces: string[] = [];
  for (const line of text.split(/\n|;/)) {
    for (const group of line.split(TOGETHER)) {
      for (const piece of splitOutsideQuotes(group)) pieces.push(...splitConjunctions(piece));
    }
  }
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
}

function splitOutsideQuotes(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let depth = 0;
  for (const letter of text) {
    if ('„«('.includes(letter)) depth += 1;
    else if ('“”»)'.includes(letter)) depth = Math.max(0, depth - 1);
    else if (letter === ',' && depth === 0) {
      pieces.push(piece);
      piece = '';
      continue;
    }
    piece += letter;
  }
  return [...pieces, piece];
}

function splitConjunctions(text: string): string[] {
  for (const match of text.matchAll(/\s+(?:и|and)\s+|\s*\/\s*/giu)) {
    const left = text.slice(0, match.index);
    const right = text.slice(match.index + match[0].length);
    if (quotesOpen(left) || !isRecognised(left) || !isRecognised(right)) continue;
    return [...splitConjunctions(left), ...splitConjunctions(right)];
  }
  return [text];
}

function quotesOpen(text: string): boolean {
  return (text.match(/[„«(]/g) ?? []).length > (text.match(/[“”»)]/g) ?? []).length;
}

function isRecognised(text: string): boolean {
  const folded = foldWording(text.replace(LEADS, ' '));
  return (
    KINDS.test(folded) ||
    MUNICIPALITY.test(folded) ||
    KNOWN_BODIES.some((body) => body.pattern.test(folded)) ||
    /^\p{Lu}{2,6}$/u.test(text.trim())
  );
}

function isUnitOf(text: string, previous: ParsedResponsible | undefined): previous is ParsedResponsible {
  if (!previous || previous.kind !== BodyKind.BODY) return false;
  if (KNOWN_BODIES.some((body) => body.pattern.test(foldWording(text)))) return false;
  return UNIT.test(text.trim());
}

function readBody(text: string): {
  body: Omit<ParsedResponsible, 'asWritten' | 'leads'>;
  certain: boolean;
} {
  const bracketed = text.match(/^(.*?)\s*\((.*)\)$/);
  const inBrackets = bracketed?.[2] && UNIT.test(bracketed[2]) ? bracketed[2] : null;
  const { main, unit } = inBrackets ? { main: bracketed?.[1] ?? text, unit: inBrackets } : withUnit(text);
  const folded = foldWording(main);
  const municipality = folded.match(MUNICIPALITY);
  if (municipality && !/^(общински|общинска(?!та администрация| администрация))/u.test(folded)) {
    const place = (municipality[1] ?? '').trim();
    const name = place === '' ? 'Община' : `Община ${asWrittenTail(main, place)}`;
    return { body: { kind: BodyKind.BODY, name, unit, bodyKey: `municipality:${place}` }, certain: true };
  }
  const known = KNOWN_BODIES.find((body) => body.pattern.test(folded));
  if (known) {
    const tail = folded
      .replace(known.pattern, '')
      .replace(/^[\s:.-]+/, '')
      .replace(/^(гр\.? ?|община )/, '');
    const name = tail === '' ? known.name : `${known.name} ${asWrittenTail(main, tail)}`;
    return { body: { kind: BodyKind.BODY, name, unit, bodyKey: `${known.key}:${tail}` }, certain: true };
  }
  const named = /[„“"«]/.test(main) && !/^(доставчи|директор)/u.test(folded);
  if (KINDS.test(folded) && !named) {
    return { body: { kind: BodyKind.KIND, name: main, unit, bodyKey: `kind:${folded}` }, certain: true };
  }
  const isName = named || /^\p{Lu}/u.test(main);
  const kind = isName ? BodyKind.BODY : BodyKind.KIND;
  const prefix = isName ? 'body' : 'kind';
  return { body: { kind, name: main, unit, bodyKey: `${prefix}:${folded}` }, certain: isName };
}

/** "Община Кубрат – отдел „Образование“" without a comma. */
function withUnit(text: string): { main: string; unit: string | null } {
  const match = text.match(/^(.+?)\s*[-–—]\s*((?:дирекция|отдел|сектор|звено)\s.+)$/iu);
  return match?.[1] && match[2] ? { main: match[1], unit: match[2] } : { main: text, unit: null };
}

/** The end of the text in its own spelling, found by its folded form. */
function asWrittenTail(text: string, foldedTail: string): string {
  const words = text.trim().split(/[\s–—-]+/);
  for (let count = 1; count <= words.length; count += 1) {
    const tail = words.slice(-count).join(' ');
    if (foldWording(tail).replaceAll('-', ' ') === foldedTail.replaceAll('-', ' ')) {
      return tail.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
    }
  }
  return foldedTail.replace(/(^|[\s-])\p{Ll}/gu, (letter) => letter.toUpperCase());
}

/** "Общински съвет" is "Общински съвет – Кубрат" where the file knows no other; likewise "Общината". */
export function suggestBodies(measures: { responsibles: ParsedResponsible[] }[]): BodySuggestion[] {
  const all = measures.flatMap((measure) => measure.responsibles);
  const placedKeys = new Map<string, Set<string>>();
  for (const { bodyKey } of all) {
    const [kind, place] = splitKey(bodyKey);
    if (place === '' || kind === 'body' || kind === 'kind') continue;
    placedKeys.set(kind, (placedKeys.get(kind) ?? new Set()).add(bodyKey));
  }
  for (const responsible of all) {
    const [kind, place] = splitKey(responsible.bodyKey);
    const placed = [...(placedKeys.get(kind) ?? [])];
    if (place !== '' || placed.length !== 1 || !placed[0]) continue;
    responsible.bodyKey = placed[0];
  }
  const suggestions = new Map<string, BodySuggestion>();
  for (const measure of measures) {
    const counted = new Set<string>();
    for (const responsible of measure.responsibles) {
      const { bodyKey: key, kind, name } = responsible;
      const suggestion = suggestions.get(key) ?? { key, kind, name, variants: [], measureCount: 0 };
      suggestions.set(key, suggestion);
      // the fullest spelling, quotation marks apart
      if (foldWording(name).length > foldWording(suggestion.name).length && kind === BodyKind.BODY)
        suggestion.name = name;
      const variant = withoutUnit(responsible);
      if (!suggestion.variants.includes(variant)) suggestion.variants.push(variant);
      if (!counted.has(key)) suggestion.measureCount += 1;
      counted.add(key);
    }
  }
  for (const responsible of all) {
    responsible.name = suggestions.get(responsible.bodyKey)?.name ?? responsible.name;
  }
  return [...suggestions.values()];
}

function withoutUnit(responsible: ParsedResponsible): string {
  const { unit } = responsible;
  const asWritten = responsible.asWritten.replace(LEADS, ' ').trim();
  if (!unit) return asWritten;
  return asWritten.slice(0, asWritten.indexOf(unit.split(',')[0] ?? '')).replace(/[\s,(–—-]+$/, '');
}

function splitKey(key: string): [string, string] {
  const colon = key.indexOf(':');
  return [key.slice(0, colon), key.slice(colon + 1)];
}
