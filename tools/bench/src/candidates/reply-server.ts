import { startChild, type Child } from '../harness/child.js';
import type { Reply } from './replies.js';

/** Starts a server in a process of its own that answers every request alike. */
export async function startReplyServer(reply: Reply): Promise<{ child: Child; port: number }> {
  const child = startChild(new URL('reply-server-process.js', import.meta.url));
  const { port } = (await child.ask(reply)) as { port: number };
  return { child, port };
}
