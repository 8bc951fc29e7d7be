import { JsonLogger } from './json-logger';

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

  it('leaves bodies and other nested values out', () => {
    const line = logged((logger) =>
      logger.warn('Refused', { rule: 'PRP-1', body: { name: 'Canary' }, list: ['Canary'] }),
    );
    expect(line).toMatchObject({ rule: 'PRP-1', body: '(left out)', list: '(left out)' });
    expect(JSON.stringify(line)).not.toContain('Canary');
  });

  it('leaves out what a driver hangs on an error, such as the parameters of a query', () => {
    const failure = Object.assign(new Error('duplicate key'), {
      code: '23505',
      parameters: ['Canary'],
      detail: 'Canary',
    });
    const line = logged((logger) => logger.error('Command failed', failure));
    expect(line).toMatchObject({ level: 'error', error: 'Error', code: '23505' });
    expect(line['stack']).toContain('duplicate key');
    expect(JSON.stringify(line)).not.toContain('Canary');
  });

  it("takes Nest's stack and context", () => {
    const line = logged((logger) => logger.error('Broken', 'Error: Broken\n  at x', 'ExceptionsHandler'));
    expect(line).toMatchObject({ message: 'Broken', stack: 'Error: Broken\n  at x', context: 'ExceptionsHandler' });
  });
});
