/**
 * What an observer agrees to before sending: who will see what. The text stands in the message files under `consent`, in
 * four languages; its version is raised whenever its meaning changes, and every observer is then asked anew. A test holds
 * the text and the version together (client/messages/consent.test.ts).
 */
export const CONSENT_VERSION = 3;

/** In the order in which they are read. */
export const consentPoints = ['verifier', 'public', 'authority', 'place', 'operator', 'back', 'free'] as const;
