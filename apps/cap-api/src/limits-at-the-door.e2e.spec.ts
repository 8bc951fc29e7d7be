import { once } from 'node:events';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import { ApiProcess } from './api-process.fixture';
import { doorLimits } from './edge/door-limits';

let database: TestDatabase;
let api: ApiProcess;

beforeAll(async () => {
  database = await freshDatabase();
  api = await ApiProcess.start(database.appUrl);
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const reportPath = '/v1/availability-reports';

describe('the door takes so much and no more', () => {
  it('refuses a body that is too large, in Dutch, and says what to do', async () => {
    const body = JSON.stringify({ reports: ['x'.repeat(doorLimits.body)] });
    const { status, headers, body: problem } = await api.post(reportPath, body);
    expect([status, headers['content-type']]).toEqual([413, 'application/problem+json; charset=utf-8']);
    expect(problem).toMatchObject({ code: 'request-too-large', title: 'Het verzoek is te groot' });
  });

  it('refuses in English who asks for it, and says that it does', async () => {
    const { headers, body: problem } = await api.post(reportPath, '{', { language: 'en-GB, nl;q=0.5' });
    expect([headers['content-language'], headers.vary]).toEqual(['en', 'Accept-Language']);
    expect(problem).toMatchObject({ code: 'request-unreadable', title: 'The request cannot be read' });
  });

  it('refuses more reports than a thousand in one request', async () => {
    const body = JSON.stringify({ reports: Array.from({ length: 1001 }, () => ({})) });
    const { status, body: problem } = await api.post(reportPath, body, { token: api.plannerToken });
    expect(status).toBe(400);
    expect(problem.errors).toContainEqual({ field: 'reports', message: 'Geef minder waarden in deze lijst.' });
  });

  it('says so when a body is no JSON', async () => {
    const { status, headers, body } = await api.post(reportPath, '{');
    expect([status, headers['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect(body).toMatchObject({ code: 'request-unreadable' });
  });

  it('refuses a head that is too large', async () => {
    const { socket, received, closed } = await api.dial();
    socket.write(`GET /health/live HTTP/1.1\r\nHost: cap\r\nX-Much: ${'x'.repeat(doorLimits.headers)}\r\n\r\n`);
    await closed;
    expect(received()).toMatch(
      /^HTTP\/1\.1 431 .*application\/problem\+json.*API-Version: .*"code":"headers-too-large"/s,
    );
  });

  it('refuses an address that cannot be read', async () => {
    const { status, headers, body } = await api.get('/v1/units/%zz');
    expect([status, headers['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect(headers['api-version']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(body).toMatchObject({ code: 'address-unreadable' });
  });

  it('does not wait for who sends a letter now and then, neither in the head nor in the body', async () => {
    const [head, body] = [await api.dial(), await api.dial()];
    head.socket.write('GET /health/live HTTP/1.1\r\nHost: cap\r\n');
    body.socket.write(
      `POST ${reportPath} HTTP/1.1\r\nHost: cap\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n` +
        `Authorization: Bearer ${api.token}\r\n\r\n{`,
    );
    const drops = setInterval(() => {
      if (head.socket.writable) head.socket.write('X-Slow: yes\r\n');
      if (body.socket.writable) body.socket.write(' ');
    }, 500);
    await Promise.all([head.closed, body.closed]);
    clearInterval(drops);
    for (const { received } of [head, body])
      expect(received()).toMatch(/^HTTP\/1\.1 408 .*application\/problem\+json.*"code":"request-too-slow"/s);
    expect((await api.get('/health/live')).status).toBe(200);
  });

  it('answers what is no HTTP', async () => {
    const { socket, received, closed } = await api.dial();
    socket.write('Goedemorgen\r\n\r\n');
    await Promise.race([closed, once(socket, 'end')]);
    expect(received()).toMatch(/^HTTP\/1\.1 400 .*"code":"request-unreadable"/s);
  });
});
