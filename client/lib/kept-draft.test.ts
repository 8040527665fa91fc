import { nextTick } from 'vue';
import { describe, expect, test } from 'vitest';
import { readDraft, useKeptDraft, type DraftStore } from './kept-draft.ts';

function memoryStore(): DraftStore & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}
const empty = () => ({ words: '', day: null as string | null });

describe('a kept draft', () => {
  test('is there again after a reload', async () => {
    const store = memoryStore();
    useKeptDraft({ key: 'a', empty, store }).draft.value.words = 'няма автобус';
    await nextTick();
    const again = useKeptDraft({ key: 'a', empty, store });
    expect(again.found).toBe(true);
    expect(again.draft.value.words).toBe('няма автобус');
  });

  test('of another key stays apart', async () => {
    const store = memoryStore();
    useKeptDraft({ key: 'a', empty, store }).draft.value.words = 'едно';
    await nextTick();
    expect(useKeptDraft({ key: 'b', empty, store }).found).toBe(false);
  });

  test('is gone once forgotten, also after the next tick', async () => {
    const store = memoryStore();
    const { draft, forget } = useKeptDraft({ key: 'a', empty, store });
    draft.value.words = 'едно';
    await nextTick();
    forget();
    await nextTick();
    await nextTick();
    expect(draft.value.words).toBe('');
    expect(store.entries.size).toBe(0);
  });

  test('of an older version gets the fields that are new', () => {
    const store = memoryStore();
    store.setItem('sverka.draft.a', '{"words":"едно"}');
    expect(readDraft({ key: 'a', empty, store })).toEqual({ words: 'едно', day: null });
  });

  test('that cannot be read is no draft', () => {
    const store = memoryStore();
    store.setItem('sverka.draft.a', '{"words":');
    expect(readDraft({ key: 'a', empty, store })).toBeNull();
  });

  test('says that nothing is kept when the device is full', async () => {
    const store = {
      ...memoryStore(),
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    const { draft, kept } = useKeptDraft({ key: 'a', empty, store });
    draft.value.words = 'едно';
    await nextTick();
    expect(kept.value).toBe(false);
    expect(draft.value.words).toBe('едно');
  });
});
