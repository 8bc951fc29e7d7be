import { JsonLogger } from './json-logger';
import { traceIdOf, withTrace } from './trace';

function logged(use: (logger: JsonLogger) => void): Record<string, unknown> {
  const lines: string[] = [];
  use(new JsonLogger('cap-api', (line) => lines.push(line)));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[^\n]+\n$/);
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
}

describe('JsonLogger', () => {
  it('writes one JSON line with time, level, process, context and fields', () => {
    const line = logged((logger) => logger.log('Listening', { port: 3000, ready: true }, 'Main'));
    expect(line).toMatchObject({
      level: 'info',
      process: 'cap-api',
      context: 'Main',
      message: 'Listening',
      port: 3000,
      ready: true,
    });
    expect(line['time']).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
  });

  it('says which process it is, and which request it was about', () => {
    const id = traceIdOf('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01');
    const line = logged((logger) => withTrace(id, () => logger.log('Answered')));
    expect(line).toMatchObject({ pid: process.pid, trace: '4bf92f3577b34da6a3ce929d0e0e4736' });
    expect(logged((logger) => logger.log('Idle'))).not.toHaveProperty('trace');
    for (const none of [undefined, 'Canary', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`])
      expect(traceIdOf(none)).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each<[string, Record<string, unknown>]>([
    ['a body', { body: { name: 'Canary' } }],
    ['a list', { list: ['Canary'] }],
    ['a field that nobody allowed', { name: 'Canary' }],
    ['a text where an id belongs', { streamId: 'Canary' }],
    ['a text where a number belongs', { position: 'Canary' }],
    ['a text of more lines', { detail: 'is\nCanary' }],
    ['a text in a language', { detail: 'Canary wóónt thuis' }],
    ['an error that is a text', { error: 'of Canary' }],
  ])('leaves out %s', (_, fields) => {
    const line = logged((logger) => logger.warn('Refused', { rule: 'PRP-1', ...fields }));
    expect(line).toMatchObject({ rule: 'PRP-1', [Object.keys(fields)[0]!]: '(left out)' });
    expect(JSON.stringify(line)).not.toContain('Canary');
  });

  it('tells kind, code, table and places of an error, and not what a driver says or hangs on it', () => {
    const failure = Object.assign(new Error('invalid input syntax: "Canary"'), {
      code: '23505',
      parameters: ['Canary'],
      detail: 'Canary',
      driverError: { table: 'place_claim', constraint: 'place_claim_pkey', detail: 'Canary' },
    });
    for (const line of [
      logged((logger) => logger.error('Command failed', failure)),
      logged((logger) => logger.error('Command failed', { error: failure })),
    ]) {
      expect(line).toMatchObject({ level: 'error', error: 'Error', code: '23505', table: 'place_claim' });
      expect(line['stack']).toMatch(/^\s+at /);
      expect(JSON.stringify(line)).not.toContain('Canary');
    }
  });

  it('tells the message of our own errors and of the operating system', () => {
    const away = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
    expect(logged((logger) => logger.warn('Trying again', away))).toMatchObject({ because: away.message });
    const ours = Object.assign(new Error('PRP-1: twice.'), { name: 'BrokenInvariant' });
    expect(logged((logger) => logger.error('Failed', ours))).toMatchObject({ because: 'PRP-1: twice.' });
  });

  it("takes Nest's stack and context, and not the message of an error that nobody caught", () => {
    const line = logged((logger) => logger.error('Broken', 'Error: Canary\n  at x', 'Router'));
    expect(line).toMatchObject({ message: 'Broken', stack: '  at x', context: 'Router' });
    const thrown = logged((logger) => logger.error('Canary', 'Error: Canary\n  at x', 'ExceptionsHandler'));
    expect(thrown).toMatchObject({ message: 'An error was not handled.', stack: '  at x' });
    expect(JSON.stringify(thrown)).not.toContain('Canary');
  });

  it('is a readable line on a terminal', () => {
    const lines: string[] = [];
    const write = (line: string) => void lines.push(line);
    new JsonLogger('cap-worker', write, true).warn('A read model tries again.', { reader: 'stay-list' });
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d warn  cap-worker A read model tries again\. reader=stay-list\n$/);
  });
});
