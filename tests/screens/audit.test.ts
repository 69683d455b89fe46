import type { Database } from '@lamina/server/database/database.ts';
import { withRequestOrigin } from '@lamina/server/request-origin.ts';
import { type AuditActor, COMMAND_LINE, recordAudit } from '@lamina/server/services/audit.service.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility, launchBrowser } from '../support/browser.ts';
import { qualityLead } from '../support/viewers.ts';
import { fillWithDemo, type OverviewServer, serveOverview } from './overview-server.ts';

const administrator: Viewer = {
  ...qualityLead,
  personId: '1',
  name: 'Ada Administrator',
  role: 'administrator',
};
const lead: AuditActor = { personId: '2', name: 'Quinn Lead', role: 'quality-lead' };
const surgeon: AuditActor = { personId: '3', name: 'Sam Surgeon', role: 'surgeon' };

/** 1 entry of the demo network, and 69 of people. */
async function fillLog(db: Database, dataDirectory: string) {
  await fillWithDemo(db, dataDirectory);
  const act = (actor: AuditActor | null, entry: Parameters<typeof recordAudit>[2]) =>
    withRequestOrigin({ requestId: 'a-request', address: '192.0.2.17' }, () =>
      recordAudit({ db }, actor, entry),
    );
  for (let id = 1; id <= 60; id += 1) await act(lead, { action: 'case-opened', subject: `case:${id}` });
  await recordAudit({ db }, COMMAND_LINE, {
    action: 'imported',
    subject: 'file:november.csv',
    detail: { import: 2, format: 'lamina-csv', added: 412, updated: 9, unchanged: 0, rejected: 3 },
  });
  await act(null, {
    action: 'sign-in-failed',
    subject: 'person:3',
    detail: { way: 'password', known: true },
  });
  await act(surgeon, { action: 'signed-in', subject: 'person:3', detail: { way: 'password and code' } });
  await act(surgeon, {
    action: 'access-refused',
    subject: 'case:1042',
    detail: { reason: 'not a case that they may see' },
  });
  const list = { cases: 50, of: 612, page: 1, filter: '{"procedures":["fusion"],"from":"2025-01-01"}' };
  await act(lead, { action: 'case-list-read', subject: 'list:cases', detail: list });
  await act(lead, { action: 'exported', subject: 'list:cases', detail: { cases: 612, filter: '{}' } });
  await act(lead, { action: 'case-opened', subject: 'case:1042' });
  await act(administrator, {
    action: 'role-changed',
    subject: 'person:3',
    detail: { from: 'viewer', to: 'surgeon' },
  });
  await recordAudit(
    { db },
    { personId: null, name: 'Server', role: null },
    {
      action: 'backup-made',
      subject: 'file:lamina-2026-11-22T02-00-00Z.sqlite',
      detail: { bytes: 34_512_896 },
    },
  );
}

describe('the audit log over a real router and database', () => {
  let browser: Browser;
  let server: OverviewServer;
  let page: Page;

  beforeAll(async () => {
    server = await serveOverview(fillLog, administrator);
    browser = await launchBrowser();
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  async function open(search = '') {
    await page.goto(`${server.address}/audit${search}`);
    await page.getByRole('table').waitFor();
  }

  const sentences = () => page.locator('tbody td:nth-child(2)').allInnerTexts();
  const entries = () => page.locator('caption').textContent();

  it('says in plain words what each person did, the latest first', async () => {
    await open();
    expect(await entries()).toBe('70 entries, the latest first');
    expect((await sentences()).slice(0, 9)).toEqual([
      'Made the backup lamina-2026-11-22T02-00-00Z.sqlite\n34,512,896 bytes',
      'Role changed: Sam Surgeon\nfrom viewer · to surgeon',
      'Opened case 1042',
      'Took away 612 cases as a file',
      'Read 50 of 612 cases of the list\npage 1 · procedures fusion · from 2025-01-01',
      'Asked for case 1042 and was refused\nnot a case that they may see',
      'Signed in: Sam Surgeon\nwith password and code',
      'Sign-in failed: Sam Surgeon\nwith password',
      'Imported november.csv\nimport 2 · format lamina-csv · added 412 · updated 9 · unchanged 0 · rejected 3',
    ]);
    const first = page.locator('tbody tr').nth(3);
    expect(await first.locator('td').allTextContents()).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d$/),
      'Opened case 1042',
      'Quinn LeadQuality lead',
      '192.0.2.17',
      '68',
    ]);
  });

  it('narrows by action, person, case and day, and keeps that in the address', async () => {
    await open();
    await page.getByLabel('What').selectOption('Case opened');
    await expect.poll(entries).toBe('61 entries of 70, the latest first');
    await page.getByLabel('Case', { exact: true }).fill('1042');
    await page.getByLabel('Case', { exact: true }).press('Enter');
    await expect.poll(entries).toBe('1 entry of 70, the latest first');
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      action: 'case-opened',
      subject: 'case:1042',
    });
    await page.reload();
    await expect.poll(entries).toBe('1 entry of 70, the latest first');

    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.getByLabel('Who').selectOption('Sam Surgeon');
    await expect.poll(entries).toBe('2 entries of 70, the latest first');
  });

  it('says that nothing is there in a period without entries', async () => {
    await page.goto(`${server.address}/audit?to=2020-01-01`);
    await page.getByRole('heading', { name: 'No such entry' }).waitFor();
    expect(await page.getByLabel('Through').inputValue()).toBe('2019-12-31');
    expect(await page.getByText('None of the 70 entries is one of these.').isVisible()).toBe(true);
  });

  it('goes back page by page', async () => {
    await open();
    await page.getByRole('link', { name: 'Earlier' }).click();
    await page.getByText('51–70 of 70').waitFor();
    expect((await sentences()).at(-1)).toContain('Demonstration network built');
    expect(await page.getByRole('link', { name: 'Earlier' }).count()).toBe(0);
  });

  it('checks the chain on request', async () => {
    await open();
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await page.getByText(/^Unbroken: 70 entries, ending in [0-9a-f]{12}\.$/).waitFor();
  });

  it('has no accessibility violation, light or dark', async () => {
    await open();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await checkAccessibility(page)).toEqual([]);
    }
  });

  it('hands the entries out as a file, which is itself an entry', async () => {
    await open('?action=imported');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download (CSV)' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^lamina-audit-\d{4}-\d\d-\d\d\.csv$/);
    await open();
    expect((await sentences())[0]).toBe('Took away the audit log as a file\nentries 1 · action imported');
  });
});
