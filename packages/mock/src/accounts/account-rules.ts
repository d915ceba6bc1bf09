import { either, flag, integer, list, object, oneOf, text, time } from '../core/options/option-rules.js';

const texts = list(text);
const permissions = object({ actions: texts, instances: texts });

const quotaList = list(
  object({ 'calls!': integer(0), 'seconds!': integer(1), 'per!': oneOf('action', 'service') }),
);
export const quotaRule = either(
  'false or a list of quotas',
  [(value) => value === false, oneOf(false)],
  [Array.isArray, quotaList],
);

export const keyRule = object({
  'secretId!': text,
  'secretKey!': text,
  status: oneOf('active', 'disabled'),
  token: text,
  expiresAt: time,
  may: permissions,
  mayNot: permissions,
});

export const accountRule = object({ id: text, 'keys!': list(keyRule), blocked: flag, quota: quotaRule });
