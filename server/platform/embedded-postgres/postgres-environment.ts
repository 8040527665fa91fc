/**
 * The environment of PostgreSQL's programs: nothing of the caller's, so that neither PG* variables nor a locale
 * (or its absence) changes what the database does.
 */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { LC_ALL: 'C.UTF-8', LC_MESSAGES: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };
  if (process.platform !== 'win32') return environment;
  // oxlint-disable-next-line node/no-process-env -- not a setting: where Windows itself lives
  const { PATH, SystemRoot, TEMP } = process.env;
  return { ...environment, PATH, SystemRoot, TEMP };
}
