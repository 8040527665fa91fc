/** No container engine is needed to see that the container files speak of things that exist. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig, SETTING_NAMES } from '../../server/config.ts';
import { PROJECT } from './program.ts';

const compose = readFileSync(join(PROJECT, 'docker-compose.yml'), 'utf8');
const dockerfile = readFileSync(join(PROJECT, 'Dockerfile'), 'utf8');

/** The lines of one service. */
function service(name: string): string {
  const [, body = ''] = new RegExp(`^  ${name}:\\n((?:    .*\\n)+)`, 'm').exec(compose) ?? [];
  return body;
}

/** The variables that a service sets, with the defaults of `${NAME:-default}` filled in. */
function environmentOf(name: string): Record<string, string> {
  const [, block = ''] = /^ {4}environment:\n((?: {6}.*\n)+)/m.exec(service(name)) ?? [];
  const pairs = [...block.matchAll(/^ {6}(\w+): (.*)$/gm)];
  return Object.fromEntries(
    pairs.map(([, key = '', value = '']) => [
      key,
      value.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1').replaceAll(/\$\{\w+:\?[^}]*\}/g, 'a-password'),
    ]),
  );
}

test('every variable that docker-compose.yml gives the program is a setting, with a value it accepts', () => {
  const environment = environmentOf('sverka');
  expect(Object.keys(environment).filter((name) => !SETTING_NAMES.includes(name))).toEqual([]);
  expect(readConfig(environment)).toMatchObject({
    demo: 'NOBODY',
    port: 4000,
    databaseUrl: environment['DATABASE_URL'],
  });
});

test('program and database agree on PostgreSQL 18, its name, user and encoding', () => {
  const database = environmentOf('database');
  const url = new URL(String(environmentOf('sverka')['DATABASE_URL']));
  expect(service('database')).toContain('image: postgres:18\n');
  expect(database).toMatchObject({ POSTGRES_USER: url.username, POSTGRES_DB: url.pathname.slice(1) });
  expect(database['POSTGRES_INITDB_ARGS']).toBe('--encoding=UTF8 --locale=C.UTF-8');
});

test('every variable that the Dockerfile sets is a setting, and every file it takes from the project is there', () => {
  const names = [...dockerfile.matchAll(/^ENV (.*)$/gm)].flatMap(([, line = '']) =>
    line.split(' ').map((pair) => pair.split('=')[0]),
  );
  expect(names.filter((name) => name !== 'NODE_ENV' && !SETTING_NAMES.includes(String(name)))).toEqual([]);
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, line = '']) => line.split(' '));
  expect(copied).toContain('package-lock.json');
  expect(copied.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
  expect(dockerfile).toMatch(/^USER node$/m);
});

test('what the build in the image needs is let through .dockerignore', () => {
  const allowed = readFileSync(join(PROJECT, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('!'));
  expect(allowed.map((line) => line.slice(1)).filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
});
