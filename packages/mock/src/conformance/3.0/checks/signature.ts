import { Skipped } from '../../check.js';
import { expectAll, expectAnswer, type Check } from '../check.js';
import { pages } from '../pages.js';

const refused = 'AuthFailure.SignatureFailure';
const source = pages.signature;

/** The same text with its first digit exchanged for another. */
const altered = (signature: string): string => (signature.startsWith('0') ? '1' : '0') + signature.slice(1);

const filter = (value: string) => ({ Filters: [{ Name: 'instance-name', Values: [value] }], Limit: 1 });

/** Who is let in, and who is not. */
export const signatureChecks: readonly Check[] = [
  {
    id: 'signature/json',
    title: 'a JSON body signed with TC3-HMAC-SHA256 is accepted, with and without a charset',
    meaning:
      'No client can talk to this endpoint, unless it is the key that is wrong: check SecretId, SecretKey and the clock first.',
    source,
    run: expectAll(
      ['application/json', {}, 'success'],
      [
        'with a charset in capitals',
        { change: { 'content-type': 'application/json; charset=UTF-8' } },
        'success',
      ],
    ),
  },
  {
    id: 'signature/get',
    title: 'a GET with its parameters in the query is accepted',
    meaning: 'Clients that send GET are locked out.',
    source,
    run: expectAll(
      ['a number', { method: 'GET' }, 'success'],
      ['a list of objects', { method: 'GET', parameters: filter('web') }, 'success'],
      ['Chinese and reserved characters', { method: 'GET', parameters: filter('云 a&b=c/+') }, 'success'],
    ),
  },
  {
    id: 'signature/bytes',
    title: 'the body is signed as it is sent, whatever its spaces and its script',
    meaning:
      'A body that the endpoint writes anew has another hash: clients that write JSON otherwise are locked out.',
    source,
    run: expectAll(
      ['spaces and line ends', { body: '{ "Limit" :\r\n 1 }\n' }, 'success'],
      ['Chinese', { parameters: filter('云服务器') }, 'success'],
      ['escapes', { body: '{"Filters":[{"Name":"instance-name","Values":["\\u4e91"]}]}' }, 'success'],
    ),
  },
  {
    id: 'signature/unsigned-payload',
    title: 'a request whose body is not signed is accepted when it says so',
    meaning: 'Clients that stream what they send are locked out.',
    source,
    run: expectAnswer({ unsignedPayload: true }, 'success'),
  },
  {
    id: 'signature/more-headers',
    title:
      'headers beyond content-type and host may be signed; values count in lower case and without spaces around them',
    meaning: 'Clients of the vendor that sign X-TC-Action as well are locked out.',
    source,
    run: expectAll(
      ['x-tc-action', { alsoSigned: ['x-tc-action'] }, 'success'],
      [
        'six headers',
        { alsoSigned: ['x-tc-action', 'x-tc-version', 'x-tc-timestamp', 'x-tc-region'] },
        'success',
      ],
      [
        'a value with capitals and spaces',
        { change: { 'x-note': '  Some Value ' }, alsoSigned: ['x-note'] },
        'success',
      ],
    ),
  },
  {
    id: 'signature/wrong',
    title: 'a signature that is not right is refused with AuthFailure.SignatureFailure',
    meaning: 'Requests can be made in the name of any SecretId.',
    source,
    run: expectAll(
      ['one digit changed', { signature: altered }, refused],
      ['another SecretKey', { signedAs: { secretKey: 'another-key-than-the-one-of-this-run' } }, refused],
    ),
  },
  {
    id: 'signature/key-prefix',
    title: 'the chain of keys begins with TC3 and the SecretKey',
    meaning: 'Signatures are made another way than every client makes them.',
    source,
    run: expectAnswer({ signedAs: { prefix: '' } }, refused),
  },
  {
    id: 'signature/scope-day',
    title: 'a scope of another day than that of the Timestamp is refused',
    meaning: 'A derived key that has leaked signs for longer than a day.',
    source,
    run: expectAll(['the year 2019', { signedAs: { date: '2019-02-25' } }, 'AuthFailure*']),
  },
  {
    id: 'signature/payload',
    title: 'a body or a query that is changed after signing is refused',
    meaning: 'A request that was seen can be changed into another one.',
    source,
    run: expectAll(
      ['another value', { tamperPayload: (body) => body.replace('1', '2') }, refused],
      ['a space more', { tamperPayload: (body) => `${body} ` }, refused],
      ['in a query', { method: 'GET', tamperPayload: (query) => `${query}&Offset=0` }, refused],
    ),
  },
  {
    id: 'signature/headers',
    title: 'a signed header that is changed or left out after signing is refused',
    meaning: 'The Action of a request that was seen can be exchanged, although the client has signed it.',
    source,
    run: expectAll(
      [
        'x-tc-action changed',
        { alsoSigned: ['x-tc-action'], tamper: { 'x-tc-action': 'DescribeInstancesStatus' } },
        refused,
      ],
      ['content-type changed', { tamper: { 'content-type': 'application/json; charset=utf-8' } }, refused],
      [
        'x-note left out',
        { change: { 'x-note': 'a' }, alsoSigned: ['x-note'], tamper: { 'x-note': undefined } },
        'AuthFailure*',
      ],
    ),
  },
  {
    id: 'signature/method',
    title: 'the HTTP method is part of what is signed',
    meaning: 'A signed GET can be sent as a POST.',
    source,
    run: expectAnswer({ signedAs: { method: 'GET' } }, refused),
  },
  {
    id: 'signature/required-headers',
    title: 'content-type and host must be signed',
    meaning: 'A request that was signed for one host can be sent to another one.',
    source,
    run: expectAll(
      ['without host', { notSigned: ['host'] }, 'AuthFailure*'],
      ['without content-type', { notSigned: ['content-type'] }, 'AuthFailure*'],
    ),
  },
  {
    id: 'signature/authorization',
    title: 'a header Authorization that is missing or cannot be read is refused',
    meaning: 'Calls without a signature are served.',
    source,
    run: expectAll(
      ['missing', { tamper: { authorization: undefined } }, 'AuthFailure*', 'MissingParameter'],
      [
        'another algorithm',
        { authorization: (header) => header.replace('TC3-HMAC-SHA256', 'TC3-HMAC-MD5') },
        'AuthFailure*',
      ],
      [
        'without a signature',
        { authorization: (header) => header.replace(/, Signature=.*/, '') },
        'AuthFailure*',
      ],
    ),
  },
  {
    id: 'signature/secret-id',
    title: 'a SecretId that does not exist is refused with AuthFailure.SecretIdNotFound',
    meaning: 'A client cannot tell a wrong key from a wrong signature, or an unknown key is accepted.',
    source: pages.answers,
    run: expectAnswer(
      { signedAs: { secretId: 'AKIDdoesnotexistdoesnotexistdoesnote' } },
      'AuthFailure.SecretIdNotFound',
    ),
  },
  {
    id: 'signature/token',
    title: 'a temporary key works only with its own X-TC-Token',
    meaning: 'A temporary key does not expire with its Token.',
    source: pages.answers,
    run: (session) => {
      const { token } = session.options.credentials;
      if (token === undefined) throw new Skipped('the key of this run is not a temporary one');
      return expectAll(
        ['without', { change: { 'x-tc-token': undefined } }, 'AuthFailure*'],
        ['another one', { change: { 'x-tc-token': `${token}x` } }, 'AuthFailure*'],
      )(session);
    },
  },
];
