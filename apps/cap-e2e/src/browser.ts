import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A real Chromium with nothing remembered. */
export interface Browser {
  open(address: string, size?: { width: number; height: number }): Promise<Page>;
  close(): Promise<void>;
}

export async function startBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'cap-browser-'));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: true,
    args: quiet,
    locale: 'nl-NL',
    bypassCSP: false,
  });
  return {
    async open(address, size = { width: 1280, height: 900 }) {
      const page = await context.newPage();
      await page.setViewportSize(size);
      await page.goto(address);
      return page;
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

function findChromium(): string {
  const places = [
    process.env['CHROMIUM_PATH'],
    ...(process.env['PATH'] ?? '').split(':').map((folder) => join(folder, 'chromium')),
  ];
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (found === undefined) {
    throw new Error('There is no Chromium. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to it.');
  }
  return found;
}

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  violations: { id: string; help: string; nodes: { target: string[] }[] }[];
  passes: { id: string }[];
}

/** What axe finds wrong on the page as it is now, one line each; throws when axe checked nothing. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated by the browser's debugger, so the page's own policy on scripts stays as it is.
  const { violations, passes } = (await page.evaluate(
    `${axeSource}; axe.run({ runOnly: ${JSON.stringify(levels)} })`,
  )) as AxeResult;
  if (passes.length === 0) throw new Error('axe checked nothing.');
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`,
  );
}
