/** How alike two wordings are, whatever their inflection: Bulgarian changes the ends of words. */
import { foldWording } from '../understand/wording.ts';

export interface WordingTraits {
  folded: string;
  /** Three-letter pieces with their counts. */
  trigrams: Map<string, number>;
  trigramCount: number;
  /** Beginnings of the longer words. */
  stems: Set<string>;
}

const STEM_LENGTH = 5;
const SHORTEST_WORD = 4;

export function traitsOf(wording: string): WordingTraits {
  const folded = foldWording(wording);
  const padded = ` ${folded} `;
  const trigrams = new Map<string, number>();
  for (let at = 0; at + 3 <= padded.length; at += 1) {
    const piece = padded.slice(at, at + 3);
    trigrams.set(piece, (trigrams.get(piece) ?? 0) + 1);
  }
  const words = folded.match(/[\p{L}\d]+/gu) ?? [];
  return {
    folded,
    trigrams,
    trigramCount: Math.max(0, padded.length - 2),
    stems: new Set(words.filter((word) => word.length >= SHORTEST_WORD).map((word) => word.slice(0, STEM_LENGTH))),
  };
}

/** Dice's coefficient of the trigrams, 0–1; 1 only for equal wordings. */
export function similarity(one: WordingTraits, other: WordingTraits): number {
  if (one.folded === other.folded) return 1;
  let shared = 0;
  for (const [piece, count] of one.trigrams) shared += Math.min(count, other.trigrams.get(piece) ?? 0);
  const all = one.trigramCount + other.trigramCount;
  return all === 0 ? 0 : Math.min((2 * shared) / all, 0.999);
}

/** Share of the part's words that the whole has too, 0–1. */
export function containment(part: WordingTraits, whole: WordingTraits): number {
  if (part.stems.size === 0) return 0;
  return [...part.stems].filter((stem) => whole.stems.has(stem)).length / part.stems.size;
}

/** Share of the whole's words that the parts have between them, 0–1. */
export function coverage(parts: WordingTraits[], whole: WordingTraits): number {
  if (whole.stems.size === 0) return 0;
  return [...whole.stems].filter((stem) => parts.some((part) => part.stems.has(stem))).length / whole.stems.size;
}
