import { isAbsolute } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

function complaint(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
}

test('an empty environment starts a demo on this machine alone', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    port: 4000,
    host: '127.0.0.1',
    databaseUrl: null,
    demo: 'THIS_MACHINE',
    isLocal: true,
    publicUrl: 'http://localhost:4000',
    logLevel: 'info',
    trustedProxyCount: 0,
  });
  expect(isAbsolute(config.dataDir)).toBe(true);
});

test('an empty variable counts as unset', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: ' ', DEMO: '' })).toEqual(readConfig({}));
});

test('a database of its own turns the demo off, and DEMO decides over that', () => {
  const DATABASE_URL = 'postgresql://sverka:secret@db:5432/sverka';
  expect(readConfig({ DATABASE_URL }).demo).toBe('NOBODY');
  expect(readConfig({ DATABASE_URL, DEMO: 'on' }).demo).toBe('THIS_MACHINE');
  expect(readConfig({ DEMO: 'Off' }).demo).toBe('NOBODY');
});

test.each<Record<string, string>>([
  { PUBLIC_URL: 'https://sverka.example' },
  { PUBLIC_URL: 'http://192.168.1.5:4000' },
  { PUBLIC_URL: 'https://localhost' },
  { TRUSTED_PROXY_COUNT: '1' },
])('an installation that others reach by %o has no demo unless it is said to be a public one', (reached) => {
  expect(readConfig(reached)).toMatchObject({ isLocal: false, demo: 'NOBODY' });
  const [name = ''] = Object.keys(reached);
  expect(complaint({ ...reached, DEMO: 'on' })).toMatch(new RegExp(`^DEMO is wrong: with ${name} .* DEMO=public`));
  expect(readConfig({ ...reached, DEMO: 'public' })).toMatchObject({ isLocal: false, demo: 'EVERYBODY' });
});

test('an installation that listens to others is not local, and its demo is asked for', () => {
  expect(readConfig({ HOST: '0.0.0.0' })).toMatchObject({ isLocal: false, demo: 'NOBODY' });
  expect(readConfig({ HOST: '0.0.0.0', DEMO: 'on' })).toMatchObject({ isLocal: false, demo: 'THIS_MACHINE' });
  expect(readConfig({ HOST: '::1', PUBLIC_URL: 'http://127.0.0.1:4000' })).toMatchObject({ isLocal: true });
});

test('an owner of the database is told of only where there is a database of its own', () => {
  const DATABASE_OWNER_URL = 'postgresql://owner:secret@db:5432/sverka';
  expect(readConfig({ DATABASE_OWNER_URL }).databaseOwnerUrl).toBeNull();
  const DATABASE_URL = 'postgresql://server:secret@db:5432/sverka';
  expect(readConfig({ DATABASE_URL }).databaseOwnerUrl).toBeNull();
  expect(readConfig({ DATABASE_URL, DATABASE_OWNER_URL })).toMatchObject({
    databaseUrl: DATABASE_URL,
    databaseOwnerUrl: DATABASE_OWNER_URL,
  });
});

test('the public address follows the port and loses its last slash', () => {
  expect(readConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
  expect(readConfig({ PUBLIC_URL: 'https://sverka.example/' }).publicUrl).toBe('https://sverka.example');
});

test.each([
  ['PORT', 'http', 'PORT is wrong: expected a whole number from 1 to 65535, got "http"'],
  ['PORT', '0', 'PORT is wrong: expected a whole number from 1 to 65535, got "0"'],
  ['PORT', '70000', 'PORT is wrong: expected a whole number from 1 to 65535, got "70000"'],
  [
    'HOST',
    'my host',
    'HOST is wrong: expected a host name or an IP address, such as 127.0.0.1 or 0.0.0.0, got "my host"',
  ],
  ['DEMO', 'maybe', 'DEMO is wrong: expected on, off or public, got "maybe"'],
  [
    'PUBLIC_URL',
    'sverka.bg',
    'PUBLIC_URL is wrong: expected an address that starts with http:// or https://, got "sverka.bg"',
  ],
  [
    'LOG_LEVEL',
    'loud',
    'LOG_LEVEL is wrong: expected one of fatal, error, warn, info, debug, trace, silent, got "loud"',
  ],
])('a wrong %s (%s) is named with what is expected', (name, value, expected) => {
  expect(complaint({ [name]: value })).toBe(expected);
});

test('a wrong secret is named and not repeated', () => {
  const said = complaint({ DATABASE_URL: 'mysql://root:hunter2@db/sverka' });
  expect(said).toContain('DATABASE_URL is wrong');
  expect(said).not.toContain('hunter2');
});

test('each wrong setting has a line of its own', () => {
  expect(complaint({ PORT: 'a', DEMO: 'b' }).split('\n')).toHaveLength(2);
});
