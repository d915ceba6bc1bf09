import { canonicalString, signature as signatureOf } from '@qcvm/client/wire';
import type { IncomingCall } from '../../../core/http/call.js';
import type { CheckRefusal } from '../../../core/protocol.js';
import { after, type Soon } from '../../../core/soon.js';
import type { Form } from '../../query/form.js';
import type { CheckedCallV2, Surroundings } from '../checked-call.js';
import { explainCall } from '../explain-call.js';

/**
 * 4100: the signature must be the one that the SecretKey gives.
 * Source: https://cloud.tencent.com/document/api/213/6984
 */
export const signature = (
  checked: CheckedCallV2,
  surroundings: Surroundings,
): Soon<CheckRefusal | undefined> =>
  after(isSigned(checked, checked.key?.secretKey ?? ''), (isRight) =>
    isRight ? undefined : refusalOf(checked, surroundings),
  );

async function refusalOf({ call, key }: CheckedCallV2, surroundings: Surroundings): Promise<CheckRefusal> {
  const message = `Signature: not the one that the SecretKey of ${key?.secretId} gives for this request`;
  if (surroundings.explainSignatures === 'never') return { code: 4100, message };
  const { summary } = await explainCall(call, surroundings.accounts);
  return { code: 4100, message: `${message}. ${summary}` };
}

/** What a signature is about. */
export interface Signed {
  readonly call: Pick<IncomingCall, 'method' | 'host' | 'path'>;
  readonly form: Form;
}

/** Whether a request has the signature that a SecretKey gives. */
export function isSigned({ call, form }: Signed, secretKey: string): Soon<boolean> {
  const signatureMethod = form.value('SignatureMethod');
  const given = form.value('Signature') ?? '';
  const signed = signatureOf({ secretKey, signatureMethod, canonical: canonicalOf({ call, form }) });
  return after(signed, (text) => isSame(text, given));
}

/** Whether a POST has the signature that a SecretKey gives for all of it. See `canonicalString` for what SDKs leave out. */
export function isWhollySigned(
  { call: { method, host, path }, form }: Signed,
  secretKey: string,
): Soon<boolean> {
  // A GET leaves nothing out.
  const whole = canonicalString({ method: 'GET', host, path, params: form.parameters });
  const canonical = `${method}${whole.slice('GET'.length)}`;
  const signed = signatureOf({ secretKey, signatureMethod: form.value('SignatureMethod'), canonical });
  return after(signed, (text) => isSame(text, form.value('Signature') ?? ''));
}

/** Compares in a time that does not tell how much of it was right. */
function isSame(expected: string, given: string): boolean {
  let difference = expected.length ^ given.length;
  for (let index = 0; index < expected.length; index++)
    difference |= expected.charCodeAt(index) ^ given.charCodeAt(index);
  return difference === 0;
}

const canonicalOf = ({ call: { method, host, path }, form }: Signed): string =>
  form.signed === undefined
    ? canonicalString({ method, host, path, params: form.parameters })
    : `${method}${host}${path}?${form.signed}`;
