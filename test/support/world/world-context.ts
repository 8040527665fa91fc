/** What every builder of the world needs. */
import type { RequestContext } from '../../../server/platform/context.ts';
import type { App } from '../../../server/app.ts';

/** The day from which builders say that a thing is known, unless told otherwise: before every day that tests ask about. */
export const LONG_AGO = '2020-01-01';

let lastNumber = 0;
/** Makes names and codes differ. */
export const nextNumber = (): number => ++lastNumber;

const owners = new WeakMap<App, App>();

/** Builders write with the rights of the owner, whoever the application serves. */
export const serveOwner = (app: App, owner: App): void => void owners.set(app, owner);

/** A context for a builder's own statements. */
export const worldContext = (app: App): RequestContext => (owners.get(app) ?? app).contextFor({ actor: null });
