import type { Environment } from '../../environment/environment.js';
import type { Style } from '../../output/style.js';
import type { FleetCommand, FleetEvent } from '../terms/event.js';
import { Progress } from './progress.js';
import { progressLine, renderProgress } from './render-progress.js';
import type { Outcome } from '../terms/outcome.js';

/** Shows how a run goes on, in one of three ways. */
export interface Display {
  take(event: FleetEvent): Promise<void>;
  /** Nothing more is sent, as Ctrl-C was pressed or the journal cannot be written: `why`. */
  stopping(why: string): void;
  /** Takes the live part away, before the summary is printed. */
  finish(): Promise<void>;
}

export interface DisplayOptions {
  readonly command: FleetCommand;
  readonly total: number;
  readonly regions: number;
  /** Outcomes of an earlier run of the same journal. */
  readonly earlier: Iterable<Outcome>;
  /** Events as JSON lines on stdout. */
  readonly json: boolean;
  readonly quiet: boolean;
  /** Requests are logged on stderr as well: then nothing is drawn there. */
  readonly verbose: boolean;
  readonly style: Style;
}

const redrawEvery = 125;
const lineEvery = 10_000;

/** Whether the terminal can show block characters. */
export function hasUnicode(environment: Pick<Environment, 'variable'>): boolean {
  const locale =
    environment.variable('LC_ALL') || environment.variable('LC_CTYPE') || environment.variable('LANG') || '';
  return environment.variable('TERM') !== 'linux' && /utf-?8/i.test(locale);
}

/** Bars on a terminal, a line now and then in a log, events for a program. */
export async function openDisplay(environment: Environment, options: DisplayOptions): Promise<Display> {
  if (options.json) return jsonDisplay(environment);
  if (options.quiet) return silentDisplay;
  const live = environment.stderr.isTerminal && !options.verbose && environment.variable('TERM') !== 'dumb';
  return live ? liveDisplay(environment, options) : lineDisplay(environment, options);
}

const silentDisplay: Display = {
  take: async () => undefined,
  stopping: () => undefined,
  finish: async () => undefined,
};

function startedProgress(environment: Environment, { total, earlier }: DisplayOptions): Progress {
  const progress = new Progress(total, environment.now());
  for (const { kind } of earlier) progress.takeEarlier(kind);
  return progress;
}

async function liveDisplay(environment: Environment, options: DisplayOptions): Promise<Display> {
  const progress = startedProgress(environment, options);
  const display = await environment.liveDisplay();
  let stopping = false;
  const draw = (): void =>
    display.draw(
      renderProgress(progress.snapshot(environment.now()), {
        command: options.command,
        regions: options.regions,
        width: environment.stderr.columns ?? 80,
        unicode: hasUnicode(environment),
        style: options.style,
        stopping,
      }),
    );
  draw();
  const stop = environment.every(redrawEvery, draw);
  return {
    take: async (event) => progress.take(event, environment.now()),
    stopping: () => {
      stopping = true;
      draw();
    },
    finish: async () => {
      stop();
      display.clear();
    },
  };
}

function lineDisplay(environment: Environment, options: DisplayOptions): Display {
  const progress = startedProgress(environment, options);
  let shownAt = environment.now();
  const show = (text: string): Promise<void> => {
    shownAt = environment.now();
    return environment.stderr.write(`${new Date(environment.now()).toISOString()} ${text}\n`);
  };
  const tick = (): void => {
    // Events come when something happens; this is for when nothing does for long.
    if (environment.now() - shownAt >= lineEvery) {
      void show(progressLine(options.command, progress.snapshot(environment.now())));
    }
  };
  const stop = environment.every(lineEvery, tick);
  return {
    take: async (event) => {
      progress.take(event, environment.now());
      tick();
    },
    stopping: (why) => void show(`${why}: finishing what is under way`),
    finish: async () => stop(),
  };
}

/** Writes an event of `--json`: what programs rely on. */
export const writeEvent = (environment: Environment, event: object): Promise<void> =>
  environment.stdout.write(
    `${JSON.stringify({ time: new Date(environment.now()).toISOString(), ...event })}\n`,
  );

function jsonDisplay(environment: Environment): Display {
  const write = (event: object): Promise<void> => writeEvent(environment, event);
  return {
    take: (event) => {
      if (event.type !== 'outcome') return write(event);
      const { kind, at: _at, ...rest } = event.outcome;
      return write({ type: 'outcome', outcome: kind, ...rest });
    },
    stopping: () => void write({ type: 'stopping' }),
    finish: async () => undefined,
  };
}
