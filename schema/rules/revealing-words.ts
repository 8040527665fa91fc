/**
 * Words by which somebody could be recognised: the writer, a neighbour, an official. A hint to the monitor who writes and
 * to the verifier who publishes, in Cyrillic and in Latin letters. It misses some and stops at some that are harmless, so
 * it never changes a text: people decide, and publishing what is marked takes a reason.
 *
 * `npm run check:words` says how many it finds of a made-up corpus, and how many it marks there for nothing.
 */
import { RevealingKind } from '../vocabulary/revealing-kind.ts';
import { foldText } from './revealing/folded-text.ts';
import type { FoundMark } from './revealing/found-mark.ts';
import { nameMarks } from './revealing/name-marks.ts';
import { numberMarks } from './revealing/number-marks.ts';
import { phraseMarks } from './revealing/phrase-marks.ts';

export { RevealingKind } from '../vocabulary/revealing-kind.ts';

export interface RevealingMark extends FoundMark {
  /** The words themselves. */
  readonly text: string;
}

/** Of two that overlap, the kind that stands first here stays. */
const PRECEDENCE: readonly RevealingKind[] = [
  RevealingKind.EMAIL,
  RevealingKind.LINK,
  RevealingKind.PERSONAL_NUMBER,
  RevealingKind.PHONE,
  RevealingKind.PLATE,
  RevealingKind.ADDRESS,
  RevealingKind.SELF,
  RevealingKind.NAME,
  RevealingKind.KIN,
];

/** In the order of the text; none overlaps another. */
export function revealingWords(text: string): RevealingMark[] {
  const folded = foldText(text);
  const found = [...numberMarks(text), ...phraseMarks(text, folded), ...nameMarks(folded)];
  const kept: FoundMark[] = [];
  for (const kind of PRECEDENCE)
    for (const mark of found)
      if (mark.kind === kind && !kept.some(({ at, end }) => mark.at < end && at < mark.end)) kept.push(mark);
  return kept
    .toSorted((a, b) => a.at - b.at)
    .map(({ kind, at, end }) => ({ kind, at, end, text: text.slice(at, end).trim() }));
}
