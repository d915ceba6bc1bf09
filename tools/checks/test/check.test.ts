import { describe, expect, it } from 'vitest';
import { planCheck } from '../src/check/plan.js';

const projects = ['packages/client', 'packages/mock', 'tools/checks', 'tools/codegen'];
const commands = (changed: string[], affected: string[] = []): string[] =>
  planCheck({ changed, affected, projects }).map(({ program, args }) =>
    [program, ...args].join(' ').replace(/^npx --no -- |^npm run --silent /, ''),
  );

describe('npm run check', () => {
  it('does nothing when nothing has changed', () => {
    expect(commands([])).toEqual([]);
  });

  it('spells a document, and runs its code', () => {
    expect(commands(['docs/guide/1-start.md'])).toEqual([
      'cspell --no-progress --no-summary --no-must-find-files docs/guide/1-start.md',
      'build',
      'vitest run --passWithNoTests tools/checks/test/documents',
    ]);
  });

  it('checks a source, and tests all that depend on it', () => {
    expect(commands(['packages/client/src/retry.ts'], ['packages/client', 'packages/mock'])).toEqual([
      'oxfmt --check packages/client/src/retry.ts',
      'cspell --no-progress --no-summary --no-must-find-files packages/client/src/retry.ts',
      'build',
      'typecheck',
      'eslint packages/client/src/retry.ts',
      'unused',
      'vitest run --passWithNoTests packages/client/ packages/mock/',
    ]);
  });

  it('wants generated code to be of the spec that is there', () => {
    const steps = commands(['specs/2.0/cvm.yaml'], []);
    expect(steps).toContain('lint:spec');
    expect(steps).toContain('generate:check');
    expect(steps.at(-1)).toBe(
      'vitest run --passWithNoTests tools/codegen/ tools/contract/ packages/client/ packages/mock/ packages/cli/',
    );
  });

  it('checks everything after a change that everything depends on', () => {
    const steps = commands(['tsconfig.base.json']);
    expect(steps).toContain('eslint .');
    expect(steps.at(-1)).toBe(`vitest run --passWithNoTests ${projects.map((root) => `${root}/`).join(' ')}`);
  });
});
