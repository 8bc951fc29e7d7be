import { isFromThisMachine } from './loopback';

describe('a request from this machine', () => {
  it.each([
    ['127.0.0.1', 'localhost:3000'],
    ['::1', '[::1]:3000'],
    ['::ffff:127.0.0.1', '127.0.0.1:3000'],
    ['127.0.0.1', 'localhost'],
  ])('%s asking %s', (address, host) => expect(isFromThisMachine(address, host)).toBe(true));

  it.each([
    ['10.0.0.7', 'localhost:3000'],
    ['127.0.0.1', 'cap.example:3000'],
    ['127.0.0.1', 'localhost.cap.example'],
    ['127.0.0.1', undefined],
    [undefined, 'localhost'],
    ['1.127.0.0', 'localhost'],
  ])('is not %s asking %s', (address, host) => expect(isFromThisMachine(address, host)).toBe(false));

  it('comes in by an address that is named besides, as it does into a container, and by no other', () => {
    const named = (address: string, host: string) => isFromThisMachine(address, host, ['10.213.0.1']);
    expect([named('10.213.0.1', '127.0.0.1:3000'), named('::ffff:10.213.0.1', 'localhost:3000')]).toEqual([true, true]);
    expect([named('10.213.0.10', '127.0.0.1:3000'), named('10.213.0.1', 'cap.example:3000')]).toEqual([false, false]);
  });
});
