import type { Page } from 'playwright-core';
import { axeFindings, startBrowser, type Browser } from './browser';
import { registerSmallRegion, type SmallRegion } from './small-region';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';

jest.setTimeout(230_000);

const shownWithinMs = 2000;
const headings = ['Zorgvorm', 'Vrij', 'Toegezegd', 'Bezet', 'In gebruik', 'Verouderd', 'Gehoord'];

let browser: Browser;
const problems: string[] = [];

beforeAll(async () => void (browser = await startBrowser()), startMs);
afterAll(() => browser?.close(), startMs);
beforeEach(() => problems.splice(0));
afterEach(() => expect(problems).toEqual([]));

async function openPage(instance: Cap, size?: { width: number; height: number }): Promise<Page> {
  const page = await browser.open('about:blank', size);
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
  await page.goto(instance.apis[0]!);
  await page.getByText('Verbonden', { exact: false }).first().waitFor();
  return page;
}
const rowOf = (page: Page, name: string) => page.locator('tr', { has: page.getByRole('rowheader', { name }) });
/** What of the page can be scrolled sideways. */
const sideways = (page: Page) =>
  page.evaluate<string[]>(`[...document.querySelectorAll('html, .scroll')]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    .map(({ tagName, id }) => tagName + id)`);
const cells = (page: Page, name: string) => rowOf(page, name).getByRole('cell').allInnerTexts();

describe('the page of an empty region', () => {
  let instance: Cap;
  beforeAll(async () => void (instance = await startCap()), startMs);
  afterAll(() => endCap(instance), startMs);

  it('says of an empty region what to try next', async () => {
    const page = await openPage(instance);
    await page.getByRole('heading', { name: 'Er zijn nog geen groepen' }).waitFor();
    expect(await page.locator('#try-next').innerText()).toContain(`--against ${instance.apis[0]}`);
    await rowOf(page, 'Voordeur (cap-api)').first().waitFor();
    await rowOf(page, 'Werk na elk besluit (cap-worker)').first().waitFor();
    expect(await page.locator('#database').innerText()).toContain('PostgreSQL');
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });
});

describe('the page of a region with places', () => {
  let instance: Cap;
  let region: SmallRegion;
  beforeAll(async () => {
    instance = await startCap();
    region = await registerSmallRegion(instance.apis[0]!);
  }, startMs);
  afterAll(() => endCap(instance), startMs);

  it('shows a promise within two seconds, in both tables and in words, and axe finds nothing', async () => {
    const page = await openPage(instance);
    await rowOf(page, 'woongroep').getByRole('cell', { name: '1 van 1' }).waitFor();
    expect(await cells(page, 'woongroep')).toEqual(['1', '0', '7', '8', '0 groepen', '1 van 1']);

    const { desk, referralId, unitId } = region;
    await desk.give(`/v1/referrals/${referralId}/proposals`, { unitId });
    const told = page.getByText('Groep 12, Zoetermeer: vrij van 1 naar 0, toegezegd van 0 naar 1');
    await told.waitFor({ timeout: shownWithinMs });
    for (const name of ['woongroep', 'Zoetermeer']) {
      expect(await cells(page, name)).toEqual(['0', '1', '7', '8', '0 groepen', '1 van 1']);
      expect(await rowOf(page, name).getByText('net gewijzigd').count()).toBe(1);
    }
    expect(await page.locator('#total-promised').innerText()).toBe('1');
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });

  it('speaks English to who follows the link, in its tables too, and axe finds nothing', async () => {
    const page = await openPage(instance);
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByText('Connected: you see every change by itself.').waitFor();
    await rowOf(page, 'living group (woongroep)').getByRole('cell', { name: '1 of 1' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Nederlands' }).click();
    await page.getByText('Verbonden', { exact: false }).first().waitFor();
    await page.close();
  });

  it('fits a telephone of 320 pixels, is worked by keyboard, and stops moving when asked', async () => {
    const page = await openPage(instance, { width: 320, height: 640 });
    await rowOf(page, 'woongroep').waitFor();
    expect(await sideways(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('places');
    await page.getByRole('button', { name: 'Pauzeer' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Gepauzeerd.', { exact: false }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ga verder' }).click();
    await page.getByRole('button', { name: 'Pauzeer' }).waitFor();
    await page.close();
  });

  it.each([360, 480])('shows its tables as blocks at %s pixels, and they are tables to who listens', async (width) => {
    const page = await openPage(instance, { width, height: 740 });
    await rowOf(page, 'woongroep').waitFor();
    await rowOf(page, 'Voordeur (cap-api)').first().waitFor();
    expect(await sideways(page)).toEqual([]);
    const shown = await page.evaluate<string[]>(`[...document.querySelector('#care-forms tr').cells].map((cell) =>
      [getComputedStyle(cell).display, cell.tagName === 'TD' ? getComputedStyle(cell, '::before').content : ''].join(' '))`);
    expect(shown).toHaveLength(7);
    expect(shown[1]).toMatch(/^grid "Vrij"/);
    expect(shown[6]).toMatch(/^grid "Gehoord"/);
    const table = page.getByRole('table', { name: 'Plaatsen per zorgvorm' });
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual(headings);
    expect(await table.getByRole('row').count()).toBe(2);
    expect(await cells(page, 'woongroep')).toHaveLength(6);
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });

  it('says so when the connection is lost, of when its figures are, and goes on by itself', async () => {
    const page = await openPage(instance);
    await rowOf(page, 'Voordeur (cap-api)').waitFor();
    const [, , processId] = await cells(page, 'Voordeur (cap-api)');
    process.kill(Number(processId), 'SIGKILL');
    await page.getByText(/^Verbinding verbroken – u ziet de stand van \d+\.\d\d uur\./).waitFor();
    await page.getByText('Verbonden', { exact: false }).first().waitFor();
    expect(await rowOf(page, 'woongroep').count()).toBe(1);
    await page.close();
    // The browser itself notes each try while nobody listened.
    const unexpected = problems.splice(0).filter((problem) => !problem.includes('ERR_CONNECTION'));
    expect(unexpected).toEqual([]);
  });
});
