import { texts } from './texts/texts.js';

/** What `GET /page-token` answers, on this machine only: the page's token, and where its data come from. */
export interface PageFacts {
  readonly token: string;
  /** Whether providers report over HTTP only (`embedded`), or over Kafka as well (`full`). */
  readonly mode: 'embedded' | 'full';
  readonly database: { readonly version: string; readonly address: string; readonly name: string };
}

/** Reads the page's token. Throws an `Error` whose message says what to do. */
export async function readPageFacts(): Promise<PageFacts> {
  const response = await fetch('/page-token', { cache: 'no-store' });
  if (response.ok) return (await response.json()) as PageFacts;
  throw new Error(response.status === 404 ? texts.onlyHere : texts.noAccess(response.status));
}
