// Generated from specs/conformance/3.0.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { DocumentedCheck } from '../documented.js';
import type { Asked } from './asked.js';

/** The checks that a program has to be written for. */
export type WrittenCheck =
  | 'freshness/date'
  | 'list/fields'
  | 'list/pages'
  | 'list/beyond'
  | 'list/by-id'
  | 'list/unknown-id'
  | 'list/filters'
  | 'list/status'
  | 'answers/envelope'
  | 'answers/request-id'
  | 'answers/language'
  | 'dry-run/run-instances'
  | 'dry-run/refused'
  | 'life-cycle/listed'
  | 'life-cycle/stop'
  | 'life-cycle/stop-again'
  | 'life-cycle/mixed'
  | 'life-cycle/start'
  | 'life-cycle/start-again'
  | 'life-cycle/reboot'
  | 'life-cycle/back';

/** What the documentation of API 3.0 says, in the order in which it is asked. */
export const checks: readonly DocumentedCheck<Asked>[] = [
  {
    id: 'signature/json',
    title: 'a JSON body signed with TC3-HMAC-SHA256 is accepted, with and without a charset',
    meaning:
      'No client can talk to this endpoint, unless it is the key that is wrong: check SecretId, SecretKey ' +
      'and the clock first.',
    source: 'https://cloud.tencent.com/document/api/213/30654',
    requests: [
      { what: 'application/json', asked: {}, answers: ['success'] },
      {
        what: 'with a charset in capitals',
        asked: { change: { 'content-type': 'application/json; charset=UTF-8' } },
        answers: ['success'],
      },
    ],
  },
  {
    id: 'signature/get',
    title: 'a GET with its parameters in the query is accepted',
    meaning: 'Clients that send GET are locked out.',
    source: 'https://cloud.tencent.com/document/api/213/30654',
    requests: [
      {
        what: 'Chinese and reserved characters',
        asked: {
          method: 'GET',
          parameters: { Filters: [{ Name: 'instance-name', Values: ['云 a&b=c/+'] }], Limit: 1 },
        },
        answers: ['success'],
      },
      {
        what: 'a list of objects',
        asked: {
          method: 'GET',
          parameters: { Filters: [{ Name: 'instance-name', Values: ['web'] }], Limit: 1 },
        },
        answers: ['success'],
      },
      { what: 'a number', asked: { method: 'GET' }, answers: ['success'] },
    ],
  },
  {
    id: 'signature/bytes',
    title: 'the body is signed as it is sent, regardless of its spaces and its script',
    meaning:
      'A body that the endpoint writes anew has another hash: clients that write JSON otherwise are locked ' +
      'out.',
    source: 'https://cloud.tencent.com/document/api/213/30654',
    requests: [
      {
        what: 'Chinese',
        asked: { parameters: { Filters: [{ Name: 'instance-name', Values: ['云服务器'] }], Limit: 1 } },
        answers: ['success'],
      },
      {
        what: 'escapes',
        asked: { body: '{"Filters":[{"Name":"instance-name","Values":["\\u4e91"]}]}' },
        answers: ['success'],
      },
      { what: 'spaces and line ends', asked: { body: '{ "Limit" :\r\n 1 }\n' }, answers: ['success'] },
    ],
  },
  {
    id: 'signature/unsigned-payload',
    title: 'a request whose body is not signed is accepted when it says so',
    meaning: 'Clients that stream what they send are locked out.',
    source: 'https://cloud.tencent.com/document/api/213/30654',
    requests: [{ asked: { unsignedPayload: true }, answers: ['success'] }],
  },
  {
    id: 'signature/more-headers',
    title:
      'headers beyond content-type and host may be signed; values count in lower case and without spaces ' +
      'around them',
    meaning: 'Clients of the vendor that sign X-TC-Action as well are locked out.',
    source: 'https://cloud.tencent.com/document/api/213/30654',
    requests: [
      {
        what: 'a value with capitals and spaces',
        asked: { alsoSigned: ['x-note'], change: { 'x-note': '  Some Value ' } },
        answers: ['success'],
      },
      {
        what: 'six headers',
        asked: { alsoSigned: ['x-tc-action', 'x-tc-version', 'x-tc-timestamp', 'x-tc-region'] },
        answers: ['success'],
      },
      { what: 'x-tc-action', asked: { alsoSigned: ['x-tc-action'] }, answers: ['success'] },
    ],
  },
  {
    id: 'signature/wrong',
    title: 'a signature that is not right is refused with AuthFailure.SignatureFailure',
    meaning: 'Requests can be made in the name of any SecretId.',
    source: 'https://cloud.tencent.com/document/api/213/30654',
    requests: [
      {
        what: 'another SecretKey',
        asked: { signedAs: { secretKey: 'another-key-than-the-one-of-this-run' } },
        answers: ['AuthFailure.SignatureFailure'],
      },
      {
        what: 'one digit changed',
        asked: { signature: 'altered' },
        answers: ['AuthFailure.SignatureFailure'],
      },
    ],
  },
  {
    id: 'signature/key-prefix',
    title: 'the chain of keys begins with TC3 and the SecretKey',
    meaning: 'Signatures are made another way than every client makes them.',
    source: 'https://cloud.tencent.com/document/api/213/30654',
    requests: [{ asked: { signedAs: { prefix: '' } }, answers: ['AuthFailure.SignatureFailure'] }],
  },
  {
    id: 'signature/scope-day',
    title: 'a scope of another day than that of the Timestamp is refused',
    meaning: 'A derived key that has leaked signs for longer than a day.',
    source: 'https://cloud.tencent.com/document/api/213/30654',
    requests: [
      { what: 'the year 2019', asked: { signedAs: { date: '2019-02-25' } }, answers: ['AuthFailure*'] },
    ],
  },
  {
    id: 'signature/payload',
    title: 'a body or a query that is changed after signing is refused',
    meaning: 'A request that was seen can be changed into another one.',
    source: 'https://cloud.tencent.com/document/api/213/30654',
    requests: [
      {
        what: 'a space more',
        asked: { tamperPayload: { by: ' ', replace: '$' } },
        answers: ['AuthFailure.SignatureFailure'],
      },
      {
        what: 'another value',
        asked: { tamperPayload: { by: '2', replace: '1' } },
        answers: ['AuthFailure.SignatureFailure'],
      },
      {
        what: 'in a query',
        asked: { method: 'GET', tamperPayload: { by: '&Offset=0', replace: '$' } },
        answers: ['AuthFailure.SignatureFailure'],
      },
    ],
  },
  {
    id: 'signature/headers',
    title: 'a signed header that is changed or left out after signing is refused',
    meaning: 'The Action of a request that was seen can be exchanged, although the client has signed it.',
    source: 'https://cloud.tencent.com/document/api/213/30654',
    requests: [
      {
        what: 'content-type changed',
        asked: { tamper: { 'content-type': 'application/json; charset=utf-8' } },
        answers: ['AuthFailure.SignatureFailure'],
      },
      {
        what: 'x-note left out',
        asked: { alsoSigned: ['x-note'], change: { 'x-note': 'a' }, tamper: { 'x-note': null } },
        answers: ['AuthFailure*'],
      },
      {
        what: 'x-tc-action changed',
        asked: { alsoSigned: ['x-tc-action'], tamper: { 'x-tc-action': 'DescribeInstancesStatus' } },
        answers: ['AuthFailure.SignatureFailure'],
      },
    ],
  },
  {
    id: 'signature/method',
    title: 'the HTTP method is part of what is signed',
    meaning: 'A signed GET can be sent as a POST.',
    source: 'https://cloud.tencent.com/document/api/213/30654',
    requests: [{ asked: { signedAs: { method: 'GET' } }, answers: ['AuthFailure.SignatureFailure'] }],
  },
  {
    id: 'signature/required-headers',
    title: 'content-type and host must be signed',
    meaning: 'A request that was signed for one host can be sent to another one.',
    source: 'https://cloud.tencent.com/document/api/213/30654',
    requests: [
      { what: 'without content-type', asked: { notSigned: ['content-type'] }, answers: ['AuthFailure*'] },
      { what: 'without host', asked: { notSigned: ['host'] }, answers: ['AuthFailure*'] },
    ],
  },
  {
    id: 'signature/authorization',
    title: 'a header Authorization that is missing or cannot be read is refused',
    meaning: 'Calls without a signature are served.',
    source: 'https://cloud.tencent.com/document/api/213/30654',
    requests: [
      {
        what: 'another algorithm',
        asked: { authorization: { by: 'TC3-HMAC-MD5', replace: 'TC3-HMAC-SHA256' } },
        answers: ['AuthFailure*'],
      },
      {
        what: 'missing',
        asked: { tamper: { authorization: null } },
        answers: ['AuthFailure*', 'MissingParameter'],
      },
      {
        what: 'without a signature',
        asked: { authorization: { by: '', replace: ', Signature=.*' } },
        answers: ['AuthFailure*'],
      },
    ],
  },
  {
    id: 'signature/secret-id',
    title: 'a SecretId that does not exist is refused with AuthFailure.SecretIdNotFound',
    meaning: 'A client cannot tell a wrong key from a wrong signature, or an unknown key is accepted.',
    source: 'https://cloud.tencent.com/document/api/213/15694',
    requests: [
      {
        asked: { signedAs: { secretId: 'AKIDdoesnotexistdoesnotexistdoesnote' } },
        answers: ['AuthFailure.SecretIdNotFound'],
      },
    ],
  },
  {
    id: 'signature/token',
    title: 'a temporary key works only with its own X-TC-Token',
    meaning: 'A temporary key does not expire with its Token.',
    source: 'https://cloud.tencent.com/document/api/213/15694',
    onlyWith: 'token',
    requests: [
      {
        what: 'another one',
        asked: { change: { 'x-tc-token': 'another-token-than-the-one-of-this-run' } },
        answers: ['AuthFailure*'],
      },
      { what: 'without', asked: { change: { 'x-tc-token': null } }, answers: ['AuthFailure*'] },
    ],
  },
  {
    id: 'signature-v1/accepted',
    title: 'a request signed by method v1 is accepted, by GET and by POST, with SHA-256 and with SHA-1',
    meaning: 'Clients that sign as API 2.0 does are locked out.',
    source: 'https://cloud.tencent.com/document/api/213/15693',
    requests: [
      { what: 'GET', asked: { signing: 'v1' }, answers: ['success'] },
      { what: 'HmacSHA1', asked: { signatureMethod: 'HmacSHA1', signing: 'v1' }, answers: ['success'] },
      { what: 'POST', asked: { method: 'POST', signing: 'v1' }, answers: ['success'] },
      {
        what: 'a list',
        asked: { parameters: { Filters: [{ Name: 'zone', Values: ['a'] }] }, signing: 'v1' },
        answers: ['success'],
      },
      {
        what: 'without SignatureMethod',
        asked: { signatureMethod: null, signing: 'v1' },
        answers: ['success'],
      },
    ],
  },
  {
    id: 'signature-v1/refused',
    title: 'a parameter changed, added or left out after signing is refused',
    meaning: 'A request that was seen can be changed into another one.',
    source: 'https://cloud.tencent.com/document/api/213/15693',
    requests: [
      {
        what: 'added',
        asked: { signing: 'v1', tamper: { Offset: '0' } },
        answers: ['AuthFailure.SignatureFailure'],
      },
      {
        what: 'changed',
        asked: { signing: 'v1', tamper: { Limit: '2' } },
        answers: ['AuthFailure.SignatureFailure'],
      },
      {
        what: 'left out',
        asked: { method: 'POST', signing: 'v1', tamper: { Limit: null } },
        answers: ['AuthFailure.SignatureFailure'],
      },
    ],
  },
  {
    id: 'freshness/stale',
    title: 'a Timestamp of ten minutes ago is refused with AuthFailure.SignatureExpire',
    meaning: 'A recorded request stays valid.',
    source: 'https://cloud.tencent.com/document/api/213/15692',
    requests: [{ asked: { clockOff: -600 }, answers: ['AuthFailure.SignatureExpire'] }],
  },
  {
    id: 'freshness/future',
    title: 'a Timestamp ten minutes ahead is refused with AuthFailure.SignatureExpire',
    meaning: 'Requests can be made today that are valid tomorrow.',
    source: 'https://cloud.tencent.com/document/api/213/15692',
    requests: [{ asked: { clockOff: 600 }, answers: ['AuthFailure.SignatureExpire'] }],
  },
  {
    id: 'freshness/window',
    title: 'a Timestamp four minutes away is accepted',
    meaning: 'Clients whose clock is a little wrong are locked out.',
    source: 'https://cloud.tencent.com/document/api/213/15692',
    requests: [
      { what: 'ahead', asked: { clockOff: 240 }, answers: ['success'] },
      { what: 'behind', asked: { clockOff: -240 }, answers: ['success'] },
    ],
  },
  {
    id: 'freshness/timestamp',
    title: 'a Timestamp that is missing or no number of seconds is refused',
    meaning: 'A request without a time could be sent for ever.',
    source: 'https://cloud.tencent.com/document/api/213/15692',
    requests: [
      {
        what: 'missing',
        asked: { change: { 'x-tc-timestamp': null } },
        answers: ['MissingParameter', 'InvalidParameter*', 'AuthFailure*'],
      },
      {
        what: 'yesterday',
        asked: { change: { 'x-tc-timestamp': 'yesterday' } },
        answers: ['MissingParameter', 'InvalidParameter*', 'AuthFailure*'],
      },
    ],
  },
  {
    id: 'freshness/date',
    title: 'answers have a Date, by which a client can set its clock right',
    meaning: 'A client whose clock is wrong stays locked out.',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#field.date',
  },
  {
    id: 'parameters/action',
    title: 'an Action that does not exist is refused with InvalidAction',
    meaning: 'A client cannot tell a misspelt Action from a failure of the service.',
    source: 'https://cloud.tencent.com/document/api/213/15694',
    requests: [{ asked: { change: { 'x-tc-action': 'DescribeInstance' } }, answers: ['InvalidAction'] }],
  },
  {
    id: 'parameters/version',
    title: 'a version that does not exist is refused with NoSuchVersion',
    meaning: 'A client is answered by another version than the one whose types it has.',
    source: 'https://cloud.tencent.com/document/api/213/15694',
    requests: [{ asked: { change: { 'x-tc-version': '2016-01-01' } }, answers: ['NoSuchVersion'] }],
  },
  {
    id: 'parameters/public-missing',
    title: 'a request without Action, Version or Region is refused with MissingParameter',
    meaning: 'Mistakes of a client are answered with a code that says something else, or not at all.',
    source: 'https://cloud.tencent.com/document/api/213/15692',
    requests: [
      {
        what: 'without Action',
        asked: { change: { 'x-tc-action': null } },
        answers: ['MissingParameter', 'InvalidAction'],
      },
      {
        what: 'without Region',
        asked: { change: { 'x-tc-region': null } },
        answers: ['MissingParameter', 'UnsupportedRegion'],
      },
      {
        what: 'without Version',
        asked: { change: { 'x-tc-version': null } },
        answers: ['MissingParameter', 'NoSuchVersion'],
      },
    ],
  },
  {
    id: 'parameters/region',
    title: 'a region that does not exist is refused with UnsupportedRegion',
    meaning: 'A misspelt region answers for another one.',
    source: 'https://cloud.tencent.com/document/api/213/15694',
    requests: [{ asked: { change: { 'x-tc-region': 'ap-nowhere' } }, answers: ['UnsupportedRegion'] }],
  },
  {
    id: 'parameters/unknown',
    title: 'a parameter that does not exist is refused with UnknownParameter',
    meaning: 'A misspelt filter is ignored: the answer is about more than was asked for.',
    source: 'https://cloud.tencent.com/document/api/213/15694',
    requests: [
      {
        what: 'in an object',
        asked: { parameters: { Filters: [{ name: 'zone' }] } },
        answers: ['UnknownParameter', 'InvalidParameter*', 'InvalidInstanceId*'],
      },
      { what: 'limit', asked: { parameters: { limit: 1 } }, answers: ['UnknownParameter'] },
    ],
  },
  {
    id: 'parameters/type',
    title: 'a value of another type is refused with InvalidParameter',
    meaning: 'A filter that cannot be understood is ignored: the answer is about more than was asked for.',
    source: 'https://cloud.tencent.com/document/api/213/15694',
    requests: [
      {
        what: 'a text for a list',
        asked: { parameters: { InstanceIds: 'ins-0000000000000000000000000000000000000000' } },
        answers: ['InvalidParameter*', 'InvalidInstanceId*'],
      },
      {
        what: 'a text for a number',
        asked: { parameters: { Limit: 'many' } },
        answers: ['InvalidParameter*', 'InvalidInstanceId*'],
      },
      {
        what: 'a text for a number, by GET',
        asked: { method: 'GET', parameters: { Limit: 'many' } },
        answers: ['InvalidParameter*', 'InvalidInstanceId*'],
      },
      {
        what: 'an object for a list',
        asked: { parameters: { Filters: { Name: 'zone', Values: ['a'] } } },
        answers: ['InvalidParameter*', 'InvalidInstanceId*'],
      },
    ],
  },
  {
    id: 'parameters/range',
    title: 'a value out of its range, or no id, is refused',
    meaning: 'A page that cannot be given is answered with another one.',
    source: 'https://cloud.tencent.com/document/api/213/15728',
    requests: [
      {
        what: 'Limit 101',
        asked: { parameters: { Limit: 101 } },
        answers: ['InvalidParameter*', 'InvalidInstanceId*'],
      },
      {
        what: 'Offset -1',
        asked: { parameters: { Limit: 1, Offset: -1 } },
        answers: ['InvalidParameter*', 'InvalidInstanceId*'],
      },
      {
        what: 'no id',
        asked: { parameters: { InstanceIds: ['no id'] } },
        answers: ['InvalidParameter*', 'InvalidInstanceId*'],
      },
    ],
  },
  {
    id: 'parameters/missing',
    title: 'a call without a required parameter is refused with MissingParameter',
    meaning: 'A call that names nothing is taken for one that names everything.',
    source: 'https://cloud.tencent.com/document/api/213/15694',
    requests: [
      { asked: { action: 'DescribeInstanceVncUrl', parameters: {} }, answers: ['MissingParameter'] },
    ],
  },
  {
    id: 'parameters/together',
    title: 'InstanceIds and Filters exclude each other',
    meaning: 'One of two selections is ignored: the answer is about more than was asked for.',
    source: 'https://cloud.tencent.com/document/api/213/15728',
    requests: [
      {
        asked: {
          parameters: {
            Filters: [{ Name: 'zone', Values: ['ap-guangzhou-3'] }],
            InstanceIds: ['ins-0000000000000000000000000000000000000000'],
          },
        },
        answers: ['InvalidParameter*', 'InvalidInstanceId*'],
      },
    ],
  },
  {
    id: 'parameters/filter',
    title: 'a filter that does not exist is refused',
    meaning: 'A misspelt filter is ignored: the answer is about more than was asked for.',
    source: 'https://cloud.tencent.com/document/api/213/15728',
    requests: [
      {
        asked: { parameters: { Filters: [{ Name: 'no-such-filter', Values: ['a'] }] } },
        answers: ['InvalidFilter*', 'InvalidParameter*'],
      },
    ],
  },
  {
    id: 'parameters/enum',
    title: 'a value that is none of the documented ones is refused',
    meaning: 'An instance is shut down another way than was asked for.',
    source: 'https://cloud.tencent.com/document/api/213/15743',
    requests: [
      {
        asked: {
          action: 'StopInstances',
          parameters: { InstanceIds: ['ins-0000000000000000000000000000000000000000'], StopType: 'GENTLE' },
        },
        answers: ['InvalidParameter*'],
      },
    ],
  },
  {
    id: 'parameters/body',
    title: 'a body that is no JSON object is refused',
    meaning: 'A call that was cut short is served as one without parameters: for everything.',
    source: 'https://cloud.tencent.com/document/api/213/15694',
    requests: [
      { what: 'a list', asked: { body: '[]' }, answers: ['InvalidParameter*', 'InvalidRequest'] },
      { what: 'cut short', asked: { body: '{"Limit": 1' }, answers: ['InvalidParameter*', 'InvalidRequest'] },
    ],
  },
  {
    id: 'list/fields',
    title: 'a list has TotalCount and InstanceSet, and every field the type that is documented',
    meaning: 'Programs that rely on the documented types fail on this endpoint.',
    source: 'https://cloud.tencent.com/document/api/213/15728',
  },
  {
    id: 'list/pages',
    title: 'Offset and Limit page through the list: no instance twice, none left out, TotalCount counts all',
    meaning: 'A program that reads all pages misses instances, sees some twice, or never comes to an end.',
    source: 'https://cloud.tencent.com/document/api/213/15728',
  },
  {
    id: 'list/beyond',
    title: 'beyond the end there is an empty page, and a page has 20 instances unless a Limit is given',
    meaning: 'A program that reads until an empty page comes never stops, or gets more than it can hold.',
    source: 'https://cloud.tencent.com/document/api/213/15728',
  },
  {
    id: 'list/by-id',
    title: 'InstanceIds lists the instances that are named, and no other; so does the filter instance-id',
    meaning: 'A program looks at other instances than it thinks.',
    source: 'https://cloud.tencent.com/document/api/213/15728',
  },
  {
    id: 'list/unknown-id',
    title: 'an id that does not exist is not listed, and is no error',
    meaning:
      'A program cannot tell what is gone from what is there, or a misspelt id answers for the whole fleet.',
    source: 'https://cloud.tencent.com/document/api/213/15728',
  },
  {
    id: 'list/filters',
    title: 'filters hold all at once, and each for any of its values',
    meaning: 'An answer is about more than was asked for.',
    source: 'https://cloud.tencent.com/document/api/213/15728',
  },
  {
    id: 'list/status',
    title: 'DescribeInstancesStatus says the same of the state of an instance',
    meaning: 'A program that waits by one of the two never sees the end.',
    source: 'https://cloud.tencent.com/document/api/213/15728',
  },
  {
    id: 'answers/envelope',
    title: 'every failure comes with HTTP 200, Response.Error.Code and Message, and a RequestId',
    meaning:
      'Clients that read the body only with status 200, as documented, take a refusal for an outage and ' +
      'ask again.',
    source: 'https://cloud.tencent.com/document/api/213/15694',
  },
  {
    id: 'answers/request-id',
    title: 'every answer has a RequestId of its own',
    meaning: 'A call cannot be named to the support of the service, or found in LatestOperationRequestId.',
    source: 'https://cloud.tencent.com/document/api/213/15694',
  },
  {
    id: 'answers/language',
    title: 'X-TC-Language decides the language of messages',
    meaning: 'People cannot read why a call was refused.',
    source: 'https://cloud.tencent.com/document/api/213/15692',
  },
  {
    id: 'answers/unknown-instance',
    title: 'a batch of nothing but an id that does not exist is refused with a code about the id',
    meaning: 'A program takes an instance for stopped that does not exist.',
    source: 'https://cloud.tencent.com/document/api/213/15743',
    requests: [
      {
        asked: {
          action: 'StopInstances',
          parameters: { InstanceIds: ['ins-0000000000000000000000000000000000000000'] },
        },
        answers: ['InvalidInstanceId*', 'InvalidParameterValue*', 'ResourceNotFound*'],
      },
    ],
    note: 'an id that does not exist is refused with {code}',
  },
  {
    id: 'dry-run/run-instances',
    title: 'RunInstances with DryRun makes no instance',
    meaning: 'Who only wants to know whether a call would do buys an instance.',
    source: 'https://cloud.tencent.com/document/api/213/15730',
  },
  {
    id: 'dry-run/refused',
    title: 'a dry run is refused for what the call itself would be refused for',
    meaning: 'A dry run says nothing of whether the call would do.',
    source: 'https://cloud.tencent.com/document/api/213/15730',
  },
  {
    id: 'life-cycle/listed',
    title: 'the instances are listed, each RUNNING or STOPPED',
    meaning: 'The life cycle of these instances cannot be checked.',
    source: 'https://cloud.tencent.com/document/api/213/15728',
  },
  {
    id: 'life-cycle/stop',
    title:
      'StopInstances is accepted for what is RUNNING; it is STOPPING and then STOPPED, and LatestOperation ' +
      'says so',
    meaning: 'A program that stops instances and waits for it fails, or waits for ever.',
    source: 'https://cloud.tencent.com/document/api/213/15743',
  },
  {
    id: 'life-cycle/stop-again',
    title: 'StopInstances of what is STOPPED is refused, and changes nothing',
    meaning: 'A program cannot tell an instance that it has stopped from one that was already stopped.',
    source: 'https://cloud.tencent.com/document/api/213/15743',
  },
  {
    id: 'life-cycle/mixed',
    title: 'a batch with an id that does not exist is refused',
    meaning: 'A wrong id hides among those that were accepted.',
    source: 'https://cloud.tencent.com/document/api/213/15735',
  },
  {
    id: 'life-cycle/start',
    title: 'StartInstances is accepted for what is STOPPED; it is STARTING and then RUNNING',
    meaning: 'A program that starts instances and waits for it fails, or waits for ever.',
    source: 'https://cloud.tencent.com/document/api/213/15735',
  },
  {
    id: 'life-cycle/start-again',
    title: 'StartInstances of what is RUNNING is refused, and changes nothing',
    meaning: 'A program cannot tell an instance that it has started from one that was already running.',
    source: 'https://cloud.tencent.com/document/api/213/15735',
  },
  {
    id: 'life-cycle/reboot',
    title: 'RebootInstances is accepted for what is RUNNING; it is REBOOTING and then RUNNING',
    meaning: 'A program that reboots instances cannot tell when they are back.',
    source: 'https://cloud.tencent.com/document/api/213/15742',
  },
  {
    id: 'life-cycle/back',
    title: 'in the end every instance has the state that it had',
    meaning: 'Look at the instances: the run could not bring them back.',
    source: 'https://cloud.tencent.com/document/api/213/15743',
  },
];
