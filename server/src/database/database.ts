import type { Kysely, Transaction } from 'kysely';
import type { AuditEntryTable, AuditHeadTable } from './tables/audit.ts';
import type { CaseExpectedTable, CovariateEffectTable, RiskModelTable } from './tables/case-mix.ts';
import type { CaseOutcomeTable } from './tables/case-outcome.ts';
import type { HospitalTable } from './tables/hospital.ts';
import type { ImportRejectionTable, ImportTable } from './tables/import.ts';
import type { EventTable, PromScoreTable, RecoveryTable } from './tables/outcome.ts';
import type { PersonHospitalTable, PersonRightTable, PersonTable } from './tables/person.ts';
import type { PublishedComparatorTable } from './tables/published-comparator.ts';
import type { RecordStateTable } from './tables/record-state.ts';
import type { CaseAmendmentTable, CaseReviewTable, ReviewCommentTable } from './tables/review.ts';
import type { SettingTable } from './tables/setting.ts';
import type { AccountTable, SessionTable, TwoFactorTable, VerificationTable } from './tables/sign-in.ts';
import type { SurgeonTable } from './tables/surgeon.ts';
import type { SurgicalCaseTable } from './tables/surgical-case.ts';

export interface Tables {
  hospital: HospitalTable;
  surgeon: SurgeonTable;
  import: ImportTable;
  import_rejection: ImportRejectionTable;
  surgical_case: SurgicalCaseTable;
  event: EventTable;
  recovery: RecoveryTable;
  prom_score: PromScoreTable;
  published_comparator: PublishedComparatorTable;
  record_state: RecordStateTable;
  case_outcome: CaseOutcomeTable;
  case_expected: CaseExpectedTable;
  risk_model: RiskModelTable;
  covariate_effect: CovariateEffectTable;
  person: PersonTable;
  person_right: PersonRightTable;
  person_hospital: PersonHospitalTable;
  session: SessionTable;
  account: AccountTable;
  verification: VerificationTable;
  two_factor: TwoFactorTable;
  audit_entry: AuditEntryTable;
  audit_head: AuditHeadTable;
  case_review: CaseReviewTable;
  review_comment: ReviewCommentTable;
  case_amendment: CaseAmendmentTable;
  setting: SettingTable;
}

export type Database = Kysely<Tables>;
export type DatabaseTransaction = Transaction<Tables>;
