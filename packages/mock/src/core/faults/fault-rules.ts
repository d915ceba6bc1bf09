import {
  either,
  integer,
  list,
  number,
  object,
  oneOf,
  tagged,
  text,
  type Fields,
  type Rule,
} from '../options/option-rules.js';

const when = oneOf('before', 'after');
const code = either(
  'a code of the API, a number from 1 up or a word',
  [(value) => typeof value === 'string', text],
  [(value) => typeof value === 'number', integer(1)],
);

const faultRule = tagged('kind', {
  latency: { 'milliseconds!': number(0), when },
  unreachable: {},
  drop: { when },
  cut: { keep: integer(0) },
  gateway: { status: integer(200), when },
  code: { 'code!': code, message: text, codeDesc: text, when },
  clockSkew: { 'seconds!': integer() },
  partialFailure: { instances: list(text), count: integer(0), code, codeDesc: text, message: text },
  duplicate: { answer: oneOf('first', 'second') },
});

const oneOrMore = (rule: Rule): Rule =>
  either('one or a list', [Array.isArray, list(rule)], [() => true, rule]);

export const faultRuleFields: Fields = {
  'fault!': faultRule,
  action: oneOrMore(text),
  instance: text,
  region: text,
  secretId: text,
  nth: oneOrMore(integer(1)),
  probability: number(0, 1),
  times: integer(0),
  name: text,
};

export const faultOptionsRule = object(faultRuleFields);
