import type { Command } from 'commander';
import { rebuildProgress } from '../progress/rebuild-progress.service.ts';
import { withApp } from './with-app.ts';

export function addProgressCommands(program: Command): void {
  program
    .command('progress:rebuild')
    .description('Makes the progress of every measure anew from what is known of it. The site may stay open.')
    .action(async () => {
      const measures = await withApp((app) =>
        rebuildProgress(app.contextFor({ actor: null }), (done, total) =>
          process.stderr.write(`\r${done} of ${total} measures`),
        ),
      );
      process.stdout.write(`\n${measures} measures rebuilt\n`);
    });
}
