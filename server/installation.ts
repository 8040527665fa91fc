/** What this installation is, from its settings: its key, and where its mail goes. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { House } from './platform/house.ts';
import { createOutbox, createSmtp, noMail, type MailPort } from './platform/mail.ts';
import { StartError, systemErrorCode } from './platform/start-error.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

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

function mailOf({ smtpUrl, mailFrom, host, publicUrl }: Config, log: Logger): MailPort {
  if (smtpUrl !== null)
    return createSmtp({ url: smtpUrl, from: mailFrom ?? `Sverka <sverka@${new URL(publicUrl).hostname}>`, log });
  return LOOPBACK.has(host) ? createOutbox() : noMail;
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
