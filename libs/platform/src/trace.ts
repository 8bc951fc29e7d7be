import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const traces = new AsyncLocalStorage<string>();

const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
const nobody = '0'.repeat(32);

/** The id that ties together what is told about one request: of its `traceparent` (W3C Trace Context), or a new one. */
export function traceIdOf(header: unknown): string {
  const [, id] = (typeof header === 'string' && traceparent.exec(header)) || [];
  return id === undefined || id === nobody ? randomUUID().replaceAll('-', '') : id;
}

/** Does `work`, and whatever follows from it, under a trace id: each line of the log that comes of it has it. */
export const withTrace = <T>(traceId: string, work: () => T): T => traces.run(traceId, work);

/** The trace id of what runs now, if it has one. */
export const currentTrace = (): string | undefined => traces.getStore();
