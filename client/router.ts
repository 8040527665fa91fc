/** Every address of the client and the page that answers it. Pages are fetched when they are first opened. */
import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router';
import { workRoutes } from './work-routes.ts';

const publicRoutes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./pages/HomePage.vue') },
  {
    path: '/municipalities/:code',
    name: 'municipality',
    props: true,
    component: () => import('./pages/MunicipalityPage.vue'),
  },
  { path: '/plans/:id', name: 'plan', props: true, component: () => import('./pages/PlanPage.vue') },
  { path: '/measures/:id', name: 'measure', props: true, component: () => import('./pages/MeasurePage.vue') },
  { path: '/strategies', name: 'strategies', component: () => import('./pages/StrategiesPage.vue') },
  { path: '/strategies/:id', name: 'strategy', props: true, component: () => import('./pages/StrategyPage.vue') },
  { path: '/organizations', name: 'organizations', component: () => import('./pages/OrganizationsPage.vue') },
  {
    path: '/organizations/:id',
    name: 'organization',
    props: true,
    component: () => import('./pages/OrganizationPage.vue'),
  },
  { path: '/council/:code', name: 'council', props: true, component: () => import('./pages/CouncilPage.vue') },
  { path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignInPage.vue') },
  { path: '/join', name: 'join', component: () => import('./pages/JoinPage.vue') },
  { path: '/about', name: 'about', component: () => import('./pages/AboutPage.vue') },
  { path: '/data-protection', name: 'data-protection', component: () => import('./pages/DataProtectionPage.vue') },
];

export function createClientRouter(): Router {
  return createRouter({
    history: createWebHistory(),
    routes: [
      ...publicRoutes,
      ...workRoutes,
      { path: '/:anything(.*)*', name: 'not-found', component: () => import('./pages/NotFoundPage.vue') },
    ],
    scrollBehavior(to, from, kept) {
      if (kept) return kept;
      if (to.hash) return { el: to.hash };
      return to.path === from.path ? {} : { top: 0 };
    },
  });
}
