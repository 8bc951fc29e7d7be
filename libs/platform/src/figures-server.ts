import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { countTheProcess, figuresAsText, figuresType } from './figures';

export interface FiguresServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves `/metrics`, `/health/live` and `/health/ready` of a program that has no other HTTP. `isReady` says whether it can
 * do its work now. Throws when the port is in use.
 */
export async function serveFigures(
  { host, port }: { readonly host: string; readonly port: number },
  isReady: () => Promise<boolean>,
): Promise<FiguresServer> {
  countTheProcess();
  const server = createServer((request, response) => {
    answer(request.url, response, isReady).catch(() => response.writeHead(500).end());
  }).listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(url: string | undefined, response: ServerResponse, isReady: () => Promise<boolean>) {
  if (url === '/metrics') return respond(response, 200, figuresType, await figuresAsText());
  if (url === '/health/live') return respond(response, 200, json, '{"status":"ok"}');
  if (url !== '/health/ready') return respond(response, 404, json, '{"status":"unknown"}');
  const ready = await isReady().catch(() => false);
  respond(response, ready ? 200 : 503, json, JSON.stringify({ status: ready ? 'ok' : 'waiting' }));
}

const json = 'application/json';

function respond(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
