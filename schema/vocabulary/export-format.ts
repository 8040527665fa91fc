/** What kind of file an export is. */
export const ExportFormat = {
  CSV: 'CSV',
  XLSX: 'XLSX',
  JSON: 'JSON',
} as const;
export type ExportFormat = (typeof ExportFormat)[keyof typeof ExportFormat];

export const ExportFormatValues: readonly ExportFormat[] = Object.values(ExportFormat);
