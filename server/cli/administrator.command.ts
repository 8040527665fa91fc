import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { LINK_HOURS, issueAdministratorLink } from '../people/accounts/first-administrator.service.ts';
import { withApp } from './with-app.ts';

export function addAdministratorCommands(program: Command): void {
  program
    .command('admin:link')
    .description('Makes a one-time link with which a person becomes administrator. One made before and not used ends.')
    .action(async () => {
      const token = await withApp((app) => issueAdministratorLink(app.contextFor({ actor: null })));
      process.stdout.write(
        `${readConfig().publicUrl}/first-administrator#${token}\nIt works once, for ${LINK_HOURS} hours.\n`,
      );
    });
}
