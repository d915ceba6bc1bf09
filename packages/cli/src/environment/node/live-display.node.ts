import type { LiveDisplay } from '../environment.js';

/** Lines at the end of the terminal, drawn anew in place, on stderr. */
export async function liveDisplay(): Promise<LiveDisplay> {
  const { createLogUpdate } = await import('log-update');
  const update = createLogUpdate(process.stderr, { showCursor: true });
  return { draw: (text) => update(text), clear: () => update.clear() };
}
