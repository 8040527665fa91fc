/** The title of the page: in the window, and read out when the page changes. */
import { onScopeDispose, toValue, watchEffect, type MaybeRefOrGetter } from 'vue';

const house = 'Сверка';

/** The house alone while the name of the page is not known yet. */
export function usePageTitle(title: MaybeRefOrGetter<string | null | undefined>): void {
  watchEffect(() => {
    const said = toValue(title);
    document.title = said ? `${said} – ${house}` : house;
  });
  onScopeDispose(() => (document.title = house));
}
