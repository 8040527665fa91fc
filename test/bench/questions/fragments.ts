/** Parts that several questions select, in the words of the API and of the peer. */
import { ASSESSMENT_FIELDS } from '../limit-sql.ts';
import { progressFigures } from '../progress-columns.ts';

const TRACK = 'notStarted limited substantial complete none completionIndex { lower upper }';
export const PROGRESS = `measures official { ${TRACK} } community { ${TRACK} } gaps { aligned overstated understated unreported unmonitored dark } late contested stale unfunded incomplete`;
export const PEER_PROGRESS = progressFigures
  .map(([path]) => {
    const alias = path.replaceAll('.', '__');
    const field = path.replaceAll(/\.(.)/g, (_, letter: string) => letter.toUpperCase());
    return alias === field ? field : `${alias}: ${field}`;
  })
  .join(' ');

/** The same names in both. */
export const ASSESSMENT = `${ASSESSMENT_FIELDS.join(' ')} daysLeft`;
export const LEVELS = 'officialLevel communityLevel gapKind gapValue late contested stale';
export const MONEY = 'amountCents currency eurCents';
