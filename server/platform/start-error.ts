/**
 * A reason why the program cannot start that the operator can act on.
 * Its message is one line, fit for the console; whoever starts the program prints it without a stack and exits with 1.
 */
export class StartError extends Error {
  override readonly name: string = 'StartError';
}

/** The code of a Node system error ('ENOSPC', 'EACCES' …), or null for any other error. */
export function systemErrorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
