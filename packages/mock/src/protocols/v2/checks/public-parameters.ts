import type { CheckRefusal } from '../../../core/protocol.js';
import type { ProtocolBehaviour } from '../behaviour.js';
import type { CheckedCallV2 } from '../checked-call.js';
import { didYouMean } from '../../../core/words/nearest.js';
import { shown } from '../../../core/words/redact.js';
import { publicParametersV2 } from '../../public-parameters.js';
import { isMultipart } from '../../query/multipart.js';

/** Those that must be there. Region is not among them: whether it is needed depends on the Action. */
const required = ['Action', 'Timestamp', 'Nonce', 'SecretId', 'Signature'] as const;

const refuse = (message: string): CheckRefusal => ({ code: 4000, message });

/** 4000: the request must be readable, and its public parameters present and well formed. */
export function publicParameters(
  checked: Pick<CheckedCallV2, 'call' | 'form' | 'timestamp'>,
  {
    behaviour,
    zeroNonce = false,
  }: {
    readonly behaviour: Pick<ProtocolBehaviour, 'duplicateParameters'>;
    /** The vendor's SDK for Node draws a Nonce of 0 now and then, although the documentation has positive ones. */
    readonly zeroNonce?: boolean;
  },
): CheckRefusal | undefined {
  const { form } = checked;
  const unreadable = unreadableBecause(checked);
  if (unreadable) return refuse(unreadable);
  if (form.excess !== undefined) return refuse(`the request has ${form.excess}, and is not read to its end`);
  const malformed = form.malformed[0];
  if (malformed !== undefined) {
    return refuse(`${shown(malformed.name)}: ${malformed.fault}`);
  }
  const twice = form.duplicates[0];
  if (twice !== undefined && behaviour.duplicateParameters === 'refuse') {
    return refuse(`${shown(twice)}: given more than once`);
  }
  for (const name of required) {
    if (!form.value(name)) return refuse(missing(name, checked));
  }
  const [Action = '', Timestamp = '', Nonce = ''] = ['Action', 'Timestamp', 'Nonce'].map((name) =>
    form.value(name),
  );
  if (!/^[A-Za-z][A-Za-z0-9]{0,127}$/.test(Action)) {
    return refuse(`Action: "${shown(Action)}" is not a name such as StopInstances`);
  }
  if (!/^\d{1,16}$/.test(Timestamp)) {
    return refuse(`Timestamp: "${shown(Timestamp)}" is not a whole number of seconds since 1970`);
  }
  if (Number(Timestamp) > 99_999_999_999) {
    return refuse(`Timestamp: ${Timestamp} looks like milliseconds; the unit is seconds since 1970`);
  }
  if (!/^0*[1-9]\d{0,19}$/.test(Nonce) && !(zeroNonce && Nonce === '0')) {
    return refuse(`Nonce: "${shown(Nonce)}" is not a positive integer`);
  }
  checked.timestamp = Number(Timestamp);
  return undefined;
}

/** Why no parameters could be read from a request at all. */
function unreadableBecause({ call }: Pick<CheckedCallV2, 'call'>): string | undefined {
  if (call.method !== 'GET' && call.method !== 'POST') {
    return `HTTP method ${shown(call.method)}: the API knows GET and POST`;
  }
  if (call.method === 'GET') return undefined;
  const type = call.headers['content-type'];
  if (isMultipart(type)) return undefined;
  if (call.bytes) return 'the body is not UTF-8: percent-encode the parameters';
  if (type === undefined || /^\s*application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return undefined;
  return `Content-Type ${shown(type)}: a POST carries its parameters as application/x-www-form-urlencoded`;
}

/** What is missing, and where it may have gone. */
function missing(name: string, { call, form }: Pick<CheckedCallV2, 'call' | 'form'>): string {
  const { parameters } = form;
  if (call.headers['authorization']?.startsWith('TC3-')) {
    return `${name}: missing; the Authorization header is one of API 3.0 (TC3), and this is API 2.0, which signs with the parameter Signature`;
  }
  if (call.method === 'POST' && call.query.includes(`${name}=`)) {
    return `${name}: missing in the form body; the query string of a POST is ignored`;
  }
  if (call.method === 'GET' && call.body.includes(`${name}=`)) {
    return `${name}: missing in the query string; the body of a GET is ignored`;
  }
  if (name in parameters) return `${name}: empty`;
  return `${name}: missing${didYouMean(
    name,
    Object.keys(parameters).filter((other) => !publicParametersV2.has(other)),
  )}`;
}
