/** What is asked in the bench: five questions of a council, and the two lists that everybody looks at. */
import { bodies } from './questions/bodies.question.ts';
import { changes } from './questions/changes.question.ts';
import { council } from './questions/council.question.ts';
import { desk } from './questions/desk.question.ts';
import { district } from './questions/district.question.ts';
import { observationList } from './questions/observation-list.question.ts';
import { planPage } from './questions/plan-page.question.ts';
import type { Question } from './questions/question.ts';

export { QuestionName, type AskedFor, type Drawn, type Question } from './questions/question.ts';

export const questions: readonly Question[] = [council, planPage, observationList, district, desk, bodies, changes];
