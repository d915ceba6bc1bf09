import type { InstanceView } from '../src/services/cvm/instances/view.js';
import { newerWords } from '../src/services/cvm/values.gen.js';

/** `shuttingDown` → `shutting down`. */
export const words = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** `2026-01-01 08:00:05`, in UTC. */
export const dateTime = (time: number): string => new Date(time).toISOString().slice(0, 19).replace('T', ' ');

/** `08:00:05`, in UTC. */
export const timeOfDay = (time: number): string => new Date(time).toISOString().slice(11, 19);

/** `0 ms`, `1.5 s`. */
export const milliseconds = (duration: number): string =>
  duration < 1000 ? `${duration} ms` : `${Math.round(duration / 100) / 10} s`;

/** How the page shows a status: by whether it is still changing. */
export function tone(status: number): 'on' | 'off' | 'busy' | 'bad' {
  if (status === 2) return 'on';
  if (status === 4 || status === 5) return 'off';
  if (status === 1 || status === -1) return 'bad';
  return 'busy';
}

const newer: Readonly<Record<number, string>> = newerWords.status;

/** `STOPPED`: the state as API 3.0 shows it. What has no word is done with an instance that is what it will be again. */
export const newerWord = ({ status, next }: InstanceView): string =>
  newer[status] ?? newer[next?.status ?? NaN] ?? newerWords.status[status === 1 ? -1 : 2];
