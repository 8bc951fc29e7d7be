/** Our own errors whose message holds ids, numbers and what to do, and nothing that somebody wrote. */
const speaking = new Set(['BrokenInvariant', 'ConfigurationError', 'MasterKeyError']);

/**
 * What is told of an error: its kind, its code, of the database the table and the constraint, and the lines of its stack.
 * Not its message, unless it is one of ours or of the operating system: drivers and parsers quote what they were given.
 */
export function toldError(error: Error): Record<string, unknown> {
  const { code, syscall, driverError } = error as { code?: unknown; syscall?: unknown; driverError?: unknown };
  const { table, constraint } = (driverError ?? error) as { table?: unknown; constraint?: unknown };
  return {
    error: error.name,
    code: plain(code),
    table: plain(table),
    constraint: plain(constraint),
    because: speaking.has(error.name) || typeof syscall === 'string' ? error.message : undefined,
    stack: framesOf(error.stack),
  };
}

/** The places of a stack, without the message above them. */
export function framesOf(stack: string | undefined): string | undefined {
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return frames?.length ? frames.join('\n') : undefined;
}

const plain = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\w{1,80}$/.test(value) ? value : undefined;
