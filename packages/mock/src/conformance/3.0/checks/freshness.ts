import { bad, good } from '../../check.js';
import { expectAll, expectAnswer, type Check } from '../check.js';
import { pages } from '../pages.js';

const expired = 'AuthFailure.SignatureExpire';
const source = pages.request;

/** That no request is valid for ever. */
export const freshnessChecks: readonly Check[] = [
  {
    id: 'freshness/stale',
    title: 'a Timestamp of ten minutes ago is refused with AuthFailure.SignatureExpire',
    meaning: 'A recorded request stays valid.',
    source,
    run: expectAnswer({ clockOff: -600 }, expired),
  },
  {
    id: 'freshness/future',
    title: 'a Timestamp ten minutes ahead is refused with AuthFailure.SignatureExpire',
    meaning: 'Requests can be made today that are valid tomorrow.',
    source,
    run: expectAnswer({ clockOff: 600 }, expired),
  },
  {
    id: 'freshness/window',
    title: 'a Timestamp four minutes away is accepted',
    meaning: 'Clients whose clock is a little wrong are locked out.',
    source,
    run: expectAll(['behind', { clockOff: -240 }, 'success'], ['ahead', { clockOff: 240 }, 'success']),
  },
  {
    id: 'freshness/timestamp',
    title: 'a Timestamp that is missing or no number of seconds is refused',
    meaning: 'A request without a time could be sent for ever.',
    source,
    run: expectAll(
      [
        'missing',
        { change: { 'x-tc-timestamp': undefined } },
        'MissingParameter',
        'InvalidParameter*',
        'AuthFailure*',
      ],
      [
        'yesterday',
        { change: { 'x-tc-timestamp': 'yesterday' } },
        'MissingParameter',
        'InvalidParameter*',
        'AuthFailure*',
      ],
    ),
  },
  {
    id: 'freshness/date',
    title: 'answers have a Date, by which a client can set its clock right',
    meaning: 'A client whose clock is wrong stays locked out.',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#field.date',
    run: async (session) => {
      const { date, inWords } = await session.ask({ clockOff: -3600 });
      if (date === undefined) return bad(`no Date with ${inWords}`);
      const off = Math.abs(date - session.runtime.now() - session.clockOffset);
      const observed = `a Date ${Math.round(off / 1000)} s from the time of the first answer`;
      return off < 60_000 ? good(observed) : bad(observed);
    },
  },
];
