import { expectAll, type Check } from '../check.js';
import { pages } from '../pages.js';

const signing = 'v1';
const refused = 'AuthFailure.SignatureFailure';
const source = pages.signatureV1;

/** The signature of API 2.0, which API 3.0 takes as well. */
export const signatureV1Checks: readonly Check[] = [
  {
    id: 'signature-v1/accepted',
    title: 'a request signed by method v1 is accepted, by GET and by POST, with SHA-256 and with SHA-1',
    meaning: 'Clients that sign as API 2.0 does are locked out.',
    source,
    run: expectAll(
      ['GET', { signing }, 'success'],
      ['POST', { signing, method: 'POST' }, 'success'],
      ['HmacSHA1', { signing, signatureMethod: 'HmacSHA1' }, 'success'],
      ['without SignatureMethod', { signing, signatureMethod: null }, 'success'],
      ['a list', { signing, parameters: { Filters: [{ Name: 'zone', Values: ['a'] }] } }, 'success'],
    ),
  },
  {
    id: 'signature-v1/refused',
    title: 'a parameter changed, added or left out after signing is refused',
    meaning: 'A request that was seen can be changed into another one.',
    source,
    run: expectAll(
      ['changed', { signing, tamper: { Limit: '2' } }, refused],
      ['added', { signing, tamper: { Offset: '0' } }, refused],
      ['left out', { signing, method: 'POST', tamper: { Limit: undefined } }, refused],
    ),
  },
];
