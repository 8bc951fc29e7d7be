import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Caller, serveCalls } from './calls';

let folder: string;
let path: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cap-calls-'));
  path = join(folder, 'control');
});
afterAll(() => rmSync(folder, { recursive: true }));

it('answers calls, tells what went wrong, and whoever waits when it is gone', async () => {
  const never = new Promise<never>(() => undefined);
  const served = await serveCalls(path, {
    double: ({ number }: { number: number }) => number * 2,
    break: () => Promise.reject(new Error('It broke.')),
    wait: () => never,
  });
  const caller = await Caller.connect(path);
  expect(await Promise.all([1, 2, 3].map((number) => caller.call('double', { number })))).toEqual([2, 4, 6]);
  await expect(caller.call('break')).rejects.toThrow('break: It broke.');
  await expect(caller.call('unknown')).rejects.toThrow('There is no call named unknown.');
  const waits = expect(caller.call('wait')).rejects.toThrow('the other side is gone');
  await served.close();
  await waits;
  await expect(caller.call('double', { number: 1 })).rejects.toThrow('the other side is gone');
});
