import { Skipped, type Run } from './check.js';

/**
 * Checks of which each starts where the one before has ended: once one does not go as it should, the rest cannot be told. One that
 * has nothing to do is no such end.
 */
export function inTurns<Session>(): (run: Run<Session>) => Run<Session> {
  let broken: string | undefined;
  return (run) => async (session) => {
    if (broken !== undefined) throw new Skipped(`the life cycle ended with ${broken}`);
    broken = 'no answer';
    try {
      const finding = await run(session);
      broken = finding.agrees ? undefined : finding.observed;
      return finding;
    } catch (error) {
      if (error instanceof Skipped) broken = undefined;
      throw error;
    }
  };
}
