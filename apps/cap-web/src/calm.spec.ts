import { Announcer } from './announcer.js';
import { Painter } from './painter.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('a calm page', () => {
  it('paints at once, then at most once per interval, and never forgets the last request', () => {
    const paint = jest.fn();
    const painter = new Painter(paint, 500);
    for (let ms = 0; ms < 990; ms += 10) {
      painter.request();
      jest.advanceTimersByTime(10);
    }
    expect(paint).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(500);
    expect(paint).toHaveBeenCalledTimes(3);
    jest.advanceTimersByTime(5000);
    expect(paint).toHaveBeenCalledTimes(3);
  });

  it('paints nothing while it is paused, and the present when it goes on', () => {
    const paint = jest.fn();
    const painter = new Painter(paint, 500);
    painter.request();
    painter.pause();
    painter.request();
    jest.advanceTimersByTime(5000);
    expect(paint).not.toHaveBeenCalled();
    painter.resume();
    expect(paint).toHaveBeenCalledTimes(1);
  });

  it('speaks at most once per fifteen seconds, and sums up what happened till then', () => {
    const said: string[] = [];
    const announcer = new Announcer((text) => said.push(text));
    announcer.changed(0);
    jest.advanceTimersByTime(20_000);
    expect(said).toEqual([]);
    announcer.changed(1);
    jest.advanceTimersByTime(1000);
    announcer.changed(2);
    announcer.tell('Verbinding verbroken.');
    jest.advanceTimersByTime(13_000);
    expect(said).toEqual(['1 groep gewijzigd.']);
    jest.advanceTimersByTime(2000);
    expect(said.slice(1)).toEqual(['Verbinding verbroken. 2 keer een groep gewijzigd.']);
  });
});
