/** What this installation is, from its settings: its key, where its mail goes, and what of it the console says. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { DemoAudience, House } from './platform/house.ts';
import { createOutbox, createSmtp, noMail, type MailPort } from './platform/mail.ts';
import { StartError, systemErrorCode } from './platform/start-error.ts';

/** @throws StartError when no key was set and none can be kept. */
export async function readHouse({ config, log }: { readonly config: Config; readonly log: Logger }): Promise<House> {
  return {
    publicUrl: config.publicUrl,
    secret: config.secret ?? (await keptSecret(config.dataDir)),
    mail: mailOf(config, log),
    limitsAttempts: true,
    controller: { name: config.controllerName, contact: config.controllerContact },
    demo: config.demo,
  };
}

function mailOf({ smtpUrl, mailFrom, isLocal, publicUrl }: Config, log: Logger): MailPort {
  if (smtpUrl !== null)
    return createSmtp({ url: smtpUrl, from: mailFrom ?? `Sverka <sverka@${new URL(publicUrl).hostname}>`, log });
  return isLocal ? createOutbox() : noMail;
}

const DEMO_LINES: Readonly<Record<DemoAudience, string>> = {
  NOBODY: 'off.',
  THIS_MACHINE: 'on: whoever is at this machine signs in as anybody, an administrator too, without a password.',
  EVERYBODY:
    'PUBLIC: WHOEVER reaches this server signs in as anybody, an administrator too, without a password. Keep nothing real here.',
};

const MAIL_LINES: Readonly<Record<MailPort['way'], string>> = {
  SMTP: 'leaves by SMTP_URL.',
  OUTBOX: 'kept in memory; administrators at this machine read all of it at /outbox.',
  NONE: 'none leaves. Set SMTP_URL, so that people get their codes.',
};

/** What is on, in words for the console: what an operator would not want to find out later. */
export function describeInstallation(config: Config, { demo, mail }: Pick<House, 'demo' | 'mail'>): string[] {
  const { isLocal, host, trustedProxyCount } = config;
  const reached = isLocal ? `this machine alone (HOST ${host}).` : 'others.';
  const proxies =
    trustedProxyCount > 0
      ? `${trustedProxyCount} trusted; what they say of an address is believed.`
      : 'none trusted. Behind one set TRUSTED_PROXY_COUNT, or all who come through it count as one address.';
  return [
    `  Open to: ${reached}`,
    `  Demo: ${DEMO_LINES[demo]}`,
    `  Mail: ${MAIL_LINES[mail.way]}`,
    ...(isLocal ? [] : [`  Proxies: ${proxies}`]),
  ];
}

/** Drawn at the first start, and readable by the owner alone. Lost, it takes second factors and recovery codes with it. */
async function keptSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, 'secret');
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(path, `${randomBytes(48).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    // there is one from an earlier start, or from another process just now
    if (systemErrorCode(error) !== 'EEXIST')
      throw new StartError(`No key can be kept in ${dataDir}: make it writable, or set SECRET.`);
  }
  const secret = (await readFile(path, 'utf8')).trim();
  if (secret.length < 32)
    throw new StartError(`The key in ${path} is too short: put back the right one, or set SECRET.`);
  return secret;
}
