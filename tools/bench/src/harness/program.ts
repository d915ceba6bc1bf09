import { spawn } from 'node:child_process';
import type { Candidate } from '../row.js';

export interface Program {
  /** Arguments for Node: a file, and the file's own arguments. */
  readonly args: readonly string[];
  readonly directory?: string;
}

interface Ended {
  /** Milliseconds from the start of the process to its end. */
  readonly wall: number;
  /** What it printed. */
  readonly output: string;
  /** What it wrote to the fourth descriptor. */
  readonly report: string;
}

/** Runs a program in a process of its own, to its end. It must succeed. */
export function runProgram({ args, directory }: Program): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn(process.execPath, ['--no-warnings', ...args], {
      cwd: directory,
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    });
    let output = '';
    let report = '';
    let wall = 0;
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stdio[3]?.on('data', (chunk: Buffer) => (report += chunk.toString()));
    child.on('error', reject);
    child.on('exit', () => (wall = performance.now() - begun));
    child.on('close', (code) => {
      if (code === 0) resolve({ wall, output, report });
      else reject(new Error(`node ${args.join(' ')} ended with ${code}\n${output}`));
    });
  });
}

/** What a hook that is loaded before the program reports at its end. */
async function reported(hook: string, { args, ...rest }: Program): Promise<number> {
  const url = new URL(hook, import.meta.url).href;
  const { report } = await runProgram({ ...rest, args: ['--import', url, ...args] });
  return Number(report);
}

/** How a program is measured. */
const measures = {
  /** Milliseconds, by the clock. */
  wall: async (program: Program): Promise<number> => (await runProgram(program)).wall,
  /** Milliseconds of CPU time, of all its threads. */
  cpu: async (program: Program): Promise<number> => (await reported('report-cpu.js', program)) / 1000,
};

/** What a program takes, in the unit of the measure, once for each round. */
export function timeOf(kind: keyof typeof measures, program: () => Promise<Program>): Candidate['open'] {
  return async () => {
    const ready = await program();
    const sample = (): Promise<number> => measures[kind](ready);
    await sample(); // not counted: afterwards the system has its files in memory
    return { sample };
  };
}
