import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isOutside } from './allowed-address';
import { mostFailures, waitAfter } from './back-off';
import { postEvent } from './post-event';
import { sign } from './signature';

describe('the address of a subscriber', () => {
  it.each(['1.1.1.1', '93.184.216.34', '2606:4700::1111'])('may be %s', (address) => {
    expect(isOutside(address)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fd00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'localhost',
  ])('must not be %s', (address) => {
    expect(isOutside(address)).toBe(false);
  });

  it.each([
    'http://93.184.216.34/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://0x7f000001/',
    'https://localhost/',
  ])('is not gone to: %s', async (url) => {
    const options = { anywhere: false, signal: new AbortController().signal };
    expect(await postEvent({ url, headers: {}, body: '{}' }, options)).toBe('address-not-allowed');
  });
});

describe('a message to a subscriber', () => {
  it.each([
    [200, null],
    [202, null],
    [301, 'redirected'],
    [307, 'redirected'],
    [404, 'refused'],
    [503, 'refused'],
  ])('that is answered with %i comes to %s', async (status, failure) => {
    const paths: string[] = [];
    const server = createServer((request, response) => {
      paths.push(request.url!);
      response.writeHead(status, { location: '/elsewhere' }).end('a long story');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/here`;
    const options = { anywhere: true, signal: new AbortController().signal };
    expect(await postEvent({ url, headers: {}, body: '{}' }, options)).toBe(failure);
    expect(paths).toEqual(['/here']);
    await new Promise((resolve) => server.close(resolve));
    expect(await postEvent({ url, headers: {}, body: '{}' }, options)).toBe('no-answer');
  });

  it('is signed as Standard Webhooks says, with its own example', () => {
    const headers = sign(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      new Date(1_614_265_330_000),
      '{"test": 2432232314}',
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });
});

describe('the wait after a failed try', () => {
  it('doubles up to an hour, and ends after about a day', () => {
    expect([1, 2, 3, 12, 33].map((failures) => waitAfter(failures, 0))).toEqual([
      2000, 4000, 8000, 3_600_000, 3_600_000,
    ]);
    expect(waitAfter(mostFailures, 0)).toBeNull();
    const all = Array.from({ length: mostFailures - 1 }, (_, index) => waitAfter(index + 1, 0)!);
    expect(all.reduce((sum, wait) => sum + wait) / 3_600_000).toBeGreaterThan(20);
  });

  it('is up to a fifth shorter, by chance', () => {
    expect([waitAfter(1, 0), waitAfter(1, 0.5), waitAfter(1, 1)]).toEqual([2000, 1800, 1600]);
  });
});
