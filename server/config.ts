/**
 * The settings of the program. This file alone reads the environment: everything else receives a Config,
 * so that what can be set stands in one list and a wrong value stops the start instead of surfacing later.
 */
import { resolve } from 'node:path';
import { z } from 'zod';
import { DEFAULT_LIMITS, LIMIT_NAMES, readLimits, type Limits } from './platform/http/limits/limits.ts';
import { DemoAudience } from './platform/house.ts';
import { isLoopback } from './platform/loopback.ts';
import { StartError } from './platform/start-error.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export interface Config {
  readonly port: number;
  /** Address to listen on; the loopback unless set, so a laptop serves nobody else by accident. */
  readonly host: string;
  /** Null: the embedded PostgreSQL under `dataDir`. */
  readonly databaseUrl: string | null;
  /** With it `databaseUrl` needs to own nothing; null: that one migrates and runs commands too. */
  readonly databaseOwnerUrl: string | null;
  /** Absolute path of everything that must outlive a restart and is not in the database. */
  readonly dataDir: string;
  /** Whether settings say that only who sits at this machine reaches it: `host`, `publicUrl`, and no proxy in front. */
  readonly isLocal: boolean;
  /** Who is offered the demo sign-ins; with anybody, the demo data are loaded into an empty database. */
  readonly demo: DemoAudience;
  /** Address that people type, without a slash at its end; used in links that leave the house. */
  readonly publicUrl: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Proxies in front of the server whose X-Forwarded-For is believed; 0 when people reach it directly. */
  readonly trustedProxyCount: number;
  /** Key of hashes and encryption at rest; null: kept in `dataDir`. */
  readonly secret: string | null;
  /** Server that takes mail; null: none leaves. */
  readonly smtpUrl: string | null;
  /** Sender of mails, such as `Sverka <sverka@example.org>`; null: made of the public address. */
  readonly mailFrom: string | null;
  /** Organisation that answers for personal data; null: the data-protection page says that it is not set. */
  readonly controllerName: string | null;
  /** Where people write to about their data; null as above. */
  readonly controllerContact: string | null;
  /** What a request, a session and an address may ask. */
  readonly limits: Limits;
}

