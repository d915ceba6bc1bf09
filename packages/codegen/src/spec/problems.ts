import { byCodeUnits } from '../model/names.js';

/** The way from the root of a file to a value in it. */
export type Path = readonly (string | number)[];

/** Where something is in a spec file, counted from 1. */
export interface Position {
  /** The file, where it is not the one that was asked: an overlay has written there. */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong with a spec. */
export interface Problem extends Position {
  readonly file: string;
  /** What is wrong. */
  readonly what: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** `specs/2.0/cvm.yaml:12:7  what is wrong  what to do`. */
export function formatProblem(problem: Problem): string {
  return `${problem.file}:${problem.line}:${problem.column}  ${problem.what}  ${problem.remedy}`;
}

/** In the order of files and lines, each said once. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const byText = new Map(problems.map((problem) => [formatProblem(problem), problem]));
  return [...byText.values()].sort(
    (left, right) =>
      byCodeUnits(left.file, right.file) ||
      left.line - right.line ||
      left.column - right.column ||
      byCodeUnits(left.what, right.what),
  );
}

/** Thrown by a load that found problems; with all of them. */
export class SpecError extends Error {
  override readonly name = 'SpecError';
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}
