// @ts-check
import { ensureStoppedEvents, instanceStatus, paginate } from '@qcvm/client';

/**
 * The ids of a file: one on each line, `#` begins a comment.
 *
 * @param {string} text
 */
export const readIds = (text) =>
  new Set(
    text
      .split('\n')
      .map((line) => line.replace(/#.*/, '').trim())
      .filter((line) => line !== ''),
  );

/**
 * Everything that runs, page by page, without what is protected.
 *
 * @param {import('@qcvm/client').Cvm} cvm
 * @param {ReadonlySet<string>} protectedIds
 */
export async function* candidates(cvm, protectedIds) {
  for await (const { unInstanceId } of paginate(cvm.describeInstances, { status: instanceStatus.running }))
    if (!protectedIds.has(unInstanceId)) yield unInstanceId;
}

/**
 * Shuts down every running instance that is not protected. An ordinary shutdown has ten minutes; then the plug is pulled.
 *
 * @param {import('@qcvm/client').Cvm} cvm
 * @param {{ protectedIds: ReadonlySet<string>, signal?: AbortSignal, say?: (line: string) => void }} options
 * @returns {Promise<boolean>} whether everything is down
 */
export async function shutDownTheRest(cvm, { protectedIds, signal, say = console.log }) {
  const run = ensureStoppedEvents(cvm, candidates(cvm, protectedIds), {
    force: { after: 10 * 60_000 },
    signal,
  });
  for await (const event of run) {
    if (event.type === 'returned') say(`${event.instanceId} came back: its ordinary shutdown failed`);
    if (event.type === 'trouble') say(`trouble: ${event.error.message}`);
    if (event.type !== 'outcome') continue;
    const { instanceId, kind, reason } = event.outcome;
    say(`${instanceId} ${kind}${reason ? `: ${reason}` : ''}`);
  }
  const { stopped, forced, 'already-stopped': already, ...bad } = run.counts;
  return run.complete && Object.values(bad).every((count) => count === 0);
}
