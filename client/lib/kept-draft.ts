/**
 * What a person has typed and not yet sent, kept on their device. It outlives an error, a reload and a lost network;
 * it goes only when the person throws it away or the server has acknowledged it.
 */
import { getCurrentScope, onScopeDispose, ref, watch, type Ref } from 'vue';

/** The part of `Storage` that is needed; null where the browser refuses storage. */
export type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;

export interface KeptDraft<Draft> {
  readonly draft: Ref<Draft>;
  /** True when something was found on the device at the start. */
  readonly found: boolean;
  /** False when the device keeps nothing: full, or storage refused. */
  readonly kept: Ref<boolean>;
  /** Writes at once, without waiting for the next tick. */
  readonly keepNow: () => void;
  /** Throws the draft away and begins again with an empty one. */
  readonly forget: () => void;
}

export interface KeptDraftOptions<Draft extends object> {
  /** One draft has one key, such as `report:<plan id>`. */
  readonly key: string;
  readonly empty: () => Draft;
  readonly store?: DraftStore;
}

const prefix = 'sverka.draft.';

export const deviceStore = (): DraftStore => fullStore();

function fullStore(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    // Reading the property alone throws where storage is forbidden.
    return null;
  }
}

/** The kept draft laid over an empty one, so that a field added by a newer version has its start value; null when there is none. */
export function readDraft<Draft extends object>({
  key,
  empty,
  store = deviceStore(),
}: KeptDraftOptions<Draft>): Draft | null {
  try {
    const text = store?.getItem(prefix + key) ?? null;
    if (text === null) return null;
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return null;
    return { ...empty(), ...kept };
  } catch {
    return null;
  }
}

/** Whether the device took it. */
export function writeDraft(key: string, draft: object, store: DraftStore = deviceStore()): boolean {
  if (store === null) return false;
  try {
    store.setItem(prefix + key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function removeDraft(key: string, store: DraftStore = deviceStore()): void {
  try {
    store?.removeItem(prefix + key);
  } catch {
    // Nothing is kept where storage is refused.
  }
}

/** Keys of the drafts on this device that begin so. */
export function keptKeys(beginning: string, store: Storage | null = fullStore()): string[] {
  if (store === null) return [];
  return Array.from({ length: store.length }, (_, place) => store.key(place) ?? '')
    .filter((key) => key.startsWith(prefix + beginning))
    .map((key) => key.slice(prefix.length));
}

export function useKeptDraft<Draft extends object>(options: KeptDraftOptions<Draft>): KeptDraft<Draft> {
  const { key, empty, store = deviceStore() } = options;
  const earlier = readDraft({ key, empty, store });
  const draft = ref(earlier ?? empty()) as Ref<Draft>;
  const kept = ref(true);
  const keepNow = () => {
    kept.value = writeDraft(key, draft.value, store);
  };
  const stop = watch(draft, keepNow, { deep: true });
  if (getCurrentScope()) onScopeDispose(stop);
  return {
    draft,
    found: earlier !== null,
    kept,
    keepNow,
    forget() {
      draft.value = empty();
      // The watcher would write the empty one back in the next tick.
      void Promise.resolve().then(() => removeDraft(key, store));
      removeDraft(key, store);
    },
  };
}

/** Takes every draft off the device, for who is erased: what they typed and did not send goes too. */
export function forgetDrafts(store: Storage | null = fullStore()): void {
  if (store === null) return;
  const keys = Array.from({ length: store.length }, (_, place) => store.key(place));
  for (const key of keys) if (key?.startsWith(prefix)) store.removeItem(key);
}
