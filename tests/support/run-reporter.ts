import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Reporter, TestCase, TestModule, TestSuite, Vitest } from 'vitest/node';

const root = join(import.meta.dirname, '../..');

/**
 * Prints one line a test file while the run goes on, then every skipped test with its reason and every
 * failure with its message and place. The counts are read afterwards: a test file that fails to load, a
 * failed hook of a suite and an error outside any test count as one failure each.
 */
export class RunReporter implements Reporter {
  passed = 0;
  failed = 0;
  skipped = 0;
  #vitest: Vitest | undefined;
  #failures: string[] = [];
  #skips: string[] = [];

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestModuleEnd(module: TestModule): void {
    const failedBefore = this.failed;
    const tests = [...module.children.allTests()];
    for (const test of tests) this.#count(test);
    for (const suite of module.children.allSuites()) this.#countOwnErrors(suite);
    this.#countOwnErrors(module);
    if (tests.length === 0 && module.errors().length === 0) {
      this.#fail(placeOf(module), new Error('This file holds no test.'));
    }

    const mark = this.failed > failedBefore ? 'FAILED' : tests.every(isSkipped) ? 'skipped' : 'ok';
    const seconds = (module.diagnostic().duration / 1000).toFixed(1);
    const count = `${tests.length} ${tests.length === 1 ? 'test' : 'tests'}`;
    process.stdout.write(`  ${mark.padEnd(8)}${placeOf(module)}  ${count}, ${seconds} s\n`);
  }

  onTestRunEnd(_modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    for (const error of unhandledErrors) this.#fail('An error outside any test', error);
    if (this.#skips.length > 0) process.stdout.write(`\nSkipped:\n${this.#skips.join('\n')}\n`);
    if (this.#failures.length > 0) process.stdout.write(`\nFailed:\n\n${this.#failures.join('\n\n')}\n`);
  }

  #count(test: TestCase): void {
    const result = test.result();
    if (result.state === 'passed') this.passed += 1;
    else if (result.state === 'skipped') {
      this.skipped += 1;
      this.#skips.push(`  ${titleOf(test)}: ${result.note ?? reasonFor(test)}`);
    } else {
      const errors = result.errors ?? [new Error('The run ended while this test was still waiting.')];
      this.#fail(titleOf(test), ...errors);
    }
  }

  /** Errors of hooks and of loading the file, which belong to no test. */
  #countOwnErrors(container: TestModule | TestSuite): void {
    for (const error of container.errors()) this.#fail(titleOf(container), error);
  }

  #fail(title: string, ...errors: unknown[]): void {
    this.failed += 1;
    this.#failures.push([`✗ ${title}`, ...errors.map((error) => this.#format(error))].join('\n'));
  }

  #format(error: unknown): string {
    const text = this.#vitest?.logger.formatError(error, { showCodeFrame: true }).output ?? String(error);
    return (process.stdout.isTTY ? text : stripVTControlCharacters(text)).trim();
  }
}

function titleOf(entity: TestCase | TestSuite | TestModule): string {
  if (entity.type === 'module') return placeOf(entity);
  const line = entity.location === undefined ? '' : `:${entity.location.line}`;
  return `${placeOf(entity.module)}${line} > ${entity.fullName}`;
}

function placeOf(module: TestModule): string {
  return relative(root, module.moduleId);
}

function isSkipped(test: TestCase): boolean {
  return test.result().state === 'skipped';
}

function reasonFor(test: TestCase): string {
  if (test.options.mode === 'todo') return 'still to be written';
  return test.options.mode === 'skip' ? 'no reason given' : 'something it relies on failed first';
}
