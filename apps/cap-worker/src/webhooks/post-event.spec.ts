import { getEventListeners } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createPlainServer, type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { AddressNotAllowed, lookupOutside } from './allowed-address';
import { mostFailures, waitAfter } from './back-off';
import { postEvent } from './post-event';
import { sign } from './signature';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const now = () => new AbortController().signal;

/** A server on this machine that answers with one status, while `use` runs. Gives the paths that were asked. */
async function answering(status: number, use: (url: string) => Promise<void>): Promise<string[]> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url!);
    const headers =
      status === 101 ? { connection: 'Upgrade', upgrade: 'another-protocol' } : { location: '/elsewhere' };
    response.writeHead(status, headers).end('a long story');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/here`);
    return paths;
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('the address of a subscriber', () => {
  it.each([
    'http://93.184.216.34/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://0x7f000001/',
    'https://localhost/',
  ])('is not gone to: %s', async (url) => {
    const posted = await postEvent({ url, headers: {}, body: '{}' }, { anywhere: false, signal: now() });
    expect(posted).toBe('address-not-allowed');
  });

  it.each(['HTTPS://afnemer.example/', ' https://afnemer.example/'])(
    'is gone to as the door read it: %j',
    async (url) => {
      // Called off before anything is sent, but not refused.
      const posted = await postEvent(
        { url, headers: {}, body: '{}' },
        { anywhere: false, signal: AbortSignal.abort() },
      );
      expect(posted).toBe('called-off');
    },
  );

  it.each([true, false])('is looked at in the look-up that the connection is made by (all: %s)', async (all) => {
    const found = promisify(lookupOutside)('localhost', { all });
    await expect(found).rejects.toThrow(AddressNotAllowed);
  });
});

describe('a message to a subscriber', () => {
  const ask = (url: string, signal = now()) => postEvent({ url, headers: {}, body: '{}' }, { anywhere: true, signal });

  it.each([
    [200, 'taken'],
    [202, 'taken'],
    [301, 'redirected'],
    [307, 'redirected'],
    [404, 'refused'],
    [410, 'gone'],
    [503, 'refused'],
    [101, 'no-answer'],
  ])('that is answered with %i is %s', async (status, posted) => {
    let gone = '';
    const paths = await answering(status, async (url) => {
      gone = url;
      expect(await ask(url)).toBe(posted);
    });
    expect(paths).toEqual(['/here']);
    expect(await ask(gone)).toBe('no-answer');
  });

  it('is called off when the worker stops', async () => {
    const stopping = new AbortController();
    await answering(200, async (url) => {
      const posted = ask(url, stopping.signal);
      stopping.abort();
      expect(await posted).toBe('called-off');
    });
  });

  it('goes over TLS to HTTPS, however that is written', async () => {
    const begun: number[] = [];
    const server = createPlainServer((socket) => {
      socket.once('data', (bytes) => {
        begun.push(bytes[0]!);
        socket.destroy();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    expect(await ask(`HTTPS://127.0.0.1:${(server.address() as AddressInfo).port}/`)).toBe('no-answer');
    await new Promise((resolve) => server.close(resolve));
    const handshake = 22;
    expect(begun).toEqual([handshake]);
  });

  it('leaves nothing on the signal by which the worker stops', async () => {
    const stopping = new AbortController();
    const listening = () => getEventListeners(stopping.signal, 'abort').length;
    await answering(200, async (url) => {
      const posted = ask(url, stopping.signal);
      expect(listening()).toBe(1);
      expect(await posted).toBe('taken');
      expect(listening()).toBe(0);
    });
    expect(await ask('http://127.0.0.1:1/', stopping.signal)).toBe('no-answer');
    expect(listening()).toBe(0);
  });

  const signedUnder = (...secrets: string[]) =>
    sign(secrets, 'msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1_614_265_330_000), '{"test": 2432232314}');

  it('is signed as Standard Webhooks says, with its own example', () => {
    expect(signedUnder(secret)).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is signed under each secret that holds, the newest first', () => {
    const another = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const signature = (...secrets: string[]) => signedUnder(...secrets)['webhook-signature']!;
    expect(signature(another, secret)).toBe(`${signature(another)} ${signature(secret)}`);
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
