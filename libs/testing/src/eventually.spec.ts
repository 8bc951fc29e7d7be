import { eventually } from './eventually';

it('gives what the probe gives first', async () => {
  const answers = [undefined, null, false, 0];
  await expect(eventually('a number', () => answers.shift())).resolves.toBe(0);
});

it('asks again when the probe throws', async () => {
  let asked = 0;
  const probe = () => (++asked < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve('there'));
  await expect(eventually('it is there', probe)).resolves.toBe('there');
});

it('fails with its name and the last answer', async () => {
  await expect(eventually('the bed is free', () => false, { within: 30 })).rejects.toThrow(
    'Not within 30 ms: the bed is free. The probe gave false.',
  );
});

it('fails with its name and the last error', async () => {
  const probe = () => Promise.reject(new Error('closed'));
  await expect(eventually('the door opens', probe, { within: 30 })).rejects.toThrow(/the door opens.*closed/s);
});
