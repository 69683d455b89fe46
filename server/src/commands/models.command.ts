import type { FittedRiskModel, RiskModel, RiskPerformance } from '@lamina/shared/contract/risk-model.ts';
import { getCaseMixModel } from '@lamina/shared/indicators/case-mix.ts';
import { describeFormula } from '@lamina/shared/indicators/case-mix-term.ts';
import { type Command, Option } from 'commander';
import { type ConfigFlags, readConfig } from '../config.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { refreshOutcomeFacts } from '../repositories/outcome-facts.repository.ts';
import { listCurrentRiskModels } from '../repositories/risk-model.repository.ts';
import { refreshCaseMix } from '../services/case-mix.service.ts';

interface ModelsFlags extends ConfigFlags {
  readonly format: 'text' | 'json';
}

export function addModelsCommand(program: Command): void {
  program
    .command('models')
    .description('print the case-mix model of every indicator that has one: formula, cases, how well it does')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .option('--data <directory>', 'data directory (LAMINA_DATA, default var)')
    .action(printModels);
}

async function printModels(flags: ModelsFlags): Promise<void> {
  const db = openDatabase(readConfig(flags).database);
  try {
    await migrateToLatest(db);
    await refreshOutcomeFacts(db);
    await refreshCaseMix(db);
    const models = [...(await listCurrentRiskModels(db)).values()];
    process.stdout.write(
      flags.format === 'json' ? `${JSON.stringify(models, null, 2)}\n` : models.map(modelText).join('\n'),
    );
  } finally {
    await db.destroy();
  }
}

function modelText(model: RiskModel): string {
  const lines = [
    `${model.indicatorId} (${model.model}, version ${model.version})`,
    `  ${describeFormula(getCaseMixModel(model.model))}`,
    `  ${model.cases} cases, ${model.events} events`,
    ...(model.state === 'fitted' ? fittedLines(model) : [`  not fitted: ${model.reason}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function fittedLines({ method, coefficients, notEstimated, apparent, validated }: FittedRiskModel): string[] {
  const parameters = `${coefficients.length - 1} coefficients by ${method === 'firth' ? 'Firth’s penalised' : 'maximum'} likelihood`;
  const left = notEstimated.filter(({ cases }) => cases > 0).map(({ column }) => column);
  return [
    `  ${parameters}${left.length === 0 ? '' : `; too few cases to estimate: ${left.join(', ')}`}`,
    `  in these cases: ${performanceText(apparent)}`,
    `  cross-validated: ${performanceText(validated)}`,
  ];
}

function performanceText(performance: RiskPerformance): string {
  const { auc, aucLower, aucUpper, brier, calibrationSlope, calibrationInTheLarge } = performance;
  return [
    `AUC ${rounded(auc)} (${rounded(aucLower)} to ${rounded(aucUpper)})`,
    `calibration slope ${rounded(calibrationSlope)}`,
    `in the large ${rounded(calibrationInTheLarge)}`,
    `Brier ${brier === null ? 'not computable' : brier.toPrecision(4)}`,
  ].join(', ');
}

/** Without the sign of a zero that is rounding. */
function rounded(value: number | null): string {
  return value === null ? 'not computable' : (Math.round(value * 1000) / 1000 + 0).toFixed(3);
}
