import { canonicalString, signature as signatureOf } from '@qcvm/client/wire';
import type { CheckRefusal } from '../../../core/protocol.js';
import { after } from '../../../core/soon.js';
import type { Soon } from '../../../core/soon.js';
import type { Form } from '../../query/form.js';
import type { Exchange } from '../exchange.js';
import { explainCall } from '../explain/explain-call.js';
import type { Surroundings } from '../surroundings.js';

/**
 * 4100: the signature must be the one that the SecretKey gives.
 * Source: https://cloud.tencent.com/document/api/213/6984
 */
export const signature = (exchange: Exchange, surroundings: Surroundings): Soon<CheckRefusal | undefined> =>
  after(isSigned(exchange, exchange.key?.secretKey ?? ''), (isRight) =>
    isRight ? undefined : refusalOf(exchange, surroundings),
  );

async function refusalOf({ call, key }: Exchange, surroundings: Surroundings): Promise<CheckRefusal> {
  const message = `Signature: not the one that the SecretKey of ${key?.secretId} gives for this request`;
  if (surroundings.explainSignatures === 'never') return { code: 4100, message };
  const { summary } = await explainCall({ call, accounts: surroundings.accounts });
  return { code: 4100, message: `${message}. ${summary}` };
}

/** Whether a request has the signature that a SecretKey gives. */
export function isSigned(request: Pick<Exchange, 'call' | 'form'>, secretKey: string): Soon<boolean> {
  const { SignatureMethod: signatureMethod, Signature = '' } = request.form.parameters;
  const signed = signatureOf({ secretKey, signatureMethod, canonical: canonicalOf(request) });
  return after(signed, (text) => isSame(text, Signature));
}

/** Compares in a time that does not tell how much of it was right. */
function isSame(expected: string, given: string): boolean {
  let difference = expected.length ^ given.length;
  for (let index = 0; index < expected.length; index++)
    difference |= expected.charCodeAt(index) ^ given.charCodeAt(index);
  return difference === 0;
}

const canonicalOf = ({ call: { method, host, path }, form }: Pick<Exchange, 'call' | 'form'>): string => {
  const signed = form.signed ?? plainlySigned(form.parameters);
  return signed === undefined
    ? canonicalString({ method, host, path, params: form.parameters })
    : `${method}${host}${path}?${signed}`;
};

/** The parameters as they are signed, if none of them is renamed, left out or sorted in another way: see `canonicalString`. */
function plainlySigned(parameters: Form['parameters']): string | undefined {
  let signed = '';
  for (const name of Object.keys(parameters).sort()) {
    if (name === 'Signature') continue;
    const value = parameters[name] ?? '';
    if (/[_\ud800-\uffff]/.test(name) || value.startsWith('@')) return undefined;
    signed += signed === '' ? `${name}=${value}` : `&${name}=${value}`;
  }
  return signed;
}
