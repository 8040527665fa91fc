/** The limit: a bare HTTP server that sends what one prepared statement answers, as fast as this machine can. */
import { createServer, type ServerResponse } from 'node:http';
import { Pool } from 'pg';
import { questions, type AskedFor } from './questions.ts';

const POOL_CONNECTIONS = 10;
/** The plan of a statement is made once, since its shape is the same for every day and place; and all pages lie in memory. */
const options = '-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1';
const pool = new Pool({ connectionString: process.env['DATABASE_URL'] ?? '', max: POOL_CONNECTIONS, options });
pool.on('error', () => {});
const statements = new Map(
  questions.map(({ name, limitStatement, variables }) => [
    `/${encodeURIComponent(name)}`,
    { prepared: { name, text: limitStatement }, variables: Object.keys(variables) },
  ]),
);

async function answer(
  response: ServerResponse,
  { path, body }: { readonly path: string; readonly body: string },
): Promise<void> {
  const statement = statements.get(path);
  if (statement === undefined) return void response.writeHead(404).end();
  try {
    const asked = JSON.parse(body) as AskedFor;
    const values = statement.variables.map((variable) => asked[variable]);
    const { rows } = await pool.query({ ...statement.prepared, values });
    const text = Buffer.from(String(rows[0]?.['answer']));
    response
      .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': text.length })
      .end(text);
  } catch (error) {
    response.writeHead(500).end(JSON.stringify({ errors: [String(error)] }));
  }
}

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => void answer(response, { path: request.url ?? '', body: Buffer.concat(parts).toString() }));
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
