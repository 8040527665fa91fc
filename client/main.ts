/** Starts the client: language and first page together, while the server is asked who is signed in. */
import urql from '@urql/vue';
import { createApp } from 'vue';
import App from './App.vue';
import { announce } from './lib/announce.ts';
import { createGraphqlClient } from './lib/graphql-client.ts';
import { i18n, preferredLanguage, showLanguage } from './lib/language.ts';
import { createSession, sessionKey } from './lib/session.ts';
import { createClientRouter } from './router.ts';
import './ui/style.css';

const client = createGraphqlClient();
const session = createSession(client);
const router = createClientRouter();

// A page that did not arrive, for want of network or because a newer version took its place.
router.onError((_error, to) => {
  if (navigator.onLine && sessionStorage.getItem('sverka.reloaded') !== to.fullPath) {
    sessionStorage.setItem('sverka.reloaded', to.fullPath);
    location.assign(to.fullPath);
    return;
  }
  announce(i18n.global.t('errorCode.OFFLINE'));
});

// With the router its first page is on the way, while the words come.
const app = createApp(App).use(router).use(i18n).use(urql, client).provide(sessionKey, session);
// Drawn once, with its page; one that does not come leaves the frame, and the router's complaint.
await Promise.all([showLanguage(preferredLanguage()), router.isReady().catch(() => {})]);
app.mount('#app');
void session.load();
