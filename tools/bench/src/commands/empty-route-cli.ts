import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server without a framework: reads the body, takes it for JSON, and answers always the same. Tells its port. */
const answer = JSON.stringify({ referralId: '00000000-0000-4000-8000-000000000000', version: 1 });
const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(answer)) };

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    JSON.parse(Buffer.concat(parts).toString());
    response.writeHead(201, headers).end(answer);
  });
});
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
