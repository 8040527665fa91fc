/** What the console says of the demo's accounts. */
import type { App } from '../app.ts';
import { rows, sql } from '../platform/sql.ts';

/** Empty where there is no demo data. */
export async function demoSignIns(app: App, publicUrl: string): Promise<string[]> {
  const people = await rows<{ displayName: string }>(
    app.contextFor({ actor: null }),
    sql`select display_name from person where is_demo order by display_name collate "und-x-icu"`,
  );
  if (people.length === 0) return [];
  return [
    `Demo sign-ins, without a password, at ${publicUrl}/sign-in:`,
    ...people.map(({ displayName }) => `  ${displayName}`),
  ];
}
