/**
 * Why a whole file is not read. A refusal is an expected answer, not a fault: the code is translated
 * elsewhere, the details are plain data for the sentence.
 */
export const RefusalCode = {
  /** The file has no bytes, or only white space. */
  FILE_EMPTY: 'FILE_EMPTY',
  /** details: sizeBytes, limitBytes. */
  FILE_TOO_LARGE: 'FILE_TOO_LARGE',
  /** No format that is read here; details: detected (`PDF`, `HTML`, `IMAGE`, `BINARY` …). */
  FORMAT_UNKNOWN: 'FORMAT_UNKNOWN',
  /** The name ends in one format and the content is another; details: named, detected. */
  FORMAT_MISLABELLED: 'FORMAT_MISLABELLED',
  /** An .xls or .doc of before 2007; details: detected. */
  FORMAT_LEGACY: 'FORMAT_LEGACY',
  /** Locked with a password; details: detected. */
  FILE_ENCRYPTED: 'FILE_ENCRYPTED',
  /** Carries macros; details: part. */
  FILE_HAS_MACROS: 'FILE_HAS_MACROS',
  /** Damaged archive, XML or CSV; details: part, reason. */
  FILE_BROKEN: 'FILE_BROKEN',
  /** details: entries, limit. */
  ARCHIVE_TOO_MANY_ENTRIES: 'ARCHIVE_TOO_MANY_ENTRIES',
  /** Would unpack to more than is allowed; details: sizeBytes, limitBytes or ratio, limitRatio, part. */
  ARCHIVE_BOMB: 'ARCHIVE_BOMB',
  /** An entry that names a place outside the archive; details: part. */
  ARCHIVE_UNSAFE_NAME: 'ARCHIVE_UNSAFE_NAME',
  /** A document type or entity declaration in the XML; details: part. */
  XML_DOCTYPE: 'XML_DOCTYPE',
  /** Elements or tables nested too deep; details: part, limit. */
  NESTED_TOO_DEEP: 'NESTED_TOO_DEEP',
  /** details: table, row, limit. */
  TOO_MANY_ROWS: 'TOO_MANY_ROWS',
  /** details: table, row, column, limit. */
  TOO_MANY_COLUMNS: 'TOO_MANY_COLUMNS',
  /** Too many filled cells, texts or merged ranges; details: limit, part. */
  TOO_MANY_CELLS: 'TOO_MANY_CELLS',
  /** details: tables, limit. */
  TOO_MANY_TABLES: 'TOO_MANY_TABLES',
  /** One cell holds more text than a plan's cell can; details: table, row, column, limit. */
  CELL_TOO_LONG: 'CELL_TOO_LONG',
  /** A formula that reaches out of the file (another file, the network, a command); details: table, row, column, text. */
  FORMULA_REACHES_OUT: 'FORMULA_REACHES_OUT',
  /** Read well, but holds no table; details: format. */
  NO_TABLE: 'NO_TABLE',
  /** Tables, but none with the headings of an action plan; details: tables. */
  NO_PLAN_TABLE: 'NO_PLAN_TABLE',
  /** details: limitMs. */
  READING_TOO_SLOW: 'READING_TOO_SLOW',
  /** details: limitMb. */
  READING_TOO_HEAVY: 'READING_TOO_HEAVY',
  /** The reader stopped for a reason that no code names. */
  READING_FAILED: 'READING_FAILED',
} as const;
export type RefusalCode = (typeof RefusalCode)[keyof typeof RefusalCode];

export type RefusalDetails = Record<string, string | number>;

export class FileRefusal extends Error {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(`${code} ${JSON.stringify(details)}`);
    this.name = 'FileRefusal';
    this.code = code;
    this.details = details;
  }
}
