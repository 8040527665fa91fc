/** Makes the closed sets of a reading known to the API, in words. */
import { registerEnumType } from 'type-graphql';
import { ColumnRole } from '../plan-import/column-mapping.ts';
import { ComparedField } from '../plan-import/compare/version-comparison.ts';
import { RowStatus } from '../plan-import/parsed-plan.ts';
import { BodyDecision, PlanImportState } from './plan-import.entity.ts';

registerEnumType(PlanImportState, {
  name: 'PlanImportState',
  description: 'Where a file being read stands.',
  valuesConfig: {
    READ: { description: 'Read; waits for confirmation.' },
    REFUSED: { description: 'Not readable; see `refusal`.' },
    CONFIRMED: { description: 'Entered.' },
  },
});
registerEnumType(RowStatus, {
  name: 'ImportRowStatus',
  description: 'What was made of a row.',
  valuesConfig: {
    UNDERSTOOD: { description: 'A measure, understood.' },
    DOUBTFUL: { description: 'A measure that enters, with something to look at.' },
    REFUSED: { description: 'A measure that cannot enter.' },
    SECTION: { description: 'A priority, goal or task.' },
    HEADER: { description: 'A heading.' },
    IGNORED: { description: 'A title, note or total.' },
  },
});
registerEnumType(ColumnRole, {
  name: 'ImportColumnRole',
  description: 'What a column of a plan holds.',
  valuesConfig: {
    CODE: { description: 'Its code.' },
    PRIORITY: { description: 'The priority it stands under.' },
    GOAL: { description: 'The goal it stands under.' },
    TASK: { description: 'The task it stands under.' },
    OBJECTIVE: { description: 'Goal and task in one cell, a line each.' },
    MEASURE: { description: 'The wording of the measure.' },
    RESPONSIBLE: { description: 'Who carries it out; the first named leads.' },
    PARTNER: { description: 'Bodies that help; they never lead.' },
    PERIOD: { description: 'When, in words or as an interval.' },
    START: { description: 'Its first day.' },
    END: { description: 'Its last day, or the term.' },
    AMOUNT: { description: 'Planned money.' },
    FUNDING: { description: 'The source of the money, with or without an amount.' },
    INDICATOR: { description: 'What is measured.' },
    UNIT: { description: 'The unit of the indicator.' },
    BASELINE: { description: 'The value of the indicator at the start.' },
    TARGET: { description: 'The value that the indicator shall reach.' },
    TARGET_GROUP: { description: 'Whom it is for, in the words of the document.' },
    PLACE: { description: 'Where.' },
    NOTE: { description: 'Kept as written, not understood.' },
    IGNORED: { description: 'Left out on purpose: a running number, an empty column.' },
  },
});
registerEnumType(BodyDecision, {
  name: 'ImportBodyDecision',
  description: 'What a person decided of a body in a file.',
  valuesConfig: {
    USE_EXISTING: { description: 'It is an organization that is known.' },
    CREATE: { description: 'It is a new organization.' },
    KIND: { description: 'It is a kind of body, no organization.' },
  },
});
registerEnumType(ComparedField, {
  name: 'ComparedField',
  description: 'A part of a measure in which two versions may differ.',
  valuesConfig: {
    CODE: { description: 'The code.' },
    WORDING: { description: 'The wording.' },
    OBJECTIVE: { description: 'The priority, goal or task it stands under.' },
    AMOUNT: { description: 'The planned money.' },
    PERIOD: { description: 'The period.' },
    RESPONSIBLES: { description: 'Who carries it out.' },
    INDICATORS: { description: 'The indicators.' },
  },
});
