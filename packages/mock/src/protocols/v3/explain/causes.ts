import type { Causes } from '../../query/explain/mistake.js';

const signPath = 'Sign the path of the request as it is sent: API 3.0 is at /.';
const signHost = 'Sign the Host header exactly as it is sent, with its port if it names one.';
const firstLabel =
  'Use the first label of the host everywhere: in the scope, in the string to sign, and in the chain of keys.';
const inUtc = 'Derive the date from the Timestamp, in UTC, not in the time of the machine.';

/** What people get wrong in a TC3 signature. */
export const causes = {
  // The key.
  'key-without-tc3':
    'The chain of keys began with the SecretKey alone. → Begin it with "TC3" followed by the SecretKey.',
  'secret-id-as-key': 'The SecretId was used as the key. → Sign with the SecretKey that belongs to it.',
  'key-with-line-end':
    'The SecretKey has a line end behind it. → Trim the key after reading it from a file or a variable.',
  'other-key': 'The SecretKey is the one of {other}. → Use the SecretKey that belongs to {secretId}.',

  // The payload.
  'body-serialised-again':
    'Another text of the same JSON was signed than the one that was sent. → Serialise the body once, sign that text, and send its bytes.',
  'empty-payload': 'The hash of an empty body was signed. → Hash the body as it is sent.',
  'json-payload-of-get':
    'A JSON body was signed that a GET does not have. → Hash an empty text: the parameters of a GET are in its query.',
  'unsigned-payload-not-said':
    'UNSIGNED-PAYLOAD was signed in place of the body, but the request does not say so. → Send X-TC-Content-SHA256: UNSIGNED-PAYLOAD as well, or sign the body.',
  'upper-case-hash': 'The hash of the body is in upper case. → Write it in lower-case hex.',

  // The headers.
  'host-or-port': `The host {other} was signed; the request went to {host}. → ${signHost}`,
  'other-host': `The host {other} was signed; the request went to {host}. → ${signHost}`,
  'content-type':
    'The content type {other} was signed; {sent} was sent. → Sign the Content-Type header exactly as it is sent, charset included: HTTP libraries may add one.',
  'header-not-lower-case':
    'The values of headers were signed as they are sent, in mixed case. → Write names and values in lower case in the canonical request.',
  'header-not-lower-case/names':
    'The names of headers were signed as they are sent, in mixed case. → Write names in lower case, in the canonical request and in SignedHeaders.',
  'header-not-trimmed':
    'The values of headers were signed with the spaces around them: {names}. → Trim the values in the canonical request: no space follows the colon.',
  'headers-not-sorted':
    'The signed headers are not in the order of their names. → Sort them by name, in the canonical request and in SignedHeaders.',
  'no-empty-line':
    'There is no empty line between the headers and their names. → Each header ends with a line end, and one more follows the last.',
  'signed-header-not-sent':
    'SignedHeaders names what the request does not have: {names}. → Send every header that is signed, or leave it out of SignedHeaders and of what is signed.',

  // The scope and the time.
  'service-name': `The service "{other}" was signed; the credential scope says "{service}". → ${firstLabel}`,
  'service-name/key':
    'The key was derived for the service "{other}"; the credential scope says "{service}". → Use the service of the scope in the chain of keys as well.',
  'service-name/scope': `The credential scope says the service "{service}"; the host {host} is that of "{other}". → ${firstLabel}`,
  'date-not-utc': `The date {date} was signed; the Timestamp's day is {right} in UTC. → ${inUtc}`,
  'date-not-utc/scope': `The credential scope has the date {date}; the Timestamp's day is {right} in UTC. → ${inUtc}`,
  'timestamp-in-milliseconds':
    'A Timestamp in milliseconds was signed. → Sign the Timestamp that is sent: whole seconds.',
  'other-timestamp':
    'Another Timestamp was signed than the one that was sent. → Read the clock once for each attempt.',

  // The request line, and what is made of it.
  'other-method':
    'Another HTTP method was signed than {method}. → Sign the method that is sent, in upper case.',
  'lower-case-method': 'The HTTP method was signed in lower case. → Sign it in upper case.',
  'query-left-out':
    'The query of a GET was not signed. → Sign it exactly as it is sent, without the question mark.',
  'query-decoded': 'The query was signed decoded. → Sign it percent-encoded, exactly as it is sent.',
  'query-in-other-order':
    'The parameters of the query were signed in another order than they were sent. → Sign the query exactly as it is sent.',
  'empty-path': 'No path was signed. → Sign the path /.',
  'other-path': `The path {other} was signed; the request went to {path}. → ${signPath}`,
  'canonical-request-not-hashed':
    'The canonical request itself stands in the string to sign. → Put its SHA-256 there, in lower-case hex.',
  'upper-case-signature': 'The signature is in upper case. → Write it in lower-case hex.',
} satisfies Causes;
