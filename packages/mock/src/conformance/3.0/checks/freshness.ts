import { dateCheck } from '../../checks.js';
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
  dateCheck((session) => session.ask({ clockOff: -3600 })),
];
