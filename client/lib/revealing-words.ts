/**
 * Words by which someone could be recognised. A hint to the person who writes, never a gate: it misses some and
 * stops at some that are harmless, so a human decides.
 */
export const RevealingKind = { PHONE: 'PHONE', EMAIL: 'EMAIL', NAME: 'NAME', ADDRESS: 'ADDRESS' } as const;
export type RevealingKind = (typeof RevealingKind)[keyof typeof RevealingKind];

export interface RevealingWords {
  readonly kind: RevealingKind;
  readonly text: string;
}

const patterns: readonly { readonly kind: RevealingKind; readonly pattern: RegExp }[] = [
  { kind: RevealingKind.EMAIL, pattern: /[^\s@<>]+@[^\s@<>]+\.\p{L}{2,}/gu },
  { kind: RevealingKind.PHONE, pattern: /(?<![\d.,])(?:\+|00|0)\d(?:[\s/.-]?\d){6,12}(?!\d)/gu },
  {
    kind: RevealingKind.ADDRESS,
    pattern: /(?<!\p{L})(?:ул|бул|ж\.\s?к|бл|вх|street|str)\.?\s*[„"“]?[\p{L}\d][\p{L}\d .-]{0,30}/giu,
  },
  // Two words with a capital letter in the middle of a sentence, or a title before one.
  { kind: RevealingKind.NAME, pattern: /(?<=[\p{Ll},;:]\s)\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+/gu },
  {
    kind: RevealingKind.NAME,
    pattern:
      /(?<!\p{L})(?:г-н|г-жа|д-р|господин|госпожа|кмет(?:а|ът)?|баба|дядо|леля|чичо|Mr|Mrs|Ms|Dr)\.?\s\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)?/gu,
  },
];

/** Each place once, in the order of the text. */
export function revealingWords(text: string): RevealingWords[] {
  const found: (RevealingWords & { readonly at: number; readonly end: number })[] = [];
  for (const { kind, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const at = match.index;
      const end = at + match[0].length;
      if (found.some((other) => at < other.end && other.at < end)) continue;
      found.push({ kind, text: match[0].trim(), at, end });
    }
  }
  return found.toSorted((a, b) => a.at - b.at).map(({ kind, text }) => ({ kind, text }));
}
