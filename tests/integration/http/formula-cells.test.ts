import { csvOf } from '@lamina/client/src/lib/csv.ts';
import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { commitExamples } from '../../support/commit-examples.ts';
import { exampleCase } from '../../support/example-case.ts';
import { runLamina } from '../../support/run-lamina.ts';
import { ADMINISTRATOR, dataOf, QUALITY_LEAD, signInServer } from '../auth/sign-in-server.ts';

const FORMULAS = ['=cmd|calc!A1', '+1+cmd', '-1+cmd', '@SUM(A1)'];
/** The intake trims names, so that these come from nowhere but a line of the reader's own. */
const HIDDEN = ['\t=1+1', '\r=1+1'];

function cellsOf(text: string): string[] {
  return parse(text, { bom: true, relax_column_count: true }).flat();
}

function expectHarmless(cells: readonly string[]): void {
  for (const cell of cells) {
    expect(/^[=+@\t\r]/.test(cell) || /^-(?!\d+(\.\d+)?(e-?\d+)?$)/.test(cell), JSON.stringify(cell)).toBe(
      false,
    );
  }
}

describe('a name that a spreadsheet would run as a formula', () => {
  it('is neutralised in every file that the server writes', async () => {
    await using server = await signInServer(async (db) => {
      const cases = FORMULAS.map((name, index) =>
        exampleCase({
          sourceSystem: '=source()',
          sourceCaseId: `case ${index}`,
          hospital: { code: name, name },
          operatingSurgeon: name,
        }),
      );
      await commitExamples(db, cases, '2026-01-01');
      await refreshOutcomeFacts(db);
    });
    const id = await server.add('lead@example.org', QUALITY_LEAD);
    await server.db.updateTable('person').set({ name: '=lead()' }).where('id', '=', id).execute();
    await server.add('administrator@example.org', ADMINISTRATOR);
    const lead = server.browser();
    await lead.signIn('lead@example.org');
    const list = dataOf<{ text: string }>(
      await lead.ask('cases.csv', {
        columns: ['hospital', 'surgeon', 'source'],
        about: ['=1+1', ...HIDDEN],
      }),
    );
    const cells = cellsOf(list.text);
    for (const formula of [...FORMULAS, '=source()']) expect(cells).toContain(`'${formula}`);
    expectHarmless(cells);

    const administrator = server.browser();
    await administrator.signIn('administrator@example.org');
    const audit = dataOf<{ text: string }>(await administrator.ask('audit.export', {}));
    expect(cellsOf(audit.text)).toContain("'=lead()");
    expectHarmless(cellsOf(audit.text));

    const rates = await runLamina(
      ['rates', '--by', 'source,hospital', '--format', 'csv', '--indicator', 'infection-90-days'],
      server.directory,
      server.environment,
    );
    expect(rates).toMatchObject({ status: 0 });
    expect(cellsOf(rates.stdout)).toContain("'=source()");
    expectHarmless(cellsOf(rates.stdout));
  });

  it('is neutralised in every file that the browser writes', () => {
    const texts = [...FORMULAS, ...HIDDEN];
    const text = csvOf({ columns: texts, rows: [texts, [-1.5, 2, null, true, 0, 0]] }, texts);
    expectHarmless(cellsOf(text));
    for (const formula of texts) expect(cellsOf(text)).toContain(`'${formula}`);
    expect(cellsOf(text)).toContain('-1.5');
  });
});
