import { Follower } from './follower';
import type { PassOutcome } from './log-reader';

/** Long enough that only a wake-up, not the poll, explains a pass. */
const never = 60_000;

/** A pass whose outcomes are given one by one; `reached(n)` resolves when the nth pass begins. */
function scripted(...outcomes: (PassOutcome | Error)[]) {
  let passes = 0;
  const waiting: { count: number; resolve: () => void }[] = [];
  const pass = (): Promise<PassOutcome> => {
    passes++;
    for (const { count, resolve } of waiting) if (passes >= count) resolve();
    const outcome = outcomes[passes - 1] ?? 'level';
    return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
  };
  const reached = (count: number) =>
    new Promise<void>((resolve) => (passes >= count ? resolve() : void waiting.push({ count, resolve })));
  return { pass, reached, count: () => passes };
}

describe('a follower', () => {
  it('goes on at once while there is more', async () => {
    const { pass, reached, count } = scripted('moved', 'moved', 'level');
    const follower = new Follower(pass, { pollMs: never, onError: fail });
    follower.start();
    await reached(3);
    await follower.stop();
    expect(count()).toBe(3);
  });

  it('looks when it is woken, also when that came during a pass', async () => {
    const { pass, reached } = scripted('level', 'level', 'level');
    let wakeDuringPass = (): void => undefined;
    const follower = new Follower(
      () => {
        wakeDuringPass();
        return pass();
      },
      { pollMs: never, onError: fail },
    );
    wakeDuringPass = () => {
      follower.wake();
      wakeDuringPass = () => undefined;
    };
    follower.start();
    await reached(2);
    follower.wake();
    await reached(3);
    await follower.stop();
  });

  it('looks by itself, for a wake-up may be lost', async () => {
    const { pass, reached } = scripted();
    const follower = new Follower(pass, { pollMs: 1, onError: fail });
    follower.start();
    await reached(3);
    await follower.stop();
  });

  it('tells of a pass that failed, and tries again', async () => {
    const { pass, reached } = scripted(new Error('away'), new Error('still away'), 'level');
    const errors: unknown[] = [];
    const follower = new Follower(pass, { pollMs: never, onError: (error) => errors.push(error) });
    follower.start();
    await reached(3);
    await follower.stop();
    expect(errors).toEqual([new Error('away'), new Error('still away')]);
  });

  it('stops after the pass that runs, and makes no other', async () => {
    let end = (): void => undefined;
    let passes = 0;
    const follower = new Follower(
      () => {
        passes++;
        return new Promise((resolve) => (end = () => resolve('moved')));
      },
      { pollMs: never, onError: fail },
    );
    follower.start();
    let stopped = false;
    const stopping = follower.stop().then(() => (stopped = true));
    await Promise.resolve();
    expect(stopped).toBe(false);
    end();
    await stopping;
    expect(passes).toBe(1);
  });
});

function fail(error: unknown): void {
  throw error;
}
