import type { CheckRefusal } from '../../../core/protocol.js';
import { shown } from '../../../core/words/redact.js';
import type { CheckedCallV3 } from '../checked-call.js';
import { refusal } from '../../checks.js';

/** `UnsupportedProtocol`: the API takes GET and POST. Over HTTP as well as HTTPS, so that it needs no certificate. */
export function protocol({ call: { method } }: CheckedCallV3): CheckRefusal | undefined {
  if (method === 'GET' || method === 'POST') return undefined;
  return refusal(
    'UnsupportedProtocol',
    `HTTP method ${shown(method)}: the API takes GET and POST`,
    `不支持 HTTP 方法 ${shown(method)}，请使用 GET 或 POST`,
  );
}
