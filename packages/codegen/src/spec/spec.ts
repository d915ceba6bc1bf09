import { Cursor } from './cursor.js';
import { didYouMean } from './did-you-mean.js';
import { readYaml } from './yaml-file.js';
import type { Path, YamlFile } from './yaml-file.js';
import { SpecError, sortProblems } from './problems.js';
import type { Problem } from './problems.js';

/** How many references may lead from one to the next; more can only be a circle. */
const MAXIMUM_REFERENCES = 32;

function resolvePath(from: string, target: string): string {
  const steps = from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function decode(step: string): string {
  const text = step.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What is wrong, what to do, and whether the name or the value is to blame (the value, unless said). */
export interface SaidProblem {
  readonly what: string;
  readonly remedy: string;
  readonly part?: 'key' | 'value';
}

/** All spec files of one load, and the problems found in them so far. */
export class Spec {
  readonly problems: Problem[] = [];
  /**
   * Names of inputs and outputs in which something is wrong: what is missing in them may be only what could not be read, so
   * nothing more is said about them.
   */
  readonly unsound = new Set<string>();
  readonly #places: { readonly file: YamlFile; readonly path: Path; readonly what: string }[] = [];
  readonly #files: ReadonlyMap<string, YamlFile>;

  /** Takes texts by their path below the specs directory; `shownAs` turns such a path into the one that problems name; `specs/…` unless given. */
  constructor(
    texts: ReadonlyMap<string, string> = new Map(),
    shownAs: (path: string) => string = (path) => `specs/${path}`,
  ) {
    const files = [...texts].map(
      ([path, text]) => [path, readYaml(shownAs(path), text, this.problems)] as const,
    );
    this.#files = new Map(files);
  }

  /**
   * Goes no further with what is wrong.
   *
   * @throws SpecError with every problem that was found so far, if there is any.
   */
  refuse(): void {
    if (this.problems.length > 0) throw new SpecError(sortProblems(this.problems));
  }

  /** The whole of a file. */
  root(path: string): Cursor | undefined {
    const file = this.#files.get(path);
    return file === undefined ? undefined : new Cursor(file);
  }

  /** Notes that something is wrong with a value, or with its name. */
  report(at: Cursor, problem: SaidProblem): void {
    this.reportAt(at.file, at.path, problem);
  }

  /** The same for a path, which may lead to something that is missing. */
  reportAt(file: YamlFile, path: Path, problem: SaidProblem): void {
    const { what, remedy, part } = problem;
    this.problems.push({ file: file.name, ...file.position(path, part), what, remedy });
    this.#places.push({ file, path, what });
  }

  /** Whether something is known to be wrong there, or inside of what is there; with `what`, whether just that is. */
  hasProblem(file: YamlFile, path: Path, what?: string): boolean {
    return this.#places.some((place) => {
      if (place.file !== file || !path.every((step, index) => String(place.path[index]) === String(step)))
        return false;
      return what === undefined || (what === place.what && place.path.length === path.length);
    });
  }

  /** What a value refers to, in the end; the value itself when it is no reference. */
  follow(at: Cursor): Cursor | undefined {
    let found = at;
    for (let step = 0; step < MAXIMUM_REFERENCES; step += 1) {
      const reference = found.text('$ref');
      if (reference === undefined) return found;
      const target = this.#target(found, reference);
      if (target === undefined) return undefined;
      found = target;
    }
    this.report(at, {
      what: 'this reference leads back to itself',
      remedy: 'refer to a schema that is written out',
    });
    return undefined;
  }

  #target(at: Cursor, reference: string): Cursor | undefined {
    const [path = '', pointer = ''] = reference.split('#', 2);
    const from = [...this.#files].find(([, file]) => file === at.file)?.[0] ?? '';
    const wanted = path === '' ? from : resolvePath(from, path);
    let found = this.root(wanted);
    if (found === undefined) {
      this.#dangling(at, { reference, candidates: this.#files.keys(), word: wanted });
      return undefined;
    }
    for (const step of pointer.split('/').slice(1).map(decode)) {
      const next: Cursor | undefined = found.get(step);
      if (next === undefined) {
        this.#dangling(at, { reference, candidates: found.names(), word: step });
        return undefined;
      }
      found = next;
    }
    return found;
  }

  #dangling(at: Cursor, missing: { reference: string; word: string; candidates: Iterable<string> }): void {
    this.report(at.get('$ref') ?? at, {
      what: `the reference "${missing.reference}" leads nowhere: there is no "${missing.word}"`,
      remedy: didYouMean(missing.word, missing.candidates, 'correct the reference, or add what it names'),
    });
  }
}