/** One line for each wrong setting, naming the variable and what is expected. */
export class ConfigError extends StartError {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

const DEMO_WORDS: ReadonlyMap<string, DemoAudience> = new Map([
  ...['on', 'true', 'yes', '1'].map((word) => [word, DemoAudience.THIS_MACHINE] as const),
  ...['off', 'false', 'no', '0'].map((word) => [word, DemoAudience.NOBODY] as const),
  ['public', DemoAudience.EVERYBODY],
]);

function wholeNumber({ from, to }: { from: number; to: number }) {
  const expected = `a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error: expected })
    .transform(Number)
    .refine((value) => value >= from && value <= to, { error: expected });
}

function address({ schemes, expected }: { schemes: readonly string[]; expected: string }) {
  return z.string().refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol), {
    error: expected,
  });
}

const databaseAddress = address({
  schemes: ['postgres:', 'postgresql:'],
  expected: 'a PostgreSQL address, such as postgresql://user:password@host:5432/sverka',
}).optional();

const Settings = z.object({
  PORT: wholeNumber({ from: 1, to: 65_535 }).default(4000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, { error: 'a host name or an IP address, such as 127.0.0.1 or 0.0.0.0' })
    .default('127.0.0.1'),
  DATABASE_URL: databaseAddress,
  DATABASE_OWNER_URL: databaseAddress,
  DATA_DIR: z.string().default('./data'),
  DEMO: z
    .string()
    .transform((value) => DEMO_WORDS.get(value.toLowerCase()))
    .refine((audience) => audience !== undefined, { error: 'on, off or public' })
    .optional(),
  PUBLIC_URL: address({
    schemes: ['http:', 'https:'],
    expected: 'an address that starts with http:// or https://',
  }).optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  TRUSTED_PROXY_COUNT: wholeNumber({ from: 0, to: 10 }).default(0),
  SECRET: z.string().min(32, { error: 'at least 32 characters that nobody can guess' }).optional(),
  SMTP_URL: address({
    schemes: ['smtp:', 'smtps:'],
    expected: 'an address such as smtps://user:password@mail.example.org:465',
  }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]+$/, { error: 'a sender, such as Sverka <sverka@example.org>' })
    .optional(),
  CONTROLLER_NAME: z.string().max(200, { error: 'a name of at most 200 characters' }).optional(),
  CONTROLLER_CONTACT: z.string().max(300, { error: 'at most 300 characters' }).optional(),
  LIMITS: z
    .string()
    .transform(readLimits)
    .refine((limits) => limits !== null, { error: `name=number or name=off, of ${LIMIT_NAMES.join(', ')}` })
    .optional(),
});

/** The names of every variable that is read, for the documents and files that repeat them. */
export const SETTING_NAMES: readonly string[] = Object.keys(Settings.shape);

/**
 * Reads the settings; an empty variable counts as unset.
 * @throws ConfigError when any of them is wrong.
 */
export function readConfig(environment: Environment = process.env): Config {
  const given = Object.fromEntries(
    SETTING_NAMES.map((name) => [name, environment[name]?.trim()]).filter(([, value]) => value),
  );
  const parsed = Settings.safeParse(given);
  if (!parsed.success) throw new ConfigError(describeIssues({ issues: parsed.error.issues, given }));

  const settings = parsed.data;
  const publicUrl = (settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, '');
  const reachedByOthers = othersReach({ publicUrl, trustedProxyCount: settings.TRUSTED_PROXY_COUNT });
  const isLocal = reachedByOthers === null && isLoopback(settings.HOST);
  if (settings.DEMO === DemoAudience.THIS_MACHINE && reachedByOthers !== null)
    throw new ConfigError(
      `DEMO is wrong: with ${reachedByOthers} others reach this server, and whoever does would be its administrator. Leave DEMO out; or say DEMO=public for a site that will never hold anything but demo data.`,
    );
  return {
    port: settings.PORT,
    host: settings.HOST,
    databaseUrl: settings.DATABASE_URL ?? null,
    databaseOwnerUrl: settings.DATABASE_URL === undefined ? null : (settings.DATABASE_OWNER_URL ?? null),
    dataDir: resolve(settings.DATA_DIR),
    isLocal,
    demo:
      settings.DEMO ??
      (isLocal && settings.DATABASE_URL === undefined ? DemoAudience.THIS_MACHINE : DemoAudience.NOBODY),
    publicUrl,
    logLevel: settings.LOG_LEVEL,
    trustedProxyCount: settings.TRUSTED_PROXY_COUNT,
    secret: settings.SECRET ?? null,
    smtpUrl: settings.SMTP_URL ?? null,
    mailFrom: settings.MAIL_FROM ?? null,
    controllerName: settings.CONTROLLER_NAME ?? null,
    controllerContact: settings.CONTROLLER_CONTACT ?? null,
    limits: settings.LIMITS ?? DEFAULT_LIMITS,
  };
}

/** @returns the setting that says that others than who sits at this machine are expected; null: none does. */
function othersReach({ publicUrl, trustedProxyCount }: Pick<Config, 'publicUrl' | 'trustedProxyCount'>): string | null {
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === 'https:' || !isLoopback(hostname)) return `PUBLIC_URL ${publicUrl}`;
  return trustedProxyCount > 0 ? `TRUSTED_PROXY_COUNT ${trustedProxyCount}` : null;
}

/** Secrets are named, never repeated. */
const SECRET_NAMES = new Set(['DATABASE_URL', 'DATABASE_OWNER_URL', 'SECRET', 'SMTP_URL']);

function describeIssues({
  issues,
  given,
}: {
  issues: readonly z.core.$ZodIssue[];
  given: Record<string, unknown>;
}): string {
  const firstByName = new Map<string, string>();
  for (const { path, message } of issues) {
    const name = String(path[0]);
    if (!firstByName.has(name)) firstByName.set(name, message);
  }
  return [...firstByName]
    .map(([name, expected]) =>
      SECRET_NAMES.has(name)
        ? `${name} is wrong: expected ${expected}`
        : `${name} is wrong: expected ${expected}, got ${JSON.stringify(given[name])}`,
    )
    .join('\n');
}
