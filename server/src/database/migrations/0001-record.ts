import { EVENT_KINDS, EVENT_SOURCES, INFECTION_DEPTHS } from '@lamina/shared/domain/event.ts';
import { PROM_INSTRUMENTS, PROM_TIMEPOINTS } from '@lamina/shared/domain/prom.ts';
import {
  AGE_BANDS,
  APPROACHES,
  INDICATIONS,
  REGIONS,
  SEXES,
  URGENCIES,
  WOUND_CLASSES,
} from '@lamina/shared/domain/surgical-case.ts';
import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import { ROW_ID, STRICT } from '../dialect.ts';

const OBSERVED_KINDS = [...EVENT_KINDS, 'proms'] as const;

const FLAGS = [
  'minimally_invasive',
  'instrumented',
  'revision',
  'diabetes',
  'smoker',
  'traction',
  'physiotherapy',
  'injections',
  'medication',
  'transfusion',
];

const DATE_PATTERN = '____-__-__';

function oneOf(column: string, values: readonly string[]) {
  return sql<boolean>`${sql.ref(column)} in (${sql.join(values.map((value) => sql.lit(value)))})`;
}

function isFlag(column: string) {
  return sql<boolean>`${sql.ref(column)} in (0, 1)`;
}

function isDate(column: string) {
  return sql<boolean>`${sql.ref(column)} like ${sql.lit(DATE_PATTERN)}`;
}

function strict<Name extends string>(table: CreateTableBuilder<Name, never>) {
  return table.modifyEnd(STRICT);
}

