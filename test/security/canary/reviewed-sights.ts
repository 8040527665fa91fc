/** Every table's row of the review. A new table is entered in the file of its feature, a new feature here. */
import { observationSights } from './observation.sights.ts';
import { peopleSights } from './people.sights.ts';
import { recordSights } from './record.sights.ts';
import type { Sights } from './sights.ts';
import { workSights } from './work.sights.ts';

export const REVIEWED: Sights = { ...recordSights, ...peopleSights, ...observationSights, ...workSights };
