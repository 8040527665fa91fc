/**
 * What one request, one session and one address may ask of the server: the only table of it. Each can be set, or left out,
 * by the setting LIMITS ("depth=20,cost=off"); null means not limited.
 *
 * Documents that the client was built with are held to the rates alone: they are known, and reviewed with the code.
 * Page size (100) and the size of files are no settings: the contract and the reader of files rest on them.
 */
export const DEFAULT_LIMITS = {
  /** Of a request to the API, unpacked. */
  bodyBytes: 256 * 1024,
  /** Words and signs of a document; counting stops there. The longest of the client has some 300. */
  tokens: 2_000,
  /** Fields within fields. Introspection by the usual tools needs 13. */
  depth: 15,
  /** Fields of the operation itself, fragments included. */
  rootFields: 10,
  /** Fields in all, each as often as its fragment is used. */
  fields: 1_000,
  /** Of any field, `__typename` too. A council that asks for the progress of five years month by month needs 60. */
  aliases: 60,
  /** On fields, fragments, variables and the operation. */
  directives: 30,
  /** Points; see cost.ts. A whole plan of 100 measures with all that the client shows of them costs some 4,000. */
  cost: 20_000,
  /** Values in the variables, those in lists and objects included. */
  variableValues: 20_000,
  /** Points that somebody with a session may spend in a minute, or at once after a pause. */
  sessionPoints: 200_000,
  /** The same of an address of the network: an office, a school, a centre behind one connection. */
  addressPoints: 600_000,
  /** Connections open at once from an address; not counted behind a proxy, which has them all. */
  addressConnections: 500,
  /** Files that are being taken in at once, in this process: each is held in memory until its turn comes. */
  uploadsAtOnce: 10,
  /** Bytes of all that is kept of documents that are not the client's, so that it need not be worked out again. */
  documentBytes: 64 * 1024 * 1024,
  /** Until the head of a request is there. */
  headSeconds: 60,
  /** Until all of a request is there: 16 MB over a bad line take minutes. */
  requestSeconds: 300,
} as const;

export type LimitName = keyof typeof DEFAULT_LIMITS;
export type Limits = { readonly [Name in LimitName]: number | null };

export const LIMIT_NAMES = Object.keys(DEFAULT_LIMITS) as readonly LimitName[];

/** What the rates count beside the cost of an operation, in points. */
export const RATE_POINTS = {
  /** Of any request to the API or to files. */
  request: 50,
  /** A file is read by a program of its own. */
  upload: 5_000,
  download: 1_000,
} as const;

/**
 * Reads the setting: `name=number` or `name=off`, separated by commas; what is not named keeps its default.
 * @returns null when it says anything else.
 */
export function readLimits(text: string): Limits | null {
  const limits: Record<LimitName, number | null> = { ...DEFAULT_LIMITS };
  for (const part of text.split(',')) {
    const [, name, value] = /^\s*(\w+)\s*=\s*(off|[1-9]\d{0,8})\s*$/.exec(part) ?? [];
    if (name === undefined || !Object.hasOwn(DEFAULT_LIMITS, name)) return null;
    limits[name as LimitName] = value === 'off' ? null : Number(value);
  }
  return limits;
}
