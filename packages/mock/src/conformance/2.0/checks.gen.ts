// Generated from specs/conformance/2.0.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { DocumentedCheck } from '../documented.js';
import type { Asked } from './asked.js';

/** The checks that a program has to be written for. */
export type WrittenCheck =
  | 'freshness/stale'
  | 'freshness/replay'
  | 'freshness/another-nonce'
  | 'freshness/date'
  | 'parameters/https'
  | 'parameters/short-region'
  | 'list/shape'
  | 'list/pages'
  | 'list/beyond'
  | 'list/by-id'
  | 'list/unknown-id'
  | 'answers/envelope'
  | 'answers/batch-unknown'
  | 'life-cycle/listed'
  | 'life-cycle/stop'
  | 'life-cycle/stop-again'
  | 'life-cycle/partly'
  | 'life-cycle/start-again'
  | 'life-cycle/back';

/** What the documentation of API 2.0 says, in the order in which it is asked. */
export const checks: readonly DocumentedCheck<Asked>[] = [
  {
    id: 'signature/sha256',
    title: 'a request signed with HmacSHA256 is accepted, by GET and by POST',
    meaning:
      'No client can talk to this endpoint, unless it is the key that is wrong: check SecretId, SecretKey ' +
      'and the clock first.',
    source: 'https://cloud.tencent.com/document/api/213/6984',
    requests: [
      { what: 'GET', asked: {}, answers: [0] },
      { what: 'POST', asked: { method: 'POST' }, answers: [0] },
    ],
  },
  {
    id: 'signature/sha1',
    title: 'a request signed with HmacSHA1 is accepted, by GET and by POST',
    meaning: 'Clients that sign with SHA-1, the default of the API, are locked out.',
    source: 'https://cloud.tencent.com/document/api/213/6984',
    requests: [
      { what: 'GET', asked: { signatureMethod: 'HmacSHA1' }, answers: [0] },
      { what: 'POST', asked: { method: 'POST', signatureMethod: 'HmacSHA1' }, answers: [0] },
    ],
  },
  {
    id: 'signature/sha1-when-absent',
    title: 'without SignatureMethod, HMAC-SHA1 is meant',
    meaning: 'Older clients, which do not send the parameter, are locked out.',
    source: 'https://cloud.tencent.com/document/api/213/6984',
    requests: [{ asked: { signatureMethod: null }, answers: [0] }],
  },
  {
    id: 'signature/wrong',
    title: 'a signature that is not right is refused with 4100',
    meaning: 'Requests can be made in the name of any SecretId.',
    source: 'https://cloud.tencent.com/document/api/213/6984',
    requests: [
      {
        what: 'another SecretKey',
        asked: { signedAs: { secretKey: 'another-key-than-the-one-of-this-run' } },
        answers: [4100],
      },
      { what: 'one letter changed', asked: { signature: 'altered' }, answers: [4100] },
    ],
  },
  {
    id: 'signature/hash-named',
    title: 'SignatureMethod decides: SHA-1 in a request that says HmacSHA256 is refused with 4100',
    meaning: 'The weaker hash is taken where the stronger one was asked for.',
    source: 'https://cloud.tencent.com/document/api/213/6984',
    requests: [{ asked: { signedAs: { hash: 'HmacSHA1' } }, answers: [4100] }],
  },
  {
    id: 'signature/parameters',
    title: 'a parameter changed, added or left out after signing is refused with 4100',
    meaning: 'A request that was seen can be changed into another one.',
    source: 'https://cloud.tencent.com/document/api/213/6984',
    requests: [
      { what: 'added', asked: { tamper: { offset: '0' } }, answers: [4100] },
      { what: 'changed', asked: { tamper: { limit: '2' } }, answers: [4100] },
      { what: 'left out', asked: { tamper: { limit: null } }, answers: [4100] },
    ],
  },
  {
    id: 'signature/method',
    title: 'the HTTP method is part of what is signed',
    meaning: 'A signed GET can be sent as a POST, and the other way round.',
    source: 'https://cloud.tencent.com/document/api/213/6984',
    requests: [
      {
        what: 'signed as GET, sent as POST',
        asked: { method: 'POST', signedAs: { method: 'GET' } },
        answers: [4100],
      },
      {
        what: 'signed as POST, sent as GET',
        asked: { method: 'GET', signedAs: { method: 'POST' } },
        answers: [4100],
      },
    ],
  },
  {
    id: 'signature/encoded-twice',
    title: 'a signature that is encoded twice is refused with 4100',
    meaning:
      'Requests are decoded more often than once: values with a percent sign arrive as something else.',
    source: 'https://cloud.tencent.com/document/api/213/6984',
    requests: [{ asked: { signature: 'encoded' }, answers: [4100] }],
  },
  {
    id: 'signature/byte-order',
    title: 'names are sorted as bytes: lanIps.10 stands before lanIps.2',
    meaning: 'Calls with more than ten items in a list are refused.',
    source: 'https://cloud.tencent.com/document/api/213/6984',
    requests: [
      {
        asked: {
          parameters: {
            'lanIps.0': '192.0.2.1',
            'lanIps.1': '192.0.2.2',
            'lanIps.10': '192.0.2.11',
            'lanIps.11': '192.0.2.12',
            'lanIps.2': '192.0.2.3',
            'lanIps.3': '192.0.2.4',
            'lanIps.4': '192.0.2.5',
            'lanIps.5': '192.0.2.6',
            'lanIps.6': '192.0.2.7',
            'lanIps.7': '192.0.2.8',
            'lanIps.8': '192.0.2.9',
            'lanIps.9': '192.0.2.10',
          },
        },
        answers: [0],
      },
    ],
  },
  {
    id: 'signature/raw-values',
    title: 'values are signed as they are, not encoded, in any script',
    meaning: 'Calls with a space, a reserved character or Chinese in a value are refused.',
    source: 'https://cloud.tencent.com/document/api/213/6984',
    requests: [
      { what: 'Chinese', asked: { parameters: { limit: '1', searchWord: '云服务器' } }, answers: [0] },
      {
        what: 'Chinese, by POST',
        asked: { method: 'POST', parameters: { limit: '1', searchWord: '云服务器 & more' } },
        answers: [0],
      },
      {
        what: 'reserved characters',
        asked: { parameters: { limit: '1', searchWord: "a b+c%&=/?#~*'()" } },
        answers: [0],
      },
    ],
  },
  {
    id: 'signature/encoding',
    title: 'how a character is percent-encoded does not matter; + is a space',
    meaning: 'Clients whose platform encodes otherwise are locked out.',
    source: 'https://cloud.tencent.com/document/api/213/6984',
    requests: [
      {
        what: 'a space as +',
        asked: { encode: 'plus', parameters: { limit: '1', searchWord: 'a b' } },
        answers: [0],
      },
      { what: 'all that is no letter or digit, in lower case', asked: { encode: 'all' }, answers: [0] },
    ],
  },
  {
    id: 'signature/at-sign',
    title: 'in a POST, a value that starts with @ is not signed, as the official SDKs do it; in a GET it is',
    meaning: 'Calls with such a value are refused when they come from the official SDKs.',
    source: "the vendor's own SDKs of this API",
    requests: [
      { what: 'GET', asked: { parameters: { limit: '1', searchWord: '@web' } }, answers: [0] },
      {
        what: 'POST',
        asked: { method: 'POST', parameters: { limit: '1', searchWord: '@web' } },
        answers: [0],
      },
    ],
  },
  {
    id: 'signature/secret-id',
    title: 'a SecretId that does not exist is refused with 4104',
    meaning: 'A client cannot tell a wrong key from a wrong signature, or an unknown key is accepted.',
    source: 'https://cloud.tencent.com/document/product/213/6982',
    requests: [{ asked: { change: { SecretId: 'AKIDdoesnotexistdoesnotexistdoesnote' } }, answers: [4104] }],
  },
  {
    id: 'freshness/stale',
    title: 'a Timestamp of three hours ago is refused with 4200 or 4500',
    meaning: 'A recorded request stays valid.',
    source: 'https://cloud.tencent.com/document/product/213/6982',
  },
  {
    id: 'freshness/future',
    title: 'a Timestamp three hours ahead is refused with 4500 or 4200',
    meaning: 'Requests can be made today that are valid tomorrow.',
    source: 'https://cloud.tencent.com/document/product/213/6982',
    requests: [{ asked: { clockOff: 10800 }, answers: [4200, 4500] }],
    note: 'a Timestamp ahead of the clock is refused with {code}',
  },
  {
    id: 'freshness/replay',
    title: 'the same request a second time is refused with 4500',
    meaning: 'A request that was seen can be sent again: an instance is restarted twice.',
    source: 'https://cloud.tencent.com/document/api/213/6976',
  },
  {
    id: 'freshness/another-nonce',
    title: 'many requests in one second are accepted when each has its own Nonce',
    meaning: 'Clients are refused as soon as they are quick.',
    source: 'https://cloud.tencent.com/document/api/213/6976',
  },
  {
    id: 'freshness/date',
    title: 'answers have a Date, by which a client can set its clock right',
    meaning: 'A client whose clock is wrong stays locked out.',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#field.date',
  },
  {
    id: 'parameters/public-missing',
    title: 'a request without one of the public parameters is refused with 4000',
    meaning: 'Mistakes of a client are answered with a code that says something else, or not at all.',
    source: 'https://cloud.tencent.com/document/api/213/6976',
    requests: [
      { what: 'without Action', asked: { change: { Action: null } }, answers: [4000] },
      { what: 'without Nonce', asked: { change: { Nonce: null } }, answers: [4000] },
      { what: 'without SecretId', asked: { change: { SecretId: null } }, answers: [4000] },
      { what: 'without Signature', asked: { tamper: { Signature: null } }, answers: [4000] },
      { what: 'without Timestamp', asked: { change: { Timestamp: null } }, answers: [4000] },
    ],
  },
  {
    id: 'parameters/public-malformed',
    title: 'a Timestamp or Nonce that is no number is refused with 4000',
    meaning: 'A request without a time or a Nonce could be sent again for ever.',
    source: 'https://cloud.tencent.com/document/api/213/6976',
    requests: [
      { what: 'Nonce=abc', asked: { change: { Nonce: 'abc' } }, answers: [4000] },
      { what: 'Timestamp=yesterday', asked: { change: { Timestamp: 'yesterday' } }, answers: [4000] },
    ],
  },
  {
    id: 'parameters/region',
    title: 'a region that is missing or does not exist is refused with 4000',
    meaning: 'A misspelt region answers for another one.',
    source: 'https://cloud.tencent.com/document/api/213/6976',
    requests: [
      { what: 'Region=ap-nowhere', asked: { change: { Region: 'ap-nowhere' } }, answers: [4000] },
      { what: 'without Region', asked: { change: { Region: null } }, answers: [4000] },
    ],
  },
  {
    id: 'parameters/api-malformed',
    title: 'a value that is no number, out of its range or no id is refused with 4000',
    meaning: 'A filter that cannot be understood is ignored: the answer is about more than was asked for.',
    source: 'https://cloud.tencent.com/doc/api/229/831',
    requests: [
      {
        what: 'instanceIds.0=no id',
        asked: { parameters: { 'instanceIds.0': 'no id' } },
        answers: [4000, 5000],
      },
      { what: 'limit=101', asked: { parameters: { limit: '101' } }, answers: [4000] },
      { what: 'limit=many', asked: { parameters: { limit: 'many' } }, answers: [4000] },
      { what: 'offset=-1', asked: { parameters: { offset: '-1' } }, answers: [4000] },
      { what: 'status=running', asked: { parameters: { status: 'running' } }, answers: [4000] },
    ],
  },
  {
    id: 'parameters/action',
    title: 'an Action that does not exist is refused with 6100',
    meaning: 'A client cannot tell a misspelt Action from a failure of the service.',
    source: 'https://cloud.tencent.com/document/product/213/6982',
    requests: [{ asked: { action: 'DescribeInstance' }, answers: [6100] }],
  },
  {
    id: 'parameters/post-form',
    title: 'the query string of a POST is ignored',
    meaning: 'A value in a URL, where logs and proxies keep it, overrules the form.',
    source: 'https://cloud.tencent.com/doc/api/229/568',
    requests: [{ asked: { inQuery: true, method: 'POST' }, answers: [4000] }],
  },
  {
    id: 'parameters/https',
    title: 'plain HTTP is refused with 4600',
    meaning: 'Requests can be read and changed on the way.',
    source: 'https://cloud.tencent.com/document/product/213/6982',
  },
  {
    id: 'parameters/short-region',
    title: 'the short spelling of a region names the same region',
    meaning: 'Clients that know only the old spellings are locked out.',
    source: 'https://cloud.tencent.com/document/api/213/6976',
  },
  {
    id: 'list/shape',
    title: 'a list has totalCount and instanceSet, and every field the type that is documented',
    meaning: 'Programs that rely on the documented types fail on this endpoint.',
    source: 'https://cloud.tencent.com/doc/api/229/831',
  },
  {
    id: 'list/pages',
    title: 'offset and limit page through the list: no instance twice, none left out, totalCount counts all',
    meaning: 'A program that reads all pages misses instances, sees some twice, or never comes to an end.',
    source: 'https://cloud.tencent.com/doc/api/229/831',
  },
  {
    id: 'list/beyond',
    title: 'beyond the end there is an empty page, and a page has 20 instances unless a limit is given',
    meaning: 'A program that reads until an empty page comes never stops, or gets more than it can hold.',
    source: 'https://cloud.tencent.com/doc/api/229/831',
  },
  {
    id: 'list/by-id',
    title: 'instanceIds lists the instances that are named, and no other',
    meaning: 'A program looks at other instances than it thinks.',
    source: 'https://cloud.tencent.com/doc/api/229/831',
  },
  {
    id: 'list/unknown-id',
    title: 'an id that does not exist lists nothing, or is refused with 5000',
    meaning: 'A misspelt id answers for the whole fleet.',
    source: 'https://cloud.tencent.com/doc/api/229/831',
  },
  {
    id: 'answers/envelope',
    title: 'every failure comes with HTTP 200 and a JSON object with code and message',
    meaning:
      'Clients that read the body only with status 200, as documented, take a refusal for an outage and ' +
      'ask again.',
    source: 'https://cloud.tencent.com/document/product/213/6982',
  },
  {
    id: 'answers/batch-unknown',
    title:
      'a batch of nothing but an id that does not exist is 5100, with the reason under that id in detail',
    meaning: 'A client that stops many instances cannot tell which of them were stopped.',
    source: 'https://cloud.tencent.com/document/api/213/6983',
  },
  {
    id: 'answers/batch-invalid',
    title: 'a batch with a malformed parameter is refused as a whole with 4000',
    meaning: 'Part of a call that was not understood is carried out.',
    source: 'https://cloud.tencent.com/document/api/213/1250',
    requests: [
      {
        what: 'a list that counts from 1',
        asked: {
          action: 'StopInstances',
          parameters: { 'instanceIds.1': 'ins-0000000000000000000000000000000000000000' },
        },
        answers: [4000],
      },
      {
        what: 'a list with a gap',
        asked: {
          action: 'StopInstances',
          parameters: {
            'instanceIds.0': 'ins-0000000000000000000000000000000000000000',
            'instanceIds.2': 'ins-0000000000000000000000000000000000000001',
          },
        },
        answers: [4000],
      },
      {
        what: 'forceStop=2',
        asked: {
          action: 'StopInstances',
          parameters: { forceStop: '2', 'instanceIds.0': 'ins-0000000000000000000000000000000000000000' },
        },
        answers: [4000],
      },
    ],
  },
  {
    id: 'life-cycle/listed',
    title: 'the instances are listed, each running or shut down',
    meaning: 'The life cycle of these instances cannot be checked.',
    source: 'https://cloud.tencent.com/doc/api/229/831',
  },
  {
    id: 'life-cycle/stop',
    title:
      'StopInstances is accepted for what runs, with a task for each; it shuts down (9) and is shut down ' +
      '(4)',
    meaning: 'A program that stops instances and waits for it fails, or waits for ever.',
    source: 'https://cloud.tencent.com/document/api/213/1250',
  },
  {
    id: 'life-cycle/stop-again',
    title: 'StopInstances of what is shut down is refused for each of them, and changes nothing',
    meaning: 'A program cannot tell an instance that it has stopped from one that was already shut down.',
    source: 'https://cloud.tencent.com/document/api/213/1250',
  },
  {
    id: 'life-cycle/partly',
    title:
      'a batch with an id that does not exist is 5400: the others are accepted, and detail tells who is who',
    meaning: 'A single wrong id fails the whole batch, or hides among those that were accepted.',
    source: 'https://cloud.tencent.com/document/api/213/6983',
  },
  {
    id: 'life-cycle/start-again',
    title: 'StartInstances of what runs is refused for each of them, and changes nothing',
    meaning: 'A program cannot tell an instance that it has started from one that was already running.',
    source: 'https://cloud.tencent.com/document/api/213/1249',
  },
  {
    id: 'life-cycle/back',
    title: 'in the end every instance has the status that it had',
    meaning: 'Look at the instances: the run could not bring them back.',
    source: 'https://cloud.tencent.com/document/api/213/1250',
  },
];
