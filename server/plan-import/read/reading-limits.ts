/** How much a published plan may hold. The largest known has some 400 rows; these leave ample room and end a hostile file early. */
export const READING_LIMITS = {
  fileBytes: 16 * 1024 * 1024,
  archiveEntries: 2_000,
  /** Of all parts together, as the archive's directory declares them. */
  archiveBytes: 256 * 1024 * 1024,
  /** Of one XML part, counted while it is unpacked. */
  partBytes: 64 * 1024 * 1024,
  /** Unpacked to packed, for parts over ratioFromBytes; XML of a repetitive sheet reaches about 60. */
  ratio: 300,
  ratioFromBytes: 8 * 1024 * 1024,
  xmlDepth: 200,
  tableDepth: 4,
  tables: 200,
  rows: 10_000,
  columns: 256,
  cells: 200_000,
  sharedTexts: 200_000,
  merges: 20_000,
  /** Excel's own limit. */
  cellCharacters: 32_767,
} as const;
