import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { printSchema } from 'graphql';
import { buildSchema } from '../schema.ts';

const CONTRACT = 'schema/schema.graphql';
const HEADING = '# The API as it is emitted by `npm run schema:emit`. A change here is a change of the contract.\n\n';

export function addSchemaCommands(program: Command): void {
  program
    .command('schema:emit')
    .description(`Writes the API's contract to ${CONTRACT}.`)
    .action(async () => writeFile(CONTRACT, await contract()));
  program
    .command('schema:check')
    .description(`Fails when ${CONTRACT} is not what the code says.`)
    .action(async () => {
      const committed = await readFile(CONTRACT, 'utf8').catch(() => '');
      if (committed === (await contract())) return void process.stdout.write(`${CONTRACT} is up to date\n`);
      process.stderr.write(`${CONTRACT} differs from the code: run npm run schema:emit and review the change\n`);
      process.exitCode = 1;
    });
}

const contract = async (): Promise<string> => `${HEADING}${printSchema(await buildSchema())}\n`;
