/** Stands where the server's own stands, so that the sample asks as the server does. */
export { allowOnly, hasRole, signedIn } from '../../../../../server/platform/access.ts';
