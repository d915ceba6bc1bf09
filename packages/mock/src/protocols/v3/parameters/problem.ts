import type { CheckRefusal } from '../../../core/protocol.js';
import { refusal } from '../../checks.js';

/** Why parameters cannot be taken. Thrown at the first one, as the service names one at a time. */
export class ParameterProblem extends Error {
  readonly refusal: CheckRefusal;
  constructor(...why: Parameters<typeof refusal>) {
    super(why[1]);
    this.refusal = refusal(...why);
  }
}

export const missing = (path: string): ParameterProblem =>
  new ParameterProblem(
    'MissingParameter',
    `The request is missing a required parameter \`${path}\``,
    `缺少参数错误：缺少 ${path}`,
  );

export const unknown = (path: string, hint: string): ParameterProblem =>
  new ParameterProblem(
    'UnknownParameter',
    `The parameter \`${path}\` is not recognized${hint}`,
    `未知参数错误：参数 ${path} 不存在`,
  );

/** `expected`: what the value must be, as in "an integer". */
export const wrongType = (path: string, expected: string): ParameterProblem =>
  new ParameterProblem(
    'InvalidParameter',
    `The value type of parameter \`${path}\` is not valid: it must be ${expected}`,
    `参数错误：参数 ${path} 的类型不正确（${expected}）`,
  );

export const wrongValue = (
  code: string,
  { path, value, rule }: { path: string; value: string; rule: string },
): ParameterProblem =>
  new ParameterProblem(
    code,
    `The value \`${value}\` of parameter \`${path}\` is not valid: it must be ${rule}`,
    `参数取值错误：参数 ${path} 的值 ${value} 不正确（${rule}）`,
  );

export const together = (code: string, one: string, other: string): ParameterProblem =>
  new ParameterProblem(
    code,
    `The parameters \`${one}\` and \`${other}\` cannot be used together`,
    `参数 ${one} 与 ${other} 不能同时使用`,
  );

// Which of the codes that an Action documents says what is wrong; a common one where none does.

/** A value is not of the form that its parameter has. */
export function malformedCode(documented: readonly string[], parameter: string): string {
  const resource = parameter.replace(/Ids?$/, '');
  const fitting = documented.filter((code) => code.endsWith('Malformed') && code.includes(resource));
  const own = fitting.find((code) => code.startsWith(`Invalid${resource}`));
  return own ?? fitting[0] ?? 'InvalidParameterValue';
}

/** A list is longer than its parameter takes. */
export const tooManyCode = (documented: readonly string[], parameter: string): string =>
  documented.find((code) => parameter === 'Filters' && code === 'InvalidFilterValue.LimitExceeded') ??
  documented.find((code) => code === 'InvalidParameterValue.LimitExceeded') ??
  'InvalidParameterValue';

/** A text is longer than its parameter takes. */
export function tooLongCode(documented: readonly string[], parameter: string): string {
  const own = documented.find(
    (code) => code === `Invalid${parameter}.TooLong` || code === `Invalid${parameter}TooLong`,
  );
  return own ?? 'InvalidParameterValue';
}

/** A number is out of range. */
export const rangeCode = (documented: readonly string[]): string =>
  documented.find((code) => code === 'InvalidParameterValue.Range') ?? 'InvalidParameterValue';

/** Two parameters exclude each other. */
export const togetherCode = (documented: readonly string[], one: string, other: string): string =>
  documented.find((code) => code.includes('Coexist') && code.includes(one) && code.includes(other)) ??
  documented.find((code) => code === 'InvalidParameterCombination') ??
  'InvalidParameter';
