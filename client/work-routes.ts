/** Pages on which people take part: import, report, observe, verify, coalitions and campaigns. */
import type { RouteRecordRaw } from 'vue-router';
import { withWordsOfWork } from './lib/language.ts';

export const workRoutes: RouteRecordRaw[] = [
  {
    path: '/import',
    alias: '/imports/new',
    name: 'import',
    component: () => withWordsOfWork(() => import('./pages/PlanImportUploadPage.vue')),
  },
  {
    path: '/import/:id',
    name: 'import-review',
    props: true,
    component: () => withWordsOfWork(() => import('./pages/PlanImportPage.vue')),
  },
  {
    path: '/report',
    alias: '/reports/new',
    name: 'report-choose',
    component: () => import('./pages/ReportChoosePage.vue'),
  },
  { path: '/report/:planId', name: 'report', props: true, component: () => import('./pages/ReportPage.vue') },
  { path: '/observe', name: 'observe', component: () => import('./pages/ObservePage.vue') },
  {
    path: '/observe/:measureId',
    name: 'observe-measure',
    props: true,
    component: () => import('./pages/ObservePage.vue'),
  },
  {
    path: '/my-observations',
    alias: '/observations/mine',
    name: 'my-observations',
    component: () => import('./pages/MyObservationsPage.vue'),
  },
  { path: '/verify', name: 'verify', component: () => import('./pages/VerificationQueuePage.vue') },
  { path: '/account', name: 'account', component: () => import('./pages/AccountPage.vue') },
  {
    path: '/account/data',
    name: 'own-data',
    component: () => withWordsOfWork(() => import('./pages/OwnDataPage.vue')),
  },
  { path: '/invitations', name: 'invitations', component: () => import('./pages/InvitationsPage.vue') },
  { path: '/memberships', name: 'memberships', component: () => import('./pages/MembershipsPage.vue') },
  { path: '/exports', name: 'exports', component: () => withWordsOfWork(() => import('./pages/ExportsPage.vue')) },
  {
    path: '/reported-words',
    name: 'public-texts',
    component: () => withWordsOfWork(() => import('./pages/PublicTextsPage.vue')),
  },
  { path: '/outbox', name: 'outbox', component: () => import('./pages/OutboxPage.vue') },
  {
    path: '/first-administrator',
    name: 'first-administrator',
    component: () => import('./pages/FirstAdministratorPage.vue'),
  },
  { path: '/coalitions', name: 'coalitions', component: () => import('./pages/CoalitionsPage.vue') },
  { path: '/coalitions/new', name: 'coalition-new', component: () => import('./pages/CoalitionNewPage.vue') },
  { path: '/coalitions/:id', name: 'coalition', props: true, component: () => import('./pages/CoalitionPage.vue') },
  { path: '/campaigns', name: 'campaigns', component: () => import('./pages/CampaignsPage.vue') },
  { path: '/campaigns/new', name: 'campaign-new', component: () => import('./pages/CampaignNewPage.vue') },
  { path: '/campaigns/:id', name: 'campaign', props: true, component: () => import('./pages/CampaignPage.vue') },
];
