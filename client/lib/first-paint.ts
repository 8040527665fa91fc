/** What lies below the window of a first visit waits until the rest is painted: on a slow phone that is a quarter of a second sooner to read. */
import { shallowRef, type Ref } from 'vue';

const painted = shallowRef(false);
let waits = false;

/** False until something of this visit was painted; true from then on, also for every later page. */
export function useFirstPaint(): Readonly<Ref<boolean>> {
  if (painted.value || waits) return painted;
  waits = true;
  const tell = (): void => void (painted.value = true);
  // A hidden tab paints nothing; it has the time.
  if (document.hidden) setTimeout(tell);
  else requestAnimationFrame(() => setTimeout(tell));
  return painted;
}
