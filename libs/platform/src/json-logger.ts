import type { LoggerService } from '@nestjs/common';
import { toldFields } from './log-fields';
import { framesOf, toldError } from './told-error';
import { currentTrace } from './trace';
import { spanIds } from './traces/spans';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'fatal';
/** What Nest tells while it puts modules together: seventy lines a start that say nothing about the work. */
const wiring = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'WebSocketsController',
  'NestApplication',
]);

/** Nest's own handlers tell the message of an error that nobody caught; it may quote anything. */
const catching = new Set(['ExceptionsHandler', 'ExceptionHandler', 'WsExceptionsHandler', 'RpcExceptionsHandler']);

/** Writes lines for machines, or for somebody who looks at a terminal. */
const toStandardOutput = (line: string): void => void globalThis.process.stdout.write(line);

/**
 * One JSON object a line on standard output, or one readable line on a terminal: time (UTC), level, process, its number,
 * the trace of the request, context, message and fields. Nest's logger and ours. Messages are fixed texts; what varies is in
 * fields, and only those of `log-fields.ts` are told, so that no body, row or text comes along by accident.
 */
export class JsonLogger implements LoggerService {
  constructor(
    private readonly process: string,
    private readonly write: (line: string) => void = toStandardOutput,
    private readonly readable = write === toStandardOutput && globalThis.process.stdout.isTTY === true,
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
    const context = texts.at(-1);
    const told = rest.filter((part): part is object => typeof part === 'object' && part !== null).map(partOf);
    const stack = level === 'error' && texts.length > 1 ? framesOf(texts[0]) : undefined;
    const line = {
      time: new Date().toISOString(),
      level,
      process: this.process,
      pid: globalThis.process.pid,
      trace: currentTrace(),
      ...spanIds(),
      context,
      ...messageOf(message, context),
      ...(stack === undefined ? {} : { stack }),
      ...Object.assign({}, ...told),
    };
    this.write(this.readable ? forPeople(line) : `${JSON.stringify(line)}\n`);
  }
}

function messageOf(message: unknown, context: string | undefined): Record<string, unknown> {
  if (message instanceof Error) return { message: message.name, ...toldError(message) };
  if (context !== undefined && catching.has(context)) return { message: 'An error was not handled.' };
  if (typeof message === 'string') return { message };
  return typeof message === 'object' && message !== null ? toldFields(message) : { message: String(message) };
}

/** Of fields with an error among them, the error is told as one. */
function partOf(part: object): Record<string, unknown> {
  if (part instanceof Error) return toldError(part);
  const { error, ...fields } = part as { error?: unknown };
  if (error === undefined) return toldFields(fields);
  return { ...toldFields(fields), ...(error instanceof Error ? toldError(error) : { error: kindOf(error) }) };
}

const kindOf = (error: unknown): string =>
  typeof error === 'string' && /^\w{1,80}$/.test(error) ? error : '(left out)';

type Line = { time: string; level: LogLevel; process: string; stack?: unknown } & Record<string, unknown>;

function forPeople({ time, level, process, message, stack, ...fields }: Line): string {
  const told = Object.entries(fields)
    .filter(([field, value]) => value !== undefined && field !== 'pid')
    .map(([field, value]) => `${field}=${String(value)}`);
  const line = [time.slice(11, 19), level.padEnd(5), process, message, ...told].join(' ');
  return typeof stack === 'string' ? `${line}\n${stack}\n` : `${line}\n`;
}
