import { workerData } from 'node:worker_threads';
import { openDatabase } from '../database/open-database.ts';
import { refreshCaseMix } from './case-mix.service.ts';

/** Fitting takes seconds to minutes of calculation: in a thread of its own, answers go on meanwhile. */
const db = openDatabase(String(workerData));
try {
  await refreshCaseMix(db);
} finally {
  await db.destroy();
}
