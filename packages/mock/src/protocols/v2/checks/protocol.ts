import type { CheckRefusal } from '../../../core/protocol.js';
import type { ProtocolBehaviour } from '../behaviour.js';
import type { CheckedCallV2 } from '../checked-call.js';

/** 4600: the API speaks HTTPS only. Source: https://cloud.tencent.com/document/product/213/6982 */
export function protocol(
  { call }: Pick<CheckedCallV2, 'call'>,
  { behaviour }: { readonly behaviour: Pick<ProtocolBehaviour, 'requireHttps'> },
): CheckRefusal | undefined {
  if (call.scheme === 'https' || behaviour.requireHttps === 'never') return undefined;
  if (behaviour.requireHttps === 'unless-loopback' && call.loopback) return undefined;
  return { code: 4600, message: `plain http to ${call.host}: send the request over https` };
}
