import type { Settings } from '../../configuration/settings.js';
import { RecentCalls } from '../../fleet/journal/quota-pause.js';
import { connect, type Connection } from '../../session/connect.js';
import type { Context } from '../../session/context.js';

/** Shared by planning and execution: one quota and one log of requests. */
export interface Session {
  readonly notices: { say: (message: string) => void };
  readonly recentCalls: RecentCalls;
  readonly connect: (settings: Settings, region: string) => Promise<Connection>;
  connection?: Connection;
}

export function openSession(context: Context): Session {
  const notices: Session['notices'] = { say: () => undefined };
  const recentCalls = new RecentCalls();
  const session: Session = {
    notices,
    recentCalls,
    connect: async (settings, region) =>
      (session.connection = await connect(context, settings, {
        region,
        notice: (message) => notices.say(message),
        onCall: (action) => recentCalls.add({ action, at: context.environment.now() }),
      })),
  };
  return session;
}
