import { canonicalString, signature as signatureOf } from '@qcvm/client/wire';
import type { CheckRefusal } from '../../../core/protocol.js';
import type { Exchange } from '../exchange.js';
import { explainCall } from '../explain/explain-call.js';
import type { Surroundings } from '../surroundings.js';

/**
 * 4100: the signature must be the one that the SecretKey gives.
 * Source: https://cloud.tencent.com/document/api/213/6984
 */
export async function signature(
  exchange: Exchange,
  surroundings: Surroundings,
): Promise<CheckRefusal | undefined> {
  const { call, form, key } = exchange;
  const signed = signatureOf({
    secretKey: key?.secretKey ?? '',
    signatureMethod: form.parameters['SignatureMethod'],
    canonical: canonicalOf(exchange),
  });
  const expected = typeof signed === 'string' ? signed : await signed;
  if (form.parameters['Signature'] === expected) return undefined;
  const message = `Signature: not the one that the SecretKey of ${key?.secretId} gives for this request`;
  if (surroundings.explainSignatures === 'never') return { code: 4100, message };
  const { summary } = await explainCall({ call, accounts: surroundings.accounts });
  return { code: 4100, message: `${message}. ${summary}` };
}

const canonicalOf = ({ call: { method, host, path }, form }: Exchange): string =>
  form.signed === undefined
    ? canonicalString({ method, host, path, params: form.parameters })
    : `${method}${host}${path}?${form.signed}`;
