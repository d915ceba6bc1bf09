import type { FleetCommand, Stage } from './event.js';
import { outcomeMeanings, type OutcomeKind } from './outcome.js';

interface Words {
  /** "Stop 5 instances?" */
  readonly verb: string;
  /** "Stopping 5 instances" */
  readonly progressive: string;
  /** "would be stopped", "may not be stopped" */
  readonly participle: string;
  /** What an instance does between the request and its outcome. */
  readonly changing: string;
}

export const words: Readonly<Record<FleetCommand, Words>> = {
  stop: { verb: 'Stop', progressive: 'Stopping', participle: 'stopped', changing: 'shutting down' },
  start: { verb: 'Start', progressive: 'Starting', participle: 'started', changing: 'starting' },
  restart: { verb: 'Restart', progressive: 'Restarting', participle: 'restarted', changing: 'restarting' },
};

/** What a stage is called on the screen. */
export const stageText = (command: FleetCommand, stage: Stage): string =>
  ({
    queued: 'waiting',
    'looked-at': 'ready',
    requested: 'requested',
    changing: words[command].changing,
    returned: 'back to running',
  })[stage];

/** What an outcome is called on the screen. */
export const outcomeText = (command: FleetCommand, kind: OutcomeKind): string =>
  kind === 'accepted' ? words[command].changing : outcomeMeanings[kind].label;