/** The record: hospitals, surgeons, cases and what happened to them, and the imports that they came by. */
export async function up(db: Kysely<never>): Promise<void> {
  await strict(
    db.schema
      .createTable('hospital')
      .addColumn('id', ROW_ID, (column) => column.primaryKey())
      .addColumn('source_system', 'text', (column) => column.notNull())
      .addColumn('code', 'text', (column) => column.notNull())
      .addColumn('name', 'text')
      .addUniqueConstraint('hospital_code', ['source_system', 'code']),
  ).execute();

  await strict(
    db.schema
      .createTable('surgeon')
      .addColumn('id', ROW_ID, (column) => column.primaryKey())
      .addColumn('source_system', 'text', (column) => column.notNull())
      .addColumn('code', 'text', (column) => column.notNull())
      .addUniqueConstraint('surgeon_code', ['source_system', 'code']),
  ).execute();

  await strict(
    db.schema
      .createTable('import')
      .addColumn('id', ROW_ID, (column) => column.primaryKey())
      .addColumn('format', 'text', (column) => column.notNull())
      .addColumn('source_system', 'text', (column) => column.notNull())
      .addColumn('file_name', 'text', (column) => column.notNull())
      .addColumn('file_sha256', 'text', (column) => column.notNull())
      .addColumn('imported_at', 'text', (column) => column.notNull())
      .addColumn('cut_off', 'text', (column) => column.check(isDate('cut_off')))
      .addColumn('rows_added', 'integer', (column) => column.notNull())
      .addColumn('rows_updated', 'integer', (column) => column.notNull())
      .addColumn('rows_unchanged', 'integer', (column) => column.notNull())
      .addColumn('rows_rejected', 'integer', (column) => column.notNull()),
  ).execute();

  await strict(
    db.schema
      .createTable('import_rejection')
      .addColumn('id', ROW_ID, (column) => column.primaryKey())
      .addColumn('import_id', 'integer', (column) =>
        column.notNull().references('import.id').onDelete('cascade'),
      )
      .addColumn('line', 'integer', (column) => column.notNull())
      .addColumn('column_name', 'text')
      .addColumn('value', 'text')
      .addColumn('reason', 'text', (column) => column.notNull()),
  ).execute();

  await createSurgicalCase(db);

  await strict(
    db.schema
      .createTable('event')
      .addColumn('id', ROW_ID, (column) => column.primaryKey())
      .addColumn('case_id', 'integer', (column) =>
        column.notNull().references('surgical_case.id').onDelete('cascade'),
      )
      .addColumn('kind', 'text', (column) => column.notNull().check(oneOf('kind', EVENT_KINDS)))
      .addColumn('depth', 'text', (column) => column.check(oneOf('depth', INFECTION_DEPTHS)))
      .addColumn('onset_date', 'text', (column) => column.check(isDate('onset_date')))
      .addColumn('onset_precision', 'text', (column) =>
        column.notNull().check(oneOf('onset_precision', ['day', 'at-latest'])),
      )
      .addColumn('source', 'text', (column) => column.check(oneOf('source', EVENT_SOURCES)))
      .addColumn('present_at_surgery', 'integer', (column) => column.check(isFlag('present_at_surgery')))
      .addCheckConstraint('only_an_infection_has_a_depth', sql`depth is null or kind = 'infection'`),
  ).execute();
  await db.schema.createIndex('event_case').on('event').column('case_id').execute();

  await strict(
    db.schema
      .createTable('recovery')
      .addColumn('case_id', 'integer', (column) =>
        column.primaryKey().references('surgical_case.id').onDelete('cascade'),
      )
      .addColumn('first_walked_day', 'integer', (column) => column.check(sql`first_walked_day >= 0`))
      .addColumn('strenuous_activity_week', 'integer', (column) =>
        column.check(sql`strenuous_activity_week >= 0`),
      ),
  ).execute();

  await strict(
    db.schema
      .createTable('prom_score')
      .addColumn('case_id', 'integer', (column) =>
        column.notNull().references('surgical_case.id').onDelete('cascade'),
      )
      .addColumn('instrument', 'text', (column) =>
        column.notNull().check(oneOf('instrument', PROM_INSTRUMENTS)),
      )
      .addColumn('timepoint', 'text', (column) => column.notNull().check(oneOf('timepoint', PROM_TIMEPOINTS)))
      .addColumn('score', 'real', (column) => column.notNull())
      .addColumn('answered_on', 'text', (column) => column.check(isDate('answered_on')))
      .addPrimaryKeyConstraint('prom_score_key', ['case_id', 'instrument', 'timepoint']),
  ).execute();

  await strict(
    db.schema
      .createTable('published_comparator')
      .addColumn('id', ROW_ID, (column) => column.primaryKey())
      .addColumn('publisher', 'text', (column) => column.notNull())
      .addColumn('indicator_id', 'text', (column) => column.notNull())
      .addColumn('procedure', 'text', (column) => column.notNull())
      .addColumn('year', 'integer', (column) => column.notNull())
      .addColumn('facility_code', 'text')
      .addColumn('facility_name', 'text', (column) => column.notNull())
      .addColumn('pooled', 'integer', (column) => column.notNull().check(isFlag('pooled')))
      .addColumn('operations', 'integer', (column) => column.notNull().check(sql`operations >= 0`))
      .addColumn('observed', 'integer', (column) =>
        column.notNull().check(sql`observed between 0 and operations`),
      )
      .addColumn('predicted', 'real', (column) => column.check(sql`predicted >= 0`))
      .addColumn('ratio', 'real')
      .addColumn('ratio_lower', 'real')
      .addColumn('ratio_upper', 'real')
      .addColumn('published_verdict', 'text')
      .addColumn('content_hash', 'text', (column) => column.notNull())
      .addColumn('import_id', 'integer', (column) => column.notNull().references('import.id'))
      .addUniqueConstraint('published_comparator_key', [
        'publisher',
        'indicator_id',
        'procedure',
        'year',
        'facility_code',
      ]),
  ).execute();

  await strict(
    db.schema
      .createTable('record_state')
      .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
      .addColumn('contents', 'text', (column) =>
        column.notNull().check(oneOf('contents', ['empty', 'demo', 'reported'])),
      )
      .addColumn('data_version', 'integer', (column) => column.notNull())
      .addColumn('pseudonym_fingerprint', 'text')
      .addColumn('facts_data_version', 'integer')
      .addColumn('facts_catalogue_hash', 'text'),
  ).execute();
  await sql`insert into record_state (id, contents, data_version) values (1, 'empty', 0)`.execute(db);
}

