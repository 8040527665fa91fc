/**
 * The roles that the program takes on in its database. The owner of the tables makes and migrates them, and runs commands;
 * whoever comes over the network is served by roles that own nothing. The login stays the configured one: the role is part
 * of how a connection opens, so that none is ever used without it, and RESET ROLE leads back to it.
 */
export const DatabaseRole = {
  /** Whoever logs in: migrations, commands, the demo data. Row-level security does not apply. */
  OWNER: 'owner',
  /** Private tables by row-level security, public ones whole. */
  MEMBERS: 'sverka_app',
  /** What everybody may see, and nothing else. */
  PUBLIC: 'sverka_public',
} as const;
export type DatabaseRole = (typeof DatabaseRole)[keyof typeof DatabaseRole];

/** Of a connection that opens; undefined: as whoever logs in. */
export const startupOptions = (
  role: DatabaseRole,
  settings: Readonly<Record<string, string>> = {},
): string | undefined => {
  const told = Object.entries({ ...(role !== DatabaseRole.OWNER && { role }), ...settings });
  return told.length === 0 ? undefined : told.map(([name, value]) => `-c ${name}=${value}`).join(' ');
};
