/** Whether anything on screen is of an earlier visit or page and is being read again behind. */
import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue';

const count = shallowRef(0);

/** True while at least one shown answer is being read again. */
export const refreshing = computed(() => count.value > 0);

/** Counts this answer among them as long as it says so and its page is there. */
export function countRefreshing(again: Readonly<Ref<boolean>>): void {
  let counted = false;
  const set = (now: boolean): void => {
    if (now === counted) return;
    counted = now;
    count.value += now ? 1 : -1;
  };
  watch(again, set, { immediate: true, flush: 'sync' });
  onScopeDispose(() => set(false));
}
