/** What the cells of every sheet of a workbook share. */
export interface WorkbookContext {
  sharedTexts: string[];
  /** Number formats by a cell's style. */
  formats: (string | null)[];
  startsIn1904: boolean;
}

/** Excel writes control characters as `_x000D_`. */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
