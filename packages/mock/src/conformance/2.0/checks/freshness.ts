import { hasDate } from '../../answers.js';
import { bad, good, type Run } from '../../check.js';
import type { SessionV2 } from '../session.js';

const success = 0;
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

const stale: Run<SessionV2> = async (session) => {
  const answer = await session.ask({ clockOff: -3 * hours });
  // Sources disagree on which of the two it is.
  const finding = session.judge(answer, 4200, 4500);
  if (finding.agrees) {
    session.note(`a stale Timestamp is refused with ${answer.code}`);
    await noteWindow(session);
  }
  return finding;
};

const replay: Run<SessionV2> = async (session) => {
  const first = await session.ask();
  if (first.code !== success) return bad(`the first time: ${first.inWords}`);
  return session.judge(await session.ask({ reuse: first }), 4500);
};

const anotherNonce: Run<SessionV2> = async (session) => {
  const first = await session.ask();
  const nonces = ['1', '2', '3'].map((digit) => `${digit}${first.nonce}`.slice(0, 9));
  for (const nonce of nonces) {
    const { code, inWords } = await session.ask({ reuse: { nonce, timestamp: first.timestamp } });
    if (code !== success) return bad(`Nonce ${nonce}: ${inWords}`);
  }
  return good(`Nonces ${nonces.join(', ')}`);
};

/** That no request works twice, and none for ever. */
export const freshness = {
  'freshness/stale': stale,
  'freshness/replay': replay,
  'freshness/another-nonce': anotherNonce,
  'freshness/date': hasDate<SessionV2>((session) => session.ask({ clockOff: -3 * hours })),
};
