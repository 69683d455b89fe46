import { sql } from 'kysely';
import type { Page } from 'playwright';
import type { OverviewServer } from './overview-server.ts';

/** The accounts of the demo network, by what they are. */
const DEMO_EMAILS = {
  'quality lead': 'quality@lamina.demo',
  surgeon: 'surgeon@lamina.demo',
  viewer: 'viewer@lamina.demo',
  administrator: 'administrator@lamina.demo',
} as const;

export type DemoPerson = keyof typeof DEMO_EMAILS;

export function demoEmail(person: DemoPerson): string {
  return DEMO_EMAILS[person];
}

export function demoPassword(person: DemoPerson): string {
  return `demo-password-${DEMO_EMAILS[person].split('@')[0]}`;
}

/** Types e-mail and password into the sign-in that is open, and sends them. */
export async function typePassword(page: Page, email: string, password: string): Promise<void> {
  const form = page.getByRole('form', { name: /^Sign in/ });
  await form.getByLabel('E-mail').fill(email);
  await form.getByRole('textbox', { name: 'Password' }).fill(password);
  await form.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Opens the address, signs in and waits until the rail says who is reading. */
export async function enterAs(page: Page, address: string, person: DemoPerson): Promise<void> {
  await page.goto(address);
  await typePassword(page, demoEmail(person), demoPassword(person));
  await signedIn(page, `Demo ${person}`);
}

/** Waits until the rail names the reader. */
export async function signedIn(page: Page, name: string): Promise<void> {
  await page.getByRole('region', { name: 'Signed in' }).getByText(name, { exact: true }).waitFor();
}

/** The server counts attempts to sign in, and tests make more of them than a person does. */
export async function forgetAttempts({ services }: OverviewServer): Promise<void> {
  await sql`delete from rate_limit`.execute(services.db);
}
