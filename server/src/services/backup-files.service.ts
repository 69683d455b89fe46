import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Only files named so are ever counted or deleted. */
const NAME = /^lamina-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.sqlite$/;

/** The file of a backup that is made at this time; the name sorts by time. */
export function backupFileOf(directory: string, time: Date): string {
  return join(directory, `lamina-${time.toISOString().slice(0, 19).replaceAll(':', '-')}Z.sqlite`);
}

/** When each scheduled backup in the directory was made, the earliest first. */
export function listBackups(directory: string): { readonly file: string; readonly time: Date }[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .sort()
    .flatMap((name) => {
      const match = NAME.exec(name);
      if (match === null) return [];
      const [, day, hour, minute, second] = match;
      return [{ file: join(directory, name), time: new Date(`${day}T${hour}:${minute}:${second}Z`) }];
    });
}

/** Deletes all but the latest `keep` and returns the files that went. */
export function deleteOldBackups(directory: string, keep: number): string[] {
  const old = listBackups(directory).slice(0, -keep);
  for (const { file } of old) rmSync(file, { force: true });
  return old.map(({ file }) => file);
}

/** Deletes what a server left behind that was stopped while it made a backup. */
export function deleteUnfinishedBackups(directory: string): void {
  if (!existsSync(directory)) return;
  const ending = '.unfinished';
  for (const name of readdirSync(directory)) {
    if (name.endsWith(ending) && NAME.test(name.slice(0, -ending.length))) rmSync(join(directory, name));
  }
}
