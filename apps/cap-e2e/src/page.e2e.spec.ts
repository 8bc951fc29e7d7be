import type { Page } from 'playwright-core';
import { axeFindings, startBrowser, type Browser } from './browser';
import { registerSmallRegion, type SmallRegion } from './small-region';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';

const shownWithinMs = 2000;

let instance: Cap;
let browser: Browser;
const problems: string[] = [];

beforeAll(async () => {
  [instance, browser] = await Promise.all([startCap(), startBrowser()]);
}, startMs);
afterAll(async () => {
  await browser?.close();
  await endCap(instance);
}, startMs);
beforeEach(() => problems.splice(0));
afterEach(() => expect(problems).toEqual([]));

async function openPage(size?: { width: number; height: number }): Promise<Page> {
  const page = await browser.open('about:blank', size);
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
  await page.goto(instance.apis[0]!);
  await page.getByText('Verbonden', { exact: false }).first().waitFor();
  return page;
}
const rowOf = (page: Page, name: string) => page.locator('tr', { has: page.getByRole('rowheader', { name }) });
const cells = (page: Page, name: string) => rowOf(page, name).getByRole('cell').allInnerTexts();

describe('the page of an empty region', () => {
  it('says of an empty region what to try next', async () => {
    const page = await openPage();
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
  let region: SmallRegion;
  beforeAll(async () => {
    region = await registerSmallRegion(instance.apis[0]!);
  });

  it('shows a promise within two seconds, in both tables and in words, and axe finds nothing', async () => {
    const page = await openPage();
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

  it('fits a telephone of 320 pixels, is worked by keyboard, and stops moving when asked', async () => {
    const page = await openPage({ width: 320, height: 640 });
    await rowOf(page, 'woongroep').waitFor();
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(overflow)).toBe(0);
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

  it('says so when the connection is lost, of when its figures are, and goes on by itself', async () => {
    const page = await openPage();
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