async function createSurgicalCase(db: Kysely<never>): Promise<void> {
  let table = db.schema
    .createTable('surgical_case')
    .addColumn('id', ROW_ID, (column) => column.primaryKey())
    .addColumn('source_system', 'text', (column) => column.notNull())
    .addColumn('source_case_key', 'text', (column) => column.notNull())
    .addColumn('patient_key', 'text')
    .addColumn('content_hash', 'text', (column) => column.notNull())
    .addColumn('import_id', 'integer', (column) => column.notNull().references('import.id'))
    .addColumn('hospital_id', 'integer', (column) => column.notNull().references('hospital.id'))
    .addColumn('operating_surgeon_id', 'integer', (column) => column.references('surgeon.id'))
    .addColumn('assisting_surgeon_id', 'integer', (column) => column.references('surgeon.id'))
    .addColumn('responsible_surgeon_id', 'integer', (column) => column.references('surgeon.id'))
    .addColumn('fusion', 'integer', (column) => column.notNull().check(isFlag('fusion')))
    .addColumn('laminectomy', 'integer', (column) => column.notNull().check(isFlag('laminectomy')))
    .addColumn('discectomy', 'integer', (column) => column.notNull().check(isFlag('discectomy')))
    .addColumn('procedure', 'text', (column) =>
      column
        .generatedAlwaysAs(
          sql`case when fusion = 1 then 'fusion' when laminectomy = 1 then 'laminectomy' else 'discectomy' end`,
        )
        .stored(),
    )
    .addColumn('region', 'text', (column) => column.check(oneOf('region', REGIONS)))
    .addColumn('levels', 'integer', (column) => column.check(sql`levels between 1 and 20`))
    .addColumn('approach', 'text', (column) => column.check(oneOf('approach', APPROACHES)))
    .addColumn('urgency', 'text', (column) => column.check(oneOf('urgency', URGENCIES)))
    .addColumn('admission_date', 'text', (column) => column.check(isDate('admission_date')))
    .addColumn('operation_date', 'text', (column) => column.check(isDate('operation_date')))
    .addColumn('operation_year', 'integer', (column) => column.notNull())
    .addColumn('discharge_date', 'text', (column) => column.check(isDate('discharge_date')))
    .addColumn('length_of_stay_nights', 'integer', (column) => column.check(sql`length_of_stay_nights >= 0`))
    .addColumn('length_of_stay_is_at_least', 'integer', (column) =>
      column.notNull().check(isFlag('length_of_stay_is_at_least')),
    )
    .addColumn('age', 'integer', (column) => column.check(sql`age between 0 and 120`))
    .addColumn('age_band', 'text', (column) => column.check(oneOf('age_band', AGE_BANDS)))
    .addColumn('sex', 'text', (column) => column.check(oneOf('sex', SEXES)))
    .addColumn('body_mass_index', 'real', (column) => column.check(sql`body_mass_index > 0`))
    .addColumn('asa_class', 'integer', (column) => column.check(sql`asa_class between 1 and 5`))
    .addColumn('indication', 'text', (column) => column.check(oneOf('indication', INDICATIONS)))
    .addColumn('conservative_care_months', 'real', (column) =>
      column.check(sql`conservative_care_months >= 0`),
    )
    .addColumn('walking_distance_metres', 'integer', (column) =>
      column.check(sql`walking_distance_metres >= 0`),
    )
    .addColumn('duration_minutes', 'integer', (column) => column.check(sql`duration_minutes >= 0`))
    .addColumn('blood_loss_millilitres', 'integer', (column) =>
      column.check(sql`blood_loss_millilitres >= 0`),
    )
    .addColumn('wound_class', 'text', (column) => column.check(oneOf('wound_class', WOUND_CLASSES)));
  for (const flag of FLAGS) {
    table = table.addColumn(flag, 'integer', (column) => column.check(isFlag(flag)));
  }
  for (const kind of OBSERVED_KINDS) {
    const name = `${kind.replaceAll('-', '_')}_observed_days`;
    table = table.addColumn(name, 'integer', (column) => column.check(sql`${sql.ref(name)} >= 0`));
  }
  await strict(
    table
      .addUniqueConstraint('surgical_case_source', ['source_system', 'source_case_key'])
      .addCheckConstraint('some_decompression_or_fusion', sql`fusion + laminectomy + discectomy > 0`)
      .addCheckConstraint('admitted_before_operated', sql`operation_date >= admission_date`)
      .addCheckConstraint('operated_before_discharged', sql`discharge_date >= operation_date`),
  ).execute();
}
