import { openDatabase } from '@lamina/server/database/open-database.ts';
import { recordAudit } from '@lamina/server/services/audit.service.ts';

/** A process of its own that appends entries: `node append-audit.ts DATABASE NAME COUNT`. */
const [location = '', name = '', count = '0'] = process.argv.slice(2);
const db = openDatabase(location);
const actor = { personId: null, name, role: null };
await Promise.all(
  Array.from({ length: Number(count) }, (_, index) =>
    recordAudit({ db }, actor, { action: 'case-opened', subject: `case:${index + 1}` }),
  ),
);
await db.destroy();
