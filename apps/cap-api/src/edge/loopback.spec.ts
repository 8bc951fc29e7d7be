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
});
