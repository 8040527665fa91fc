/** How well the marks of a corpus are found: with words in brackets as `[NAME|Иван]`. */
import { revealingWords, type RevealingMark } from '../revealing-words.ts';
import { HARMLESS_SENTENCES, REVEALING_SENTENCES } from './free-words.corpus.ts';
import { FRAMED_HARMLESS, FRAMED_REVEALING } from './framed-names.corpus.ts';
import { HELD_OUT_HARMLESS, HELD_OUT_REVEALING } from './held-out-words.corpus.ts';

export interface WordsFigure {
  /** How many places should be marked. */
  readonly should: number;
  /** How many of them are, with their kind. */
  readonly marked: number;
  /** Marks where nothing should be, in all sentences. */
  readonly falseMarks: number;
  /** Sentences in which nothing should be marked, and how many of them are: each costs a verifier a reason. */
  readonly harmless: number;
  readonly markedHarmless: number;
  /** One line for each place that was missed and each false mark. */
  readonly faults: readonly string[];
}

interface Place {
  readonly kind: string;
  readonly at: number;
  readonly end: number;
}

export function plainSentence(sentence: string): { readonly text: string; readonly places: readonly Place[] } {
  const places: Place[] = [];
  let text = '';
  let from = 0;
  for (const match of sentence.matchAll(/\[([A-Z_]+)\|([^\]]+)\]/g)) {
    const [whole, kind = '', words = ''] = match;
    text += sentence.slice(from, match.index);
    places.push({ kind, at: text.length, end: text.length + words.length });
    text += words;
    from = match.index + whole.length;
  }
  return { text: text + sentence.slice(from), places };
}

export const wordsFigures = (): { readonly made: WordsFigure; readonly heldOut: WordsFigure } => ({
  made: wordsFigure([...REVEALING_SENTENCES, ...FRAMED_REVEALING, ...HARMLESS_SENTENCES, ...FRAMED_HARMLESS]),
  heldOut: wordsFigure([...HELD_OUT_REVEALING, ...HELD_OUT_HARMLESS]),
});

function wordsFigure(sentences: readonly string[]): WordsFigure {
  const faults: string[] = [];
  let [should, marked, falseMarks, harmless, markedHarmless] = [0, 0, 0, 0, 0];
  for (const sentence of sentences) {
    const { text, places } = plainSentence(sentence);
    const marks = revealingWords(text);
    for (const place of places) {
      should += 1;
      // the greater part of what should be marked: a surname left over still tells who it is
      if (marks.some((mark) => mark.kind === place.kind && shared(mark, place) * 10 >= (place.end - place.at) * 7))
        marked += 1;
      else faults.push(`missed ${place.kind} „${text.slice(place.at, place.end)}“ in: ${text}`);
    }
    if (places.length === 0) {
      harmless += 1;
      markedHarmless += marks.length > 0 ? 1 : 0;
    }
    for (const mark of marks) {
      if (places.some((place) => shared(mark, place) > 0)) continue;
      falseMarks += 1;
      faults.push(`marked for nothing ${mark.kind} „${mark.text}“ in: ${text}`);
    }
  }
  return { should, marked, falseMarks, harmless, markedHarmless, faults };
}

const shared = (mark: RevealingMark, place: Place): number =>
  Math.max(0, Math.min(mark.end, place.end) - Math.max(mark.at, place.at));
