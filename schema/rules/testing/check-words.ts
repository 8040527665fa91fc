/**
 * `npm run check:words`: how much is marked of the sentences by which the rules were made, and of those that were written
 * afterwards; and how many sentences of which nobody can be recognised are marked all the same.
 */
import { wordsFigures, type WordsFigure } from './words-figure.ts';

export const LEAST_FOUND_SHARE = 0.95;
export const MOST_MARKED_FOR_NOTHING = 0.05;

const { made, heldOut } = wordsFigures();
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const told = ({ should, marked, harmless, markedHarmless }: WordsFigure): string =>
  `marked ${marked} of ${should} (${percent(marked / should)}), for nothing ${markedHarmless} of ${harmless} sentences (${percent(markedHarmless / harmless)})`;
for (const fault of [...made.faults, ...heldOut.faults]) process.stdout.write(`${fault}\n`);
process.stdout.write(`made by: ${told(made)}\nheld out: ${told(heldOut)}\n`);
const isEnough = ({ should, marked, harmless, markedHarmless }: WordsFigure): boolean =>
  marked / should >= LEAST_FOUND_SHARE && markedHarmless / harmless <= MOST_MARKED_FOR_NOTHING;
process.exitCode = [made, heldOut].every(isEnough) ? 0 : 1;
