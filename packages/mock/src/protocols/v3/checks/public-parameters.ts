import type { CheckRefusal } from '../../../core/protocol.js';
import type { IncomingCall } from '../../../core/http/call.js';
import { shown } from '../../../core/words/redact.js';
import type { CheckedCallV3 } from '../checked-call.js';
import { publicHeader } from '../../public-parameters.js';
import { isOfType } from '../reading/call.js';
import { refusal } from '../../checks.js';

/** Bytes of a body and of a query at the most, by how a call is signed. */
const limits = { TC3: { body: 10_485_760, query: 32_768 }, v1: { body: 1_048_576, query: 32_768 } } as const;

/** A call must be readable, and its public parameters present and well formed. */
export function publicParameters(checked: CheckedCallV3): CheckRefusal | undefined {
  return (
    tooLarge(checked) ??
    wrongType(checked) ??
    notText(checked) ??
    tooMany(checked) ??
    missing(checked) ??
    malformed(checked) ??
    unsigned(checked)
  );
}

function tooMany({ reading: { form } }: CheckedCallV3): CheckRefusal | undefined {
  const excess = form?.excess;
  return excess === undefined
    ? undefined
    : refusal('InvalidParameter', `The request has ${excess}.`, `请求参数过多或参数名过长：${excess}`);
}

const encoder = new TextEncoder();

/** Whether a body has more bytes than it may. UTF-8 needs at most 3 for each UTF-16 code unit: most texts need no counting. */
const isLonger = ({ body, bytes }: IncomingCall, most: number): boolean =>
  bytes ? bytes.length > most : body.length * 3 > most && encoder.encode(body).length > most;

function tooLarge({ call, reading: { signing } }: CheckedCallV3): CheckRefusal | undefined {
  const most = limits[signing];
  if (!isLonger(call, most.body) && call.query.length <= most.query) return undefined;
  return refusal(
    'RequestSizeLimitExceeded',
    `the request is larger than the API takes: at most ${most.body} bytes in a body, ${most.query} in a query`,
    `请求包超过限制大小：请求体最大 ${most.body} 字节，查询串最大 ${most.query} 字节`,
  );
}

function wrongType({ call, reading: { signing } }: CheckedCallV3): CheckRefusal | undefined {
  if (call.method !== 'POST') return undefined;
  const type = call.headers['content-type'];
  const wanted = signing === 'TC3' ? 'application/json' : 'application/x-www-form-urlencoded';
  if (isOfType(type, 'multipart/form-data')) return undefined;
  if (isOfType(type, wanted) || (signing === 'v1' && type === undefined)) return undefined;
  return refusal(
    'InvalidRequest',
    `Content-Type ${shown(type ?? '(none)')}: a POST carries its parameters as ${wanted}`,
    `Content-Type ${shown(type ?? '（无）')} 不受支持，请使用 ${wanted}`,
  );
}

/** A body without parts is a text. */
const notText = ({ call }: CheckedCallV3): CheckRefusal | undefined =>
  call.bytes && !isOfType(call.headers['content-type'], 'multipart/form-data')
    ? refusal('InvalidParameter', 'the body is not UTF-8', '请求体不是合法的 UTF-8')
    : undefined;

function missing({ reading, call }: CheckedCallV3): CheckRefusal | undefined {
  const { signing } = reading;
  const given: Readonly<Record<string, string | undefined>> = {
    Action: reading.action,
    Version: reading.version,
    Timestamp: reading.timestamp,
    ...(signing === 'v1' && {
      Nonce: reading.parameters['Nonce'],
      SecretId: reading.secretId,
      Signature: reading.parameters['Signature'],
    }),
    ...(signing === 'TC3' && { Authorization: call.headers['authorization'] }),
  };
  for (const name in given) {
    if (given[name]) continue;
    const shownName = signing === 'v1' || name === 'Authorization' ? name : publicHeader(name);
    return refusal(
      'MissingParameter',
      `The request is missing a required parameter \`${shownName}\``,
      `缺少参数错误：缺少 ${shownName}`,
    );
  }
  return undefined;
}

function malformed(checked: CheckedCallV3): CheckRefusal | undefined {
  const { timestamp = '', signing } = checked.reading;
  const invalid = (english: string, chinese: string): CheckRefusal =>
    refusal('InvalidParameter', english, chinese);
  if (!/^\d{1,11}$/.test(timestamp)) {
    const hint = /^\d{12,16}$/.test(timestamp) ? '; the unit is seconds, not milliseconds' : '';
    return invalid(
      `Timestamp: "${shown(timestamp)}" is not a whole number of seconds since 1970${hint}`,
      `Timestamp 错误："${shown(timestamp)}" 不是以秒为单位的 UNIX 时间戳`,
    );
  }
  checked.timestamp = Number(timestamp);
  if (signing === 'TC3') return undefined;
  const nonce = checked.reading.parameters['Nonce'] ?? '';
  return /^\d{1,20}$/.test(nonce)
    ? undefined
    : invalid(
        `Nonce: "${shown(nonce)}" is not a positive integer`,
        `Nonce 错误："${shown(nonce)}" 不是正整数`,
      );
}

/** The header must be readable, and sign what it has to. */
function unsigned({ reading: { signing, authorization } }: CheckedCallV3): CheckRefusal | undefined {
  if (signing === 'v1') return undefined;
  const invalid = (english: string, chinese: string): CheckRefusal =>
    refusal('AuthFailure.InvalidAuthorization', english, chinese);
  if (!authorization)
    return invalid(
      'Authorization: not of the form TC3-HMAC-SHA256 Credential=<SecretId>/<date>/<service>/tc3_request, SignedHeaders=<names>, Signature=<hex>',
      '请求头部的 Authorization 不符合腾讯云标准',
    );
  const left = ['content-type', 'host'].filter((name) => !authorization.signedHeaders.includes(name));
  if (left.length === 0) return undefined;
  return invalid(
    `Authorization: SignedHeaders must name ${left.join(' and ')}`,
    `Authorization 的 SignedHeaders 必须包含 ${left.join('、')}`,
  );
}
