/** Whether the device has a network, as far as the browser tells. */
import { onScopeDispose, readonly, ref, type Ref } from 'vue';

export function useConnectionState(): Readonly<Ref<boolean>> {
  const online = ref(navigator.onLine);
  const update = () => (online.value = navigator.onLine);
  globalThis.addEventListener('online', update);
  globalThis.addEventListener('offline', update);
  onScopeDispose(() => {
    globalThis.removeEventListener('online', update);
    globalThis.removeEventListener('offline', update);
  });
  return readonly(online);
}
