import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { describeInstallation, readHouse } from './installation.ts';

const folder = mkdtempSync(join(tmpdir(), 'sverka-installation-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function installation(environment: Record<string, string>) {
  const config = readConfig({ DATA_DIR: folder, ...environment });
  const house = await readHouse({ config, log: pino({ level: 'silent' }) });
  await house.mail.close();
  return { way: house.mail.way, demo: house.demo, said: describeInstallation(config, house).join('\n') };
}

test('on this machine alone mails lie in the outbox and the demo is on, and the console says both', async () => {
  const { way, demo, said } = await installation({});
  expect({ way, demo }).toEqual({ way: 'OUTBOX', demo: 'THIS_MACHINE' });
  expect(said).toContain('Open to: this machine alone');
  expect(said).toMatch(/Demo: on: .*an administrator too, without a password/);
  expect(said).toMatch(/Mail: kept in memory; administrators .* read all of it/);
});

test.each<Record<string, string>>([
  { PUBLIC_URL: 'https://sverka.example' },
  { TRUSTED_PROXY_COUNT: '1' },
  { HOST: '0.0.0.0' },
])('with %o there is neither outbox nor demo on the loopback, and the console says so', async (environment) => {
  const { way, demo, said } = await installation(environment);
  expect({ way, demo }).toEqual({ way: 'NONE', demo: 'NOBODY' });
  expect(said).toContain('Open to: others');
  expect(said).toContain('Demo: off');
  expect(said).toContain('Mail: none leaves. Set SMTP_URL');
  expect(said).toMatch(/Proxies: /);
});

test('a proxy that is not trusted is spoken of before it makes everybody one', async () => {
  expect((await installation({ PUBLIC_URL: 'https://sverka.example' })).said).toContain('set TRUSTED_PROXY_COUNT');
  expect((await installation({ TRUSTED_PROXY_COUNT: '2' })).said).toContain('2 trusted');
});

test('a public demo is called one', async () => {
  expect((await installation({ PUBLIC_URL: 'https://demo.example', DEMO: 'public' })).said).toContain('Demo: PUBLIC');
});
