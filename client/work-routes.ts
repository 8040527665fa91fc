/** Pages on which people take part: import, report, observe, verify, coalitions and campaigns. */
import type { RouteRecordRaw } from 'vue-router';

export const workRoutes: RouteRecordRaw[] = [];
