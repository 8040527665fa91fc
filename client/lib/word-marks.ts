/**
 * The words of a text by which somebody could be recognised, marked while it is written. The lists of names are heavy
 * for a phone, so they come when there is a text to look at; until then nothing is marked, and the server looks anyway.
 */
import { computed, shallowRef, watchEffect, type ComputedRef } from 'vue';
import type { RevealingMark, revealingWords } from '../../schema/rules/revealing-words.ts';

/** Null until it has come. */
const mark = shallowRef<typeof revealingWords | null>(null);

/** Before it is needed, where the network may be gone by then. */
export async function fetchWordMarks(): Promise<void> {
  try {
    mark.value ??= (await import('../../schema/rules/revealing-words.ts')).revealingWords;
  } catch {
    // without a network it is asked for again with the next letter
  }
}

export function useWordMarks(text: () => string): ComputedRef<readonly RevealingMark[]> {
  watchEffect(() => {
    if (text() !== '' && mark.value === null) void fetchWordMarks();
  });
  return computed(() => mark.value?.(text()) ?? []);
}
