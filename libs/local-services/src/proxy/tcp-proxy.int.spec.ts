import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { eventually } from './eventually.fixture';
import { TcpProxy } from './tcp-proxy';

let server: Server;
let heard: string;
let proxy: TcpProxy;
let client: Socket;
let answered: string;

/** The server keeps what it hears and answers with it in capitals. */
beforeEach(async () => {
  [heard, answered] = ['', ''];
  server = createServer((socket) => {
    socket.setEncoding('utf8').on('data', (text: string) => {
      heard += text;
      socket.write(text.toUpperCase());
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await TcpProxy.open(0, (server.address() as AddressInfo).port);
  client = connect(proxy.port, '127.0.0.1');
  client.setEncoding('utf8').on('data', (text: string) => (answered += text));
  client.on('error', () => undefined);
  await once(client, 'connect');
});

afterEach(async () => {
  client.destroy();
  await proxy.close();
  await new Promise((resolve) => server.close(resolve));
});

const comes = (text: string) => eventually(`the answer is ${text}`, () => answered === text);

it('passes on both ways, and hinders nothing', async () => {
  client.write('north');
  await comes('NORTH');
  expect(proxy.figures).toEqual({ open: 1, hindered: 0 });
});

it('is as late as it is told, each way, and keeps the order when the delay ends', async () => {
  proxy.set({ delayMs: 150 });
  const start = performance.now();
  client.write('one ');
  await eventually('a piece is on its way', () => proxy.figures.hindered > 0);
  proxy.set({ delayMs: 50 });
  client.write('two');
  await comes('ONE TWO');
  expect(performance.now() - start).toBeGreaterThanOrEqual(199);
});

it('cut to the server: the server hears nothing until the way is open', async () => {
  proxy.set({ cut: 'to-server' });
  client.write('lost?');
  await eventually('a piece is held up', () => proxy.figures.hindered === 1);
  expect(heard).toBe('');
  proxy.set({});
  await comes('LOST?');
});

it('cut to the client: the server hears, and its answer waits', async () => {
  proxy.set({ cut: 'to-client' });
  client.write('paid');
  await eventually('the answer is held up', () => proxy.figures.hindered === 1);
  expect([heard, answered]).toEqual(['paid', '']);
  proxy.set({});
  await comes('PAID');
});

it('cut both ways: a connection that is made meanwhile waits too', async () => {
  proxy.set({ cut: 'both' });
  const later = connect(proxy.port, '127.0.0.1');
  later.write('knock');
  await eventually('a piece of it is held up', () => proxy.figures.hindered === 1);
  expect(heard).toBe('');
  proxy.set({});
  await eventually('it is heard', () => heard === 'knock');
  later.destroy();
});

it('an end on one side is an end on the other', async () => {
  client.write('bye');
  await comes('BYE');
  client.end();
  await once(client, 'close');
  await eventually('the link is gone', () => proxy.figures.open === 0);
});

it('where nobody listens the client is let go', async () => {
  const nowhere = await TcpProxy.open(0, 1);
  const lost = connect(nowhere.port, '127.0.0.1');
  lost.on('error', () => undefined);
  await once(lost, 'close');
  await nowhere.close();
});
