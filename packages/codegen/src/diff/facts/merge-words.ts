import { patch } from './change.js';
import type { Change } from './change.js';

/** How many things with other comments are named. */
const most = 5;

/** Tells as one change that comments are others: there are hundreds of them in a new description. */
export function mergeWords(changes: readonly Change[], service: string): Change[] {
  const words = changes.filter(({ kind }) => kind === 'words');
  const subjects = [...new Set(words.map(({ subject }) => subject))];
  if (subjects.length === 0) return [...changes];
  const rest = subjects.length - most;
  const named = subjects.slice(0, most).join(', ');
  const message = `Comments are others, of ${named}${rest > 0 ? ` and ${rest} more` : ''}.`;
  return [
    ...changes.filter(({ kind }) => kind !== 'words'),
    { ...patch('words', message), subject: service, actions: [] },
  ];
}
