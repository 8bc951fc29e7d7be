import { EventEmitter, once } from 'node:events';
import { Shutdown, type Host } from './shutdown';

class FakeHost extends EventEmitter implements Host {
  connected = true;
  exit(code: number): void {
    this.emit('exited', code);
  }
}

function aShutdown() {
  const host = new FakeHost();
  const reports: string[] = [];
  const closed: string[] = [];
  const shutdown = new Shutdown(host, (line) => reports.push(line));
  const step = (name: string) => shutdown.add(name, () => void closed.push(name));
  return { host, reports, closed, shutdown, step, exited: once(host, 'exited') };
}

describe('Shutdown', () => {
  it.each(['SIGTERM', 'SIGINT'])('closes on %s, what was added last first, and exits with 0', async (signal) => {
    const { host, closed, step, exited } = aShutdown();
    step('database');
    step('server');
    host.emit(signal);
    host.emit(signal);
    expect(await exited).toEqual([0]);
    expect(closed).toEqual(['server', 'database']);
  });

  it('closes the rest when a step fails, says which and exits with 1', async () => {
    const { host, closed, reports, shutdown, step, exited } = aShutdown();
    step('database');
    shutdown.add('server', () => Promise.reject(new Error('port is stuck')));
    host.emit('SIGTERM');
    expect(await exited).toEqual([1]);
    expect(closed).toEqual(['database']);
    expect(reports).toEqual(['Could not close server: port is stuck']);
  });

  it('ends when the parent that started it is gone', async () => {
    const { host, closed, shutdown, step, exited } = aShutdown();
    step('server');
    shutdown.endWithParent();
    host.emit('disconnect');
    expect(await exited).toEqual([0]);
    expect(closed).toEqual(['server']);
  });

  it('does not listen for a parent where there is no channel', () => {
    const { host, shutdown } = aShutdown();
    host.connected = false;
    shutdown.endWithParent();
    expect(host.listenerCount('disconnect')).toBe(0);
  });
});
