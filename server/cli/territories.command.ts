import { access } from 'node:fs/promises';
import type { Command } from 'commander';
import { StartError } from '../platform/start-error.ts';
import { loadRegister } from '../territories/register.ts';
import { importSettlements } from '../territories/settlement-import.ts';
import { withApp } from './with-app.ts';

const SHOWN_REFUSALS = 20;

export function addTerritoryCommands(program: Command): void {
  program
    .command('territories:import')
    .argument('<file>', 'a register of settlements as CSV: ekatte, kind, name, name_en, municipality, lon, lat')
    .description('Adds the settlements of a register, and corrects those that changed.')
    .action(async (file: string) => {
      await access(file).catch(() => {
        throw new StartError(`There is no readable file at ${file}.`);
      });
      const result = await withApp(async (app) => {
        const context = app.contextFor({ actor: null });
        await loadRegister(context);
        return importSettlements(context, { file, report: (read) => process.stderr.write(`\r${read} rows read`) });
      });
      const { added, changed, unchanged, refused } = result;
      process.stdout.write(`\n${added} added, ${changed} changed, ${unchanged} unchanged, ${refused.length} refused\n`);
      for (const { line, code, reason } of refused.slice(0, SHOWN_REFUSALS))
        process.stdout.write(`  line ${line} (${code}): ${reason}\n`);
      if (refused.length > SHOWN_REFUSALS) process.stdout.write(`  and ${refused.length - SHOWN_REFUSALS} more\n`);
      if (refused.length > 0) process.exitCode = 2;
    });
}
