/** Short messages that are shown for a while and read out to those who do not see them appear. */
import { readonly, ref } from 'vue';

export interface Announcement {
  readonly id: number;
  readonly text: string;
}

const key = 'sverka.announcement';
const showMs = 6_000;
const current = ref<Announcement | null>(null);
let lastId = 0;

export const announcement = readonly(current);

export function announce(text: string): void {
  const id = ++lastId;
  current.value = { id, text };
  setTimeout(() => {
    if (current.value?.id === id) current.value = null;
  }, showMs);
}

/** For what opens a page anew: said once that page stands. Where nothing may be kept, it is not said. */
export function announceNext(text: string): void {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // The new page shows what came of it.
  }
}

export function announceKept(): void {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    if (text !== null) announce(text);
  } catch {
    // Nothing was kept either.
  }
}
