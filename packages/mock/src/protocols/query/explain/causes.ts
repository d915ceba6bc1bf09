import type { Causes } from './mistake.js';

const encodeOnce = 'Sign the raw values; encode each of them once, when the request is sent.';
const byBytes =
  'Sort by name in ascending byte order: instanceIds.10 before instanceIds.2, upper case before lower case.';
const signAll = 'Sign every parameter that is sent, except Signature.';
const signHost = 'Sign the Host that the request goes to, with its port if it has one, and without a scheme.';
const otherHost = `The text was signed with the host "{other}", but the request went to "{host}". → ${signHost}`;

/** What people get wrong in a signature that is made of parameters. */
export const causes = {
  // The hash and the key.
  'signature-method-missing':
    'It was signed with HmacSHA256, but the request has no SignatureMethod, which means HmacSHA1. → Send SignatureMethod=HmacSHA256, and sign it like every other parameter.',
  'signature-method-misspelt':
    'It was signed with HmacSHA256, but SignatureMethod is "{stated}", which means HmacSHA1 like anything but exactly HmacSHA256. → Write SignatureMethod=HmacSHA256, exactly so.',
  'signature-method-mismatch':
    'SignatureMethod is {stated}, but it was signed with {used}. → Sign with the method that SignatureMethod names.',
  'secret-key-with-white-space':
    'The SecretKey was used with a line end, white space or quotation marks around it. → Trim the SecretKey where it is read from a file, a variable or a clipboard.',
  'secret-key-with-ampersand':
    'The SecretKey was used with a "&" after it, as other vendors want it. → Use the SecretKey alone.',
  'other-secret-key':
    'It was signed with the SecretKey of {other}. → Use the SecretKey that belongs to {secretId}.',
  'not-the-secret-key': 'It was signed with {what} in place of the SecretKey. → Use the SecretKey.',

  // Values, names, and the end of the text.
  'value-encoded-before-signing': `Values were URL-encoded before they were signed. → ${encodeOnce}`,
  'value-encoded-before-signing/names': `The names and values were URL-encoded before they were signed. → ${encodeOnce}`,
  'double-encoding':
    'Values were URL-encoded twice when they were sent: what arrived still has percent signs in it. → Encode each value once; look for an HTTP library that encodes what is encoded already.',
  'underscore-in-value':
    'Underscores in values were written as dots. → Only underscores in names become dots; values stay as they are.',
  'value-with-white-space':
    'White space around values was sent, but not signed. → Sign exactly what is sent.',
  'value-not-encoded':
    'A "+" in {name} was sent without being encoded, and arrived as a space. → Encode every value once when it is sent: "+" becomes %2B.',
  'underscore-in-name':
    'Underscores in names were signed as they are. → Write an underscore in a name as a dot, unless the name begins with one.',
  'underscore-in-name/first':
    'An underscore at the beginning of a name was written as a dot. → A name that begins with an underscore stays as it is.',
  'dot-in-name': 'Dots in names were signed as underscores. → Sign instanceIds.0, not instanceIds_0.',
  'brackets-in-name': 'Lists were signed with brackets. → Sign instanceIds.0, not instanceIds[0].',
  'indexes-from-1':
    'Lists were signed with numbers from 1, but sent with numbers from 0. → Sign the names that are sent; lists count from 0.',
  'trailing-ampersand': 'The signed text ends with a "&". → Put "&" between parameters only.',
  'trailing-white-space':
    'The signed text ends with {end}. → Sign the text without anything after it: printf instead of echo.',

  // The order of the parameters.
  unsorted: `The parameters were signed in the order in which they were sent, not sorted by name. → ${byBytes}`,
  'numeric-index-order': `Lists were signed in the order of their numbers (….2 before ….10), not in byte order. → ${byBytes}`,
  'case-insensitive-order': `The names were sorted without regard to case, as localeCompare does; in byte order all upper-case letters come first. → ${byBytes}`,
  'locale-order': `The names were sorted by a language's rules (localeCompare or the like), not in byte order. → ${byBytes}`,
  'locale-order/numeric': `The names were sorted by a language's rules, numbers as numbers, not in byte order. → ${byBytes}`,
  'descending-order': `The names were sorted in descending order. → ${byBytes}`,
  'sorted-with-values': `The texts name=value were sorted, not the names alone. → ${byBytes}`,

  // What stands before the parameters.
  'wrong-method':
    'The signed text begins with {other}, but the request is a {method}. → Begin the text with the method that the request is sent with: {method}.',
  'method-in-lower-case': 'The method was signed in lower case. → Write it in upper case: {method}.',
  'method-missing': 'The signed text does not begin with the method. → Begin the text with {method}.',
  'port-missing': otherHost,
  'port-added': otherHost,
  'wrong-host': otherHost,
  'scheme-signed': otherHost,
  'host-in-upper-case': otherHost,
  'host-in-lower-case': otherHost,
  'host-missing': otherHost,
  'wrong-path':
    'The text was signed with the path "{other}", but the request went to "{path}". → Sign the path of the request, {path}.',
  'question-mark-missing':
    'There is no "?" between the path and the parameters of the signed text. → Write METHOD, host, path, "?" and the parameters without anything between them.',
  'leading-ampersand':
    'The signed text has a "&" before its first parameter. → Put "&" between parameters only.',
  'only-parameters-signed':
    'Only the parameters were signed, without METHOD, host, path and "?". → Put METHOD, host, path and "?" before the parameters.',

  // Which parameters.
  'parameter-not-signed': `{missing} was sent, but not signed. → ${signAll}`,
  'only-public-parameters-signed': `Only the public parameters were signed. → ${signAll}`,
  'empty-value-not-signed':
    'Parameters with an empty value were sent, but not signed. → Sign every parameter that is sent, also one with an empty value.',
  'signature-signed':
    'The signed text has an empty Signature in it. → Leave Signature out of the text that is signed.',
  'at-sign-rule':
    'A parameter whose value begins with "@" was signed. → In a POST, leave parameters whose value begins with "@" out of the text that is signed, but send them.',
  'at-sign-rule/left-out':
    'A parameter whose value begins with "@" was left out of the signature. → Only a POST of API 2.0 leaves such parameters out of the signature.',

  // How the Signature is sent.
  'signature-not-encoded':
    'The Signature was sent without being URL-encoded: its "+" arrived as a space. → Encode the Signature once, like every other value: "+" becomes %2B, "/" %2F, "=" %3D.',
  'signature-encoded-twice':
    'The Signature was URL-encoded twice: what arrived still has percent signs in it. → Encode the Signature once; look for an HTTP library that encodes what is encoded already.',
  'signature-with-white-space':
    'The Signature was sent with white space or a line end around it. → Cut the line end off that a command-line tool writes after its output.',
  'signature-with-line-breaks':
    'The Signature was sent with line breaks in it. → Write base64 without line breaks.',
  'base64-for-urls':
    'The Signature is written in the base64 of URLs, or without its "=" at the end. → Write it in plain base64, with "+", "/" and "=".',
  'signature-in-hex': 'The Signature is written in hexadecimal. → Write the bytes of the HMAC in base64.',
  'base64-of-hex':
    'The Signature is the base64 of the hexadecimal digest. → Write the bytes of the HMAC in base64, not their hexadecimal form.',
} satisfies Causes;
