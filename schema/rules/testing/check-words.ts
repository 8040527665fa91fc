/** `npm run check:words`: how much of the corpus is marked, and what for nothing. */
import { wordsFigure } from './words-figure.ts';

const LEAST_FOUND_SHARE = 0.95;
const LEAST_RIGHT_SHARE = 0.95;

const { should, marked, falseMarks, faults } = wordsFigure();
for (const fault of faults) process.stdout.write(`${fault}\n`);
const found = marked / should;
const right = marked / (marked + falseMarks);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
process.stdout.write(
  `marked ${marked} of ${should} (${percent(found)}), ${falseMarks} for nothing (${percent(right)} of the marks are right)\n`,
);
process.exitCode = found >= LEAST_FOUND_SHARE && right >= LEAST_RIGHT_SHARE ? 0 : 1;
