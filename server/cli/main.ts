/** The commands of an operator. Each runs against the database of the same settings as the server. */
import { Command } from 'commander';
import { StartError } from '../platform/start-error.ts';
import { Problem } from '../platform/problem.ts';
import { addAdministratorCommands } from './administrator.command.ts';
import { addAuditCommands } from './audit.command.ts';
import { addBackupCommands } from './backup.command.ts';
import { addPlanCommands } from './plans.command.ts';
import { addProgressCommands } from './progress.command.ts';
import { addSchemaCommands } from './schema.command.ts';
import { addTerritoryCommands } from './territories.command.ts';

const program = new Command('sverka').description('Commands for the operator of Sverka.').showHelpAfterError();
for (const addCommands of [
  addTerritoryCommands,
  addPlanCommands,
  addProgressCommands,
  addSchemaCommands,
  addAdministratorCommands,
  addAuditCommands,
  addBackupCommands,
])
  addCommands(program);

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${wordsOf(error)}\n`);
  process.exitCode = 1;
});

function wordsOf(error: unknown): string {
  if (error instanceof StartError) return error.message;
  if (error instanceof Problem) return `${error.message} ${JSON.stringify(error.details)}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
