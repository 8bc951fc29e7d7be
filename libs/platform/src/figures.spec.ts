import { get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { countTheProcess, figures, figuresAsText, type LookedUp } from './figures';
import { serveFigures } from './figures-server';

const halted: LookedUp = {
  name: 'cap_spec_halted',
  help: 'Whether it stands still.',
  labelNames: ['reader'],
  values: [
    { labels: { reader: 'stay-list' }, value: 0 },
    { labels: { reader: 'a"b' }, value: 1 },
  ],
};

describe('the figures of a process', () => {
  it('hold what it counted and what was looked up', async () => {
    figures.reports.inc({ outcome: 'refused', rule: 'CPY-3' });
    figures.commandSeconds.observe({ command: 'ProposePlace', outcome: 'PRP-1' }, 0.004);
    const text = await figuresAsText([halted, { name: 'cap_spec_none', help: 'None.', labelNames: ['x'], values: [] }]);
    expect(text).toContain('cap_reports_total{outcome="refused",rule="CPY-3"} 1\n');
    expect(text).toContain('cap_command_seconds_bucket{le="0.005",command="ProposePlace",outcome="PRP-1"} 1\n');
    expect(text).toContain('cap_spec_halted{reader="stay-list"} 0\ncap_spec_halted{reader="a\\"b"} 1\n');
    expect(text).toContain('# TYPE cap_spec_none gauge\n');
    expect(text).not.toContain('cap_spec_none 0');
  });

  it('hold the process itself, however often that is asked', async () => {
    countTheProcess();
    countTheProcess();
    expect(await figuresAsText()).toContain('process_resident_memory_bytes');
  });

  it('are served on a port of their own, with whether the program is well', async () => {
    let well = true;
    const server = await serveFigures({ host: '127.0.0.1', port: 0 }, () => Promise.resolve(well));
    const ask = async (path: string) => {
      const asked = get({ host: '127.0.0.1', port: server.port, path, agent: false });
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      let text = '';
      for await (const part of answer) text += String(part);
      return { status: answer.statusCode, text };
    };
    expect(await ask('/metrics')).toMatchObject({ status: 200, text: expect.stringContaining('cap_reports_total') });
    expect(await ask('/health/ready')).toEqual({ status: 200, text: '{"status":"ok"}' });
    well = false;
    expect(await ask('/health/ready')).toEqual({ status: 503, text: '{"status":"waiting"}' });
    expect(await ask('/health/live')).toMatchObject({ status: 200 });
    expect(await ask('/else')).toMatchObject({ status: 404 });
    await server.close();
  });
});
