/**
 * The server opens no address that somebody gave it: it has nothing to open one with. What leaves the house are statements
 * to its database and mails to the server of SMTP_URL, both named by the operator.
 */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Packages and modules that reach out. */
const REACHES_OUT =
  /from '(?:node:)?(https|http2|dgram|tls|dns|dns\/promises|undici|axios|got|node-fetch|ws)'|import\(/;
const REQUESTS = /import \{[^}]*\b(?:request|get|ClientRequest|Agent)\b[^}]*\} from '(?:node:)?http'/;
const CALLS = /(?<![.#\w])fetch\(|globalThis\.fetch|new (?:WebSocket|EventSource|XMLHttpRequest)\b/;
/** A name of its own for what reads rows, in the place of the one that everybody has. */
const OWN_FETCH = /\bfetch(?:\??:|,)|function fetch\b/;

const files = globSync('server/**/*.ts', { exclude: (path) => path.endsWith('.test.ts') });

test('nothing in the server can fetch an address', () => {
  expect(files.length).toBeGreaterThan(200);
  const reaching = files.filter((file) => {
    const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    return REACHES_OUT.test(text) || REQUESTS.test(text) || (CALLS.test(text) && !OWN_FETCH.test(text));
  });
  expect(reaching).toEqual([]);
});

const DATABASE_AND_MAIL = ['server/platform/mail.ts'];

test('mail alone opens a connection of its own, beside the databases', () => {
  const CONNECTS = /from 'nodemailer'|import \{[^}]*\b(?:connect|createConnection|Socket)\b[^}]*\} from 'node:net'/;
  const connecting = files.filter((file) => CONNECTS.test(readFileSync(file, 'utf8')));
  expect(connecting.map((file) => file.replaceAll('\\', '/')).toSorted((a, b) => a.localeCompare(b))).toEqual(
    DATABASE_AND_MAIL,
  );
});
