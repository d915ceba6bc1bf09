import { dateCheck } from '../../checks.js';
import { expectAll, hasCode, type Check } from '../check.js';
import { pages } from '../pages.js';
import type { SessionV2 } from '../session.js';

const success = 0;
/** Sources disagree on which of the two a Timestamp is refused with. */
const [expired, replayed] = [4200, 4500] as const;
const hours = 3600;

/** Notes which of the documented windows the endpoint has. */
async function noteWindow(session: SessionV2): Promise<void> {
  const { code } = await session.ask({ clockOff: -2000 });
  session.note(
    code === success
      ? 'a Timestamp half an hour old is accepted: the window is the two hours of the older pages, or longer'
      : 'a Timestamp half an hour old is refused: the window is the five minutes of the newer pages, or so',
  );
}

/** That no request works twice, and none for ever. */
export const freshnessChecks: readonly Check[] = [
  {
    id: 'freshness/stale',
    title: 'a Timestamp of three hours ago is refused with 4200 or 4500',
    meaning: 'A recorded request stays valid.',
    source: pages.errors,
    run: async (session) => {
      const answer = await session.ask({ clockOff: -3 * hours });
      const finding = hasCode(answer, expired, replayed);
      if (finding.agrees) {
        session.note(`a stale Timestamp is refused with ${answer.code}`);
        await noteWindow(session);
      }
      return finding;
    },
  },
  {
    id: 'freshness/future',
    title: 'a Timestamp three hours ahead is refused with 4500 or 4200',
    meaning: 'Requests can be made today that are valid tomorrow.',
    source: pages.errors,
    run: async (session) => {
      const answer = await session.ask({ clockOff: 3 * hours });
      const finding = hasCode(answer, expired, replayed);
      if (finding.agrees) session.note(`a Timestamp ahead of the clock is refused with ${answer.code}`);
      return finding;
    },
  },
  {
    id: 'freshness/replay',
    title: 'the same request a second time is refused with 4500',
    meaning: 'A request that was seen can be sent again: an instance is restarted twice.',
    source: pages.request,
    run: async (session) => {
      const first = await session.ask();
      if (first.code !== success) return { agrees: false, observed: `the first time: ${first.inWords}` };
      const again = await session.ask({ reuse: first });
      return hasCode(again, replayed);
    },
  },
  {
    id: 'freshness/another-nonce',
    title: 'many requests in one second are accepted when each has its own Nonce',
    meaning: 'Clients are refused as soon as they are quick.',
    source: pages.request,
    run: async (session) => {
      const first = await session.ask();
      const { timestamp } = first;
      const nonces = ['1', '2', '3'].map((digit) => `${digit}${first.nonce}`.slice(0, 9));
      return expectAll(
        ...nonces.map((nonce) => [`Nonce ${nonce}`, { reuse: { nonce, timestamp } }, success] as const),
      )(session);
    },
  },
  dateCheck((session) => session.ask({ clockOff: -3 * hours })),
];
