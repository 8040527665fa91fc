/** Starts the client: language first, then the page, while the server is asked who is signed in. */
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

await showLanguage(preferredLanguage());
createApp(App).use(router).use(i18n).use(urql, client).provide(sessionKey, session).mount('#app');
void session.load();
