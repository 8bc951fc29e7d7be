import type { LoggerService } from '@nestjs/common';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'fatal';
/** Fields of a line: ids, counts, durations. Anything deeper is left out, so no body or row can come along by accident. */
export type LogFields = Readonly<Record<string, unknown>>;

/** What Nest tells while it puts modules together: seventy lines a start that say nothing about the work. */
const wiring = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'WebSocketsController',
  'NestApplication',
]);

/**
 * One JSON object a line on standard output: time (UTC), level, process, context, message and fields. Nest's logger and ours.
 * It prints texts, numbers and booleans only. Of an error it prints name, message, code and stack, and not what drivers
 * hang on it: a failed query carries its parameters, which may be personal data.
 */
export class JsonLogger implements LoggerService {
  constructor(
    private readonly process: string,
    private readonly write: (line: string) => void = (line) => void globalThis.process.stdout.write(line),
  ) {}

  debug(message: unknown, ...rest: unknown[]): void {
    this.print('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.print('debug', message, rest);
  }
  log(message: unknown, ...rest: unknown[]): void {
    if (wiring.has(String(rest.at(-1)))) return;
    this.print('info', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.print('warn', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.print('error', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.print('fatal', message, rest);
  }

  /** Nest gives the context as the last text, and a stack before it; ours gives fields or an error. */
  private print(level: LogLevel, message: unknown, rest: readonly unknown[]): void {
    const texts = rest.filter((part): part is string => typeof part === 'string');
    const line = {
      time: new Date().toISOString(),
      level,
      process: this.process,
      context: texts.at(-1),
      ...(typeof message === 'string'
        ? { message }
        : message instanceof Error
          ? { message: message.name, ...plainFields(message) }
          : plainFields(message)),
      ...Object.assign({}, ...rest.filter((part) => typeof part === 'object').map(plainFields)),
      stack: level === 'error' && texts.length > 1 ? texts[0] : stackOf([message, ...rest]),
    };
    this.write(`${JSON.stringify(line)}\n`);
  }
}

function plainFields(value: unknown): LogFields {
  if (value instanceof Error) {
    const code = (value as { code?: unknown }).code;
    return { error: value.name, because: value.message, code: isPlain(code) ? code : undefined };
  }
  if (typeof value !== 'object' || value === null) return { message: String(value) };
  return Object.fromEntries(
    Object.entries(value).map(([field, part]) => [field, isPlain(part) ? part : leftOut(part)]),
  );
}

const isPlain = (value: unknown): boolean => value === null || ['string', 'number', 'boolean'].includes(typeof value);

const leftOut = (value: unknown): string | undefined =>
  value === undefined ? undefined : value instanceof Error ? `${value.name}: ${value.message}` : '(left out)';

const stackOf = (parts: readonly unknown[]): string | undefined => parts.find((part) => part instanceof Error)?.stack;
