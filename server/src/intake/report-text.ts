import type { Rejection } from './delivery.ts';
import type { FileReport } from './import-file.ts';

/** How many rejections the report of a file shows; the log and --rejections have more. */
export const REJECTIONS_SHOWN = 10;

/** What became of a file, in lines for a person. */
export function reportText(
  report: FileReport,
  firstRejections: readonly Rejection[],
  dryRun: boolean,
): string {
  const counts = [
    `${count(report.added)} added`,
    `${count(report.updated)} updated`,
    `${count(report.unchanged)} unchanged`,
    `${count(report.rejected)} rejected`,
    ...(report.skipped === 0 ? [] : [`${count(report.skipped)} not spine`]),
  ];
  const upTo = report.cutOff === null ? '' : `, data up to ${report.cutOff}`;
  const lines = [
    `${report.fileName} (${report.format}${upTo})${dryRun ? ', dry run: nothing was written' : ''}`,
    `  ${counts.join(', ')}`,
    ...firstRejections.map((rejection) => `  ${rejectionText(rejection)}`),
  ];
  if (report.conflicts > 0) {
    const corrections = report.conflicts === 1 ? 'accepted correction' : 'accepted corrections';
    lines.push(
      `  ${count(report.conflicts)} ${corrections} kept, though the source now reports something else: see Reviews`,
    );
  }
  const others = report.rejected - new Set(firstRejections.map(({ line }) => line)).size;
  if (others > 0)
    lines.push(`  … and ${count(others)} more lines rejected (--rejections FILE.csv lists them all)`);
  return `${lines.join('\n')}\n`;
}

function rejectionText({ line, column, value, reason }: Rejection): string {
  const where = column === null ? `line ${line}` : `line ${line}, ${column}`;
  return `${where}${value === null ? '' : ` "${value}"`}: ${reason}`;
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
}
