/** The import that this device has begun and not confirmed, so that it is found again after a closed window. */
export const openImportKey = 'import-open';

export interface OpenImport {
  readonly id: string;
  readonly fileName: string;
}
