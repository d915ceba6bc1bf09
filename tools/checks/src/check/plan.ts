/** A step of the check: one command, as a person would type it. */
export interface Step {
  readonly program: string;
  readonly args: readonly string[];
}

export interface Situation {
  /** Files that differ from the base, relative to the repository. Removed ones are not among them. */
  readonly changed: readonly string[];
  /** Folders of the projects that nx holds to be affected by that. */
  readonly affected: readonly string[];
  /** Folders of all projects. */
  readonly projects: readonly string[];
}

/** Files that everything depends on: after a change of one of them, all of it has to be checked. */
const foundations =
  /^(package(-lock)?\.json|tsconfig[^/]*\.json|eslint\.config\.mjs|vitest\.config\.ts|nx\.json|tools\/nx-plugin\/.*|tools\/[^/]*\.mjs)$/;

const isDocument = (file: string): boolean =>
  /^(README|CONTRIBUTING)\.md$|^packages\/[^/]+\/README\.md$|^docs\/guide\//.test(file);
const isProse = (file: string): boolean => /\.(md|ya?ml)$|\/src\/.*(?<!\.gen|\.test)\.ts$/.test(file);
const isFormatted = (file: string): boolean => /\.(ts|mjs|cjs|js|json|ya?ml|css)$/.test(file);
const isCode = (file: string): boolean => /\.ts$/.test(file);

/** Whose tests read the specs, whatever depends on whom. */
const specReaders = ['tools/codegen', 'tools/contract', 'packages/client', 'packages/mock', 'packages/cli'];

const npm = (script: string): Step => ({ program: 'npm', args: ['run', '--silent', script] });
/** After `--`, or npm takes the program's options for its own. */
const npx = (...args: string[]): Step => ({ program: 'npx', args: ['--no', '--', ...args] });

/** What continuous integration would run because of a change, cheapest first. */
export function planCheck({ changed, affected, projects }: Situation): readonly Step[] {
  if (changed.length === 0) return [];
  const everything = changed.some((file) => foundations.test(file));
  const roots = everything ? projects : affected;
  const within = (...folders: string[]): boolean =>
    everything || folders.some((folder) => changed.some((file) => file.startsWith(`${folder}/`)));
  const some = (test: (file: string) => boolean): string[] => changed.filter(test);

  const documents =
    some(isDocument).length > 0 && !roots.includes('tools/checks') ? ['tools/checks/test/documents'] : [];
  // A folder that only holds data, such as specs/, has no tests of its own: those who read it have them.
  const readers = changed.some((file) => file.startsWith('specs/'))
    ? specReaders.filter((root) => !roots.includes(root))
    : [];
  const tested = [
    ...roots.filter((root) => /^(packages|tools)\//.test(root)).map((root) => `${root}/`),
    ...readers.map((root) => `${root}/`),
    ...documents,
  ];

  const steps: Step[] = [];
  if (some(isFormatted).length > 0) steps.push(npx('oxfmt', '--check', ...some(isFormatted)));
  if (some(isProse).length > 0)
    steps.push(npx('cspell', '--no-progress', '--no-summary', '--no-must-find-files', ...some(isProse)));
  if (within('specs')) steps.push(npm('lint:spec'));
  if (
    within('specs', 'tools/codegen', 'docs/reference') ||
    some((file) => /\.gen\.ts$/.test(file)).length > 0
  )
    steps.push(npm('generate:check'));
  if (tested.length > 0) steps.push(npm('build'));
  if (everything || some(isCode).length > 0) {
    steps.push(npm('typecheck'));
    const linted = everything ? ['.'] : some((file) => isCode(file) && !/\.gen\.ts$/.test(file));
    if (linted.length > 0) steps.push(npx('eslint', ...linted));
    steps.push(npm('unused'));
  }
  if (tested.length > 0) steps.push(npx('vitest', 'run', '--passWithNoTests', ...tested));
  return steps;
}
