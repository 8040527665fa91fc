import type { VerificationBar } from './verification-bar.ts';

/**
 * The closed set of failures that a caller can expect. Each has a key for translation of the same
 * name; anything else is logged with an id and masked as INTERNAL.
 */
export const ErrorCode = {
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  /** Only where the existence of the thing is public; else NOT_FOUND, so that denied and absent answer alike. */
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  BAD_INPUT: 'BAD_INPUT',
  /** The same id with other content, or a uniqueness that the database decided. */
  CONFLICT: 'CONFLICT',
  /** Someone changed the record after the caller read it. */
  STALE_VERSION: 'STALE_VERSION',
  TOO_LARGE: 'TOO_LARGE',
  TOO_MANY_REQUESTS: 'TOO_MANY_REQUESTS',
  /** The operation asks for more at once than the open API allows. */
  TOO_COMPLEX: 'TOO_COMPLEX',
  UNREADABLE_FILE: 'UNREADABLE_FILE',
  FUTURE_DAY: 'FUTURE_DAY',
  NOT_INDEPENDENT: 'NOT_INDEPENDENT',
  /** The server does not have the document of this hash; send its text. */
  PERSISTED_DOCUMENT_NOT_FOUND: 'PERSISTED_DOCUMENT_NOT_FOUND',
  INTERNAL: 'INTERNAL',
} as const;
export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];

export const ErrorCodeValues: readonly ErrorCode[] = Object.values(ErrorCode);

/** A failure that needs no word beyond its code. */
type NoDetails = Readonly<Record<string, never>>;

/** What travels in `extensions.details` with each code. */
export interface ErrorDetails {
  readonly UNAUTHENTICATED: NoDetails;
  readonly FORBIDDEN: NoDetails;
  readonly NOT_FOUND: NoDetails;
  /** `field` is the path of the argument, `problem` a key that can be translated. */
  readonly BAD_INPUT: { readonly field: string; readonly problem: string };
  /** `field` is what collides; null where the whole record does. */
  readonly CONFLICT: { readonly field: string | null };
  readonly STALE_VERSION: { readonly currentVersion: number };
  readonly TOO_LARGE: { readonly limit: number; readonly unit: 'BYTES' | 'ITEMS' | 'CHARACTERS' };
  readonly TOO_MANY_REQUESTS: { readonly retryAfterSeconds: number };
  /** What the operation has, and how much it may have at the most. */
  readonly TOO_COMPLEX: { readonly found: number; readonly limit: number };
  /** Where in the file reading stopped; null where the place is not known. */
  readonly UNREADABLE_FILE: {
    readonly problem: string;
    readonly sheet: string | null;
    readonly row: number | null;
    readonly column: number | null;
  };
  readonly FUTURE_DAY: { readonly day: string; readonly today: string };
  readonly NOT_INDEPENDENT: { readonly bar: VerificationBar };
  readonly PERSISTED_DOCUMENT_NOT_FOUND: NoDetails;
  readonly INTERNAL: { readonly incidentId: string };
}
