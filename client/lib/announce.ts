/** Short messages that are shown for a while and read out to those who do not see them appear. */
import { readonly, ref } from 'vue';

export interface Announcement {
  readonly id: number;
  readonly text: string;
}

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
