/** An operation cannot be told by one statement: it is answered as ever. */
export class NotTold extends Error {}

/** The same, for these arguments alone. */
export class NotToldNow extends Error {}
