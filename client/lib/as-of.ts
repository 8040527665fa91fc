/** The day that the address bar asks for; null is today. A day that is none, or lies ahead, counts as today. */
import { computed } from 'vue';
import { useRoute } from 'vue-router';
import { isLocalDate } from '../../schema/rules/days.ts';
import { todayInSofia } from './format.ts';

export function useAsOf() {
  const route = useRoute();
  return computed(() => {
    const { asOf } = route.query;
    return typeof asOf === 'string' && isLocalDate(asOf) && asOf < todayInSofia() ? asOf : null;
  });
}
