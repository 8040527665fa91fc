/** The parts of what is held of a person, in the order in which they are shown; their names stand under `ownData.section`. */
export const ownDataSections = [
  'person',
  'account',
  'sessions',
  'roles',
  'roleRequests',
  'belonging',
  'certificates',
  'observations',
  'pseudonyms',
  'decisions',
  'invitations',
  'files',
  'entries',
  'notes',
  'exports',
  'actions',
] as const;
export type OwnDataSection = (typeof ownDataSections)[number];
