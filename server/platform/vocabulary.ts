/* oxlint-disable max-lines -- one list of all closed sets, a word a line */
/** Makes the closed sets of schema/vocabulary known to the API, each value with words that a councillor could read. */
import { registerEnumType } from 'type-graphql';
import { ActivityState } from '../../schema/vocabulary/activity-state.ts';
import { AskAnswer } from '../../schema/vocabulary/ask-answer.ts';
import { AskClockState } from '../../schema/vocabulary/ask-clock-state.ts';
import { AskState } from '../../schema/vocabulary/ask-state.ts';
import { CampaignStage } from '../../schema/vocabulary/campaign-stage.ts';
import { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import { Confidence } from '../../schema/vocabulary/confidence.ts';
import { Currency } from '../../schema/vocabulary/currency.ts';
import { DeviceKind } from '../../schema/vocabulary/device-kind.ts';
import { Finding } from '../../schema/vocabulary/finding.ts';
import { FundingState } from '../../schema/vocabulary/funding-state.ts';
import { ExportFormat } from '../../schema/vocabulary/export-format.ts';
import { GapKind } from '../../schema/vocabulary/gap-kind.ts';
import { HidingGround } from '../../schema/vocabulary/hiding-ground.ts';
import { Incompleteness } from '../../schema/vocabulary/incompleteness.ts';
import { IndicatorDirection } from '../../schema/vocabulary/indicator-direction.ts';
import { InvitationState } from '../../schema/vocabulary/invitation-state.ts';
import { LegalWay } from '../../schema/vocabulary/legal-way.ts';
import { MeasureChange } from '../../schema/vocabulary/measure-change.ts';
import { ObjectiveKind } from '../../schema/vocabulary/objective-kind.ts';
import { ObservationMethod } from '../../schema/vocabulary/observation-method.ts';
import { ObservationState } from '../../schema/vocabulary/observation-state.ts';
import { OrganizationKind } from '../../schema/vocabulary/organization-kind.ts';
import { PolicyLevel } from '../../schema/vocabulary/policy-level.ts';
import { PublicTextKind } from '../../schema/vocabulary/public-text-kind.ts';
import { PublicTextPlace } from '../../schema/vocabulary/public-text-place.ts';
import { PublicTextState } from '../../schema/vocabulary/public-text-state.ts';
import { Role } from '../../schema/vocabulary/role.ts';
import { ScheduleState } from '../../schema/vocabulary/schedule-state.ts';
import { ScreenLanguage } from '../../schema/vocabulary/screen-language.ts';
import { Sector } from '../../schema/vocabulary/sector.ts';
import { TerritoryKind } from '../../schema/vocabulary/territory-kind.ts';
import { TextReportReason } from '../../schema/vocabulary/text-report-reason.ts';
import { WordsReason } from '../../schema/vocabulary/words-reason.ts';
import { VerificationDecision } from '../../schema/vocabulary/verification-decision.ts';

interface Words<Value extends string> {
  readonly description: string;
  readonly values: Record<Value, string>;
}

function register<Value extends string>(
  name: string,
  set: Record<string, Value>,
  { description, values }: Words<Value>,
): void {
  const valuesConfig = Object.fromEntries(
    Object.entries<string>(values).map(([value, words]) => [value, { description: words }]),
  );
  registerEnumType(set, { name, description, valuesConfig });
}

register('CompletionLevel', CompletionLevel, {
  description:
    'How far a measure is carried out, after the reviewers of the Open Government Partnership. No evidence is no level: it is null.',
  values: {
    NOT_STARTED: 'Nothing of it has begun.',
    LIMITED: 'Some of it is done, less than half.',
    SUBSTANTIAL: 'Most of it is done.',
    COMPLETE: 'Done as promised.',
  },
});
register('GapKind', GapKind, {
  description: 'What the official claim and the community level say of each other.',
  values: {
    ALIGNED: 'Both say the same.',
    OVERSTATED: 'More is claimed than was seen.',
    UNDERSTATED: 'Less is claimed than was seen.',
    UNREPORTED: 'The community saw; no official level is known.',
    UNMONITORED: 'There is a claim; nobody has looked.',
    DARK: 'Neither a claim nor an observation.',
  },
});
register('Confidence', Confidence, {
  description: 'How far the independent groups agree. Agreement, not volume. Null: no group has spoken.',
  values: {
    HIGH: 'Three groups or more, over three quarters of them agreed.',
    MEDIUM: 'Two groups agreed, or most of four or more.',
    LOW: 'One group, or weak agreement, or only old observations.',
    CONTESTED: 'The groups say different things: look again.',
  },
});
register('ScheduleState', ScheduleState, {
  description: 'Where the day stands in the interval of a measure.',
  values: {
    NOT_STARTED: 'Before its first day.',
    RUNNING: 'Within its interval.',
    ENDED: 'After its last day.',
    UNKNOWN: 'The plan gives no dates.',
  },
});
register('Incompleteness', Incompleteness, {
  description: 'What a promise lacks to be checkable.',
  values: {
    NO_OWNER: 'No responsible body is named.',
    NO_PERIOD: 'No dates are given.',
    NO_BUDGET: 'No amount, and not said to need none.',
    NO_BASELINE: 'An indicator without a starting value.',
    NO_INDICATOR: 'No indicator.',
  },
});
register('Finding', Finding, {
  description: 'What a council should look at first.',
  values: {
    LATE: 'The interval ended and the official level is below complete or silent.',
    UNREPORTED: 'No official level is known.',
    UNMONITORED: 'A claim that nobody has checked.',
    OVERSTATED: 'More is claimed than was seen.',
    UNFUNDED: 'No amount, and not said to need none.',
    INCOMPLETE: 'Lacks an owner, dates, a budget, a baseline or an indicator.',
    CONTESTED: 'Independent groups say different things.',
    STALE: 'The last observation is over a year old.',
  },
});
register('TerritoryKind', TerritoryKind, {
  description: 'Level of a territory, widest first.',
  values: {
    UNION: 'The European Union.',
    COUNTRY: 'Country.',
    DISTRICT: 'Област.',
    MUNICIPALITY: 'Община.',
    SETTLEMENT: 'Населено място.',
    NEIGHBOURHOOD: 'A part of a settlement; never public.',
  },
});
register('PolicyLevel', PolicyLevel, {
  description: 'Level at which a policy document is adopted.',
  values: { EU: 'European Union.', NATIONAL: 'Country.', DISTRICT: 'Област.', MUNICIPAL: 'Община.' },
});
register('OrganizationKind', OrganizationKind, {
  description: 'What kind of body an organization is.',
  values: {
    MUNICIPAL_ADMINISTRATION: 'The administration of a municipality.',
    MUNICIPAL_COUNCIL: 'The elected council of a municipality.',
    DISTRICT_ADMINISTRATION: 'The administration of a district governor.',
    STATE_BODY: 'A ministry, agency or their local office.',
    NGO: 'A registered association or foundation.',
    INFORMAL_GROUP: 'People acting together without registration.',
    SCHOOL: 'A school or kindergarten.',
    BUSINESS: 'A company.',
    MEDIA: 'A newspaper, station or site.',
    PROFESSIONAL_BODY: 'A chamber or union of a profession.',
    SERVICE_PROVIDER: 'A provider of social, health or other services.',
    OTHER: 'None of these.',
  },
});
register('Sector', Sector, {
  description: 'The sector of society an organization belongs to.',
  values: {
    PUBLIC: 'Public.',
    CIVIL: 'Civil society.',
    PRIVATE: 'Business.',
    ACADEMIC: 'Schools and universities.',
    MEDIA: 'Media.',
  },
});
register('ObjectiveKind', ObjectiveKind, {
  description: 'Depth of a node in the tree of a plan.',
  values: { PRIORITY: 'Приоритет.', GOAL: 'Цел.', TASK: 'Задача.' },
});
register('MeasureChange', MeasureChange, {
  description: 'What a version of the plan did with a measure.',
  values: {
    ADDED: 'New in this version.',
    UNCHANGED: 'Stands as before.',
    REWORDED: 'The same promise in other words or figures.',
    SPLIT: 'One measure became several.',
    MERGED: 'Several measures became one.',
    DROPPED: 'No longer in the plan.',
  },
});
register('FundingState', FundingState, {
  description: 'What the plan says of the money.',
  values: {
    AMOUNT: 'An amount.',
    NOT_REQUIRED: 'It says that none is needed.',
    WITHIN_BUDGET: 'Within the budget of the body, no amount.',
    UNFUNDED: 'It says nothing.',
  },
});
register('Currency', Currency, {
  description: 'Currency of an amount.',
  values: { EUR: 'Euro.', BGN: 'Bulgarian lev, until 2025.' },
});
register('IndicatorDirection', IndicatorDirection, {
  description: 'Which way an indicator should go.',
  values: { UP: 'More is better.', DOWN: 'Less is better.' },
});
register('ExportFormat', ExportFormat, {
  description: 'What kind of file an export is.',
  values: {
    CSV: 'Text with commas, in UTF-8.',
    XLSX: 'A workbook.',
    JSON: 'For a program.',
  },
});
register('Role', Role, {
  description: 'What a person may do, within a scope and between dates.',
  values: {
    MONITOR: 'Says what they see.',
    VERIFIER: 'Checks the observations of others.',
    OFFICIAL: 'Reports for a responsible body.',
    COUNCILLOR: 'Asks how the plan is going.',
    COALITION_MEMBER: 'Works in a coalition.',
    COALITION_LEAD: 'Leads a coalition.',
    HOTLINE_WORKER: 'Answers a hotline.',
    EXPORTER: 'Takes out in bulk what was verified in a territory, published or not yet.',
    ADMINISTRATOR: 'Keeps the registers.',
  },
});
register('ObservationMethod', ObservationMethod, {
  description: 'How a monitor came to know.',
  values: {
    SITE_VISIT: 'Went and saw.',
    INTERVIEW: 'Asked people.',
    DOCUMENT: 'Read a document.',
    MEETING: 'Was at a meeting.',
    OWN_EXPERIENCE: 'It happened to them.',
    MEDIA: 'From the media.',
  },
});
register('TextReportReason', TextReportReason, {
  description: 'Why a published text is reported.',
  values: {
    NAMES_SOMEBODY: 'Somebody could be recognised by it.',
    REVEALS_WRITER: 'It lets guess who wrote it.',
    INSULTS: 'It insults or threatens.',
    UNTRUE: 'It is not true.',
    OTHER: 'Anything else.',
  },
});
register('PublicTextKind', PublicTextKind, {
  description: 'What a text that everybody reads stands in.',
  values: {
    OBSERVATION: 'An observation: its words. Verifiers settle what is reported of them.',
    STATEMENT: 'What a body says of a measure: its text.',
    REPORT: 'An official report: its title.',
    COALITION: 'A coalition: its name and its purpose.',
    CAMPAIGN: 'A campaign: its title and its goal.',
    ACTIVITY: 'Something a campaign did: its title.',
    ASK: 'An ask: its demand.',
    ASK_EXTENSION: 'More time that was taken for an ask: its reason.',
    ASK_ANSWER: 'An answer to an ask: what it says.',
  },
});
register('PublicTextState', PublicTextState, {
  description: 'Which texts of officials and coalitions an administrator looks at.',
  values: {
    REPORTED: 'Those that somebody reported, while nobody has settled it.',
    HIDDEN: 'Those that are hidden and can be shown again.',
  },
});
register('PublicTextPlace', PublicTextPlace, {
  description: 'The page on which a text of officials or a coalition is read.',
  values: {
    MEASURE: 'That of a measure.',
    PLAN: 'That of a plan.',
    STRATEGY: 'That of a strategy.',
    COALITION: 'That of a coalition.',
    CAMPAIGN: 'That of a campaign.',
  },
});
register('HidingGround', HidingGround, {
  description:
    'Why words of officials or of a coalition are hidden. That they are untrue is no ground: what was seen answers them.',
  values: {
    NAMES_SOMEBODY: 'Somebody could be recognised by them.',
    REVEALS_WRITER: 'They let guess who wrote, or told, what they rest on.',
    INSULTS: 'They insult or threaten.',
    UNLAWFUL: 'A law, a court or an authority forbids them.',
  },
});
register('WordsReason', WordsReason, {
  description: 'Why words by which somebody could be recognised may be read by everybody.',
  values: {
    PUBLIC_OFFICE: 'Somebody in their public office.',
    OF_A_BODY: 'The telephone, address or page of a body.',
    AGREED: 'Who is meant knows of it and agrees.',
    NO_PERSON: 'No person is meant.',
  },
});
register('ObservationState', ObservationState, {
  description: 'Where an observation stands on its way to the public.',
  values: {
    DRAFT: 'Not sent yet.',
    SUBMITTED: 'Received, waiting for a verifier.',
    VERIFIED:
      'Confirmed by a second person; public from the first day of the month after the one in which it was seen.',
    RETURNED: 'Sent back with a reason, to be completed.',
    REJECTED: 'Not accepted, with a reason.',
    AWAITING_REPLY: 'Confirmed; the responsible body may reply.',
    PUBLISHED: 'Public.',
    WITHDRAWN: 'Taken back by its monitor.',
    UNDONE: 'Its verification was undone: it counts no more since that day.',
  },
});
register('DeviceKind', DeviceKind, {
  description: 'What a session runs on, as far as it takes to know one’s own again.',
  values: { PHONE: 'A telephone.', TABLET: 'A tablet.', COMPUTER: 'A computer.', UNKNOWN: 'Not told.' },
});
register('InvitationState', InvitationState, {
  description: 'Whether one can still join with an invitation, and if not, why.',
  values: {
    OPEN: 'One can join with it.',
    USED_UP: 'As many have joined as may.',
    EXPIRED: 'Its last day has passed.',
    REVOKED: 'It was taken back.',
  },
});
register('ScreenLanguage', ScreenLanguage, {
  description: 'A language in which mails and cards are written.',
  values: { BG: 'Bulgarian.', EN: 'English.', TR: 'Turkish.' },
});
register('VerificationDecision', VerificationDecision, {
  description: 'What a verifier decides on an observation.',
  values: { VERIFIED: 'Confirmed.', RETURNED: 'Sent back with a reason.', REJECTED: 'Not accepted, with a reason.' },
});
register('LegalWayCode', LegalWay, {
  description: 'The legal way that an ask goes. Its terms are data with validity dates: see LegalWay.',
  values: {
    PUBLIC_INFORMATION: 'Достъп до обществена информация.',
    PROPOSAL: 'Предложение.',
    SIGNAL: 'Сигнал.',
    ADMINISTRATIVE_ACT: 'Искане за индивидуален административен акт.',
    LOCAL_INITIATIVE: 'Местна гражданска инициатива (подписка).',
    OTHER: 'A letter or talk with no legal term.',
  },
});
register('AskState', AskState, {
  description: 'Where an ask stands.',
  values: {
    DRAFT: 'Seen by the coalition only.',
    SENT: 'Sent, waiting for an answer.',
    ANSWERED: 'Answered.',
    CLOSED: 'Closed by the coalition.',
  },
});
register('AskClockState', AskClockState, {
  description: 'Where the clock of an ask stands on a day.',
  values: {
    UNREGISTERED: 'No incoming number yet: no term runs.',
    RUNNING: 'The term has not ended, or the way has none.',
    OVERDUE: 'The term has ended in silence.',
    ANSWERED: 'Answered in time.',
    ANSWERED_LATE: 'Answered after the term.',
  },
});
register('AskAnswerLevel', AskAnswer, {
  description: 'How far an answer goes.',
  values: {
    NONE: 'No answer.',
    ACKNOWLEDGED: 'Received and registered.',
    EXPLAINED: 'Explained.',
    DISPUTED: 'Disputed.',
    PROMISED: 'Promised, with a date.',
    ACTED: 'Acted upon.',
  },
});
register('CampaignStage', CampaignStage, {
  description: 'Where a campaign stands.',
  values: {
    DRAFT: 'Being prepared; seen by the coalition only.',
    RUNNING: 'Running.',
    WON: 'Reached its goal.',
    PARTLY_WON: 'Reached a part of it.',
    LOST: 'Did not reach it.',
    CLOSED: 'Closed.',
  },
});
register('ActivityState', ActivityState, {
  description: 'State of an activity.',
  values: { PLANNED: 'Planned.', DONE: 'Done.', CANCELLED: 'Called off.' },
});
