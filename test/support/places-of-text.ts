/** Every column of the database in which a text stands, whoever may read it: what is erased must be in none. */
import type { App } from '../../server/app.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { worldContext } from './world.ts';

/** @returns `table.column`, sorted; of JSON and arrays too, and of bytes that hold the text as UTF-8. */
export async function placesOf(app: App, text: string): Promise<string[]> {
  const context = worldContext(app);
  const columns = await rows<{ table: string; column: string; type: string }>(
    context,
    sql`select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type
        from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
          and format_type(a.atttypid, a.atttypmod) ~ '^(text|json|jsonb|bytea|character)' order by 1, 2`,
  );
  const places: string[] = [];
  for (const { table, column, type } of columns) {
    const within =
      type === 'bytea'
        ? [`select 1 from "${table}" where position(convert_to(`, `, 'UTF8') in "${column}") > 0 limit 1`]
        : [`select 1 from "${table}" where strpos("${column}"::text, `, `) > 0 limit 1`];
    if ((await rows(context, { text: within, values: [text] })).length > 0) places.push(`${table}.${column}`);
  }
  return places;
}
