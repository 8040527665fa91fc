/**
 * The attacks that were asked for, by the names under which they were, and what stands here for each: attacks of this
 * corpus by the start of their names, or the file that holds it, with a part of a test's title. A test checks that all of
 * them are there, so that none is lost when one is renamed.
 */
interface Elsewhere {
  readonly file: string;
  readonly title: string;
}

const timing = 'test/security/attacks/timing/timed-pairs.ts';
const journey = 'test/journeys/stored-script.test.ts';
const hostileFiles = 'test/plan-import/hostile-files.test.ts';

export const ASKED_FOR: Readonly<Record<string, readonly (string | Elsewhere)[]>> = {
  'alias overload': ['alias overload', 'alias overload with __typename', 'many questions in one operation'],
  batching: ['batching'],
  'deep fragments': ['deep nesting', 'deep nesting hidden in a chain of fragments', 'fragments that double 40 times'],
  'circular fragments': ['circular fragments', 'a fragment within itself'],
  'a fragment named __schema': ['a fragment named __schema'],
  'directive flood': ['directives flood', 'unknown directives flood'],
  'field flood': ['fields flood', 'fields flood by one fragment used often'],
  'token flood': ['tokens flood', 'brackets flood'],
  cost: ['pages within pages', 'pages within pages, their size hidden in variables'],
  'page size': ['a page of a million', 'a page of a hundred and one'],
  'giant literals': ['a giant literal', 'a giant number', 'a comment in the place of a book'],
  'coercion floods': ['coercion flood: a list', 'coercion flood within the limit', 'values within values'],
  'persisted-query flood': [
    'persisted-query flood',
    'hashes of trusted documents',
    'flood of new texts',
    'ever new documents',
  ],
  'introspection leaks': ['introspection within introspection', 'introspection, wide'],
  'suggestion leaks': ['suggestions: they name nothing'],
  'stack traces': ['stack traces asked for'],
  'log injection': ['lines forged in the log'],
  'GET mutation': ['a change by GET'],
  'form and text/plain bodies': ['a form', 'a body of text/plain', 'several types in one head'],
  multipart: ['multipart'],
  'exotic charset': ['an exotic charset', 'a charset that does not exist'],
  'foreign origin': ['a foreign origin', 'a question by GET from a foreign page', 'a file from a foreign page'],
  'forged X-Forwarded-For': ['requests without end, their origin forged'],
  'body size': ['a packed bomb', 'a packed bomb of another packing', 'a head as long as a book'],
  'slow requests': ['a slow head', 'a slow body', 'connections that say nothing'],
  'rate per session and address': ['requests without end from one address', 'requests without end of one session'],
  'oversized uploads': ['an oversized file', 'an oversized file, packed small', 'a file from nobody'],
  'slow uploads': ['a slow file', 'many files at once'],
  'polyglot uploads': ['a polyglot: a picture', 'a polyglot: a page'],
  'bomb uploads': ['a bomb of an archive', 'an archive that hides its size', 'entities within entities'],
  'traversal uploads': ['a name that climbs out of the archive', 'a name with line breaks and a path'],
  'CRLF uploads': ['a name with line breaks and a path', 'a line break in a head', 'two lengths of one request'],
  'hostile files': [{ file: hostileFiles, title: 'archiveBomb' }, 'a workbook with macros', 'an external entity'],
  'SQL through sort and filter': ['SQL in words that are looked for', 'SQL in cursors, codes and ids'],
  'stored script': [
    { file: journey, title: 'the public reads all of it as text' },
    { file: journey, title: 'held back by the policy and told here' },
  ],
  'CSV formula': [
    'a formula that starts a program, in a CSV',
    'a formula in what is given out as a file',
    'formulas in a file that is taken out in bulk',
  ],
  SSRF: ['addresses for the server to fetch', { file: 'test/architecture/nothing-fetched.test.ts', title: 'fetch' }],
  'prototype pollution': ['prototype pollution', 'operations of names that every object has'],
  'ID guessing': [
    'guessed ids: an observation that waits',
    'guessed ids: a change to it',
    'guessed ids: a file that somebody else is reading',
    'guessed ids: a session of somebody else',
    'guessed ids: an invitation of somebody else',
    'guessed ids: the neighbours',
  ],
  'mass assignment': ['mass assignment'],
  enumeration: ['enumeration: an address with an account', 'enumeration: a wrong password'],
  'enumeration by timing': [
    { file: timing, title: 'a code asked for by mail' },
    { file: timing, title: 'a wrong code' },
    { file: timing, title: 'a wrong password' },
    { file: timing, title: 'a recovery code that was somebody’s' },
    { file: timing, title: 'a card that was revoked' },
    { file: timing, title: 'ASKED_BY_ID' },
  ],
  'token forgery': ['forged sessions', 'a code of somebody else’s mail'],
  'token replay': ['a code of a mail, used again', 'a link of a mail, used again', 'a code of the second factor, used'],
  'session fixation': ['a session planted before the sign-in', 'a session of before goes on after'],
  'use after revocation': [
    'a session used after it was ended',
    'a session used after it ran out',
    'rights used after they were taken back',
    'drafts of a coalition, after its member left',
  ],
  'rate-limit bypass by aliases': ['the rate of requests passed by by aliases', 'guessing passed by by aliases'],
};
