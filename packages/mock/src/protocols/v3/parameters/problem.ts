import type { CheckRefusal } from '../../../core/protocol.js';
import { refusal } from '../refusal.js';

/** Why parameters cannot be taken. Thrown at the first one, as the service names one at a time. */
export class ParameterProblem extends Error {
  readonly refusal: CheckRefusal;
  constructor(why: CheckRefusal) {
    super(why.message);
    this.refusal = why;
  }
}

export const missing = (path: string): ParameterProblem =>
  new ParameterProblem(
    refusal(
      'MissingParameter',
      `The request is missing a required parameter \`${path}\``,
      `缺少参数错误：缺少 ${path}`,
    ),
  );

export const unknown = (path: string, hint: string): ParameterProblem =>
  new ParameterProblem(
    refusal(
      'UnknownParameter',
      `The parameter \`${path}\` is not recognized${hint}`,
      `未知参数错误：参数 ${path} 不存在`,
    ),
  );

/** `expected`: what the value must be, as in "an integer". */
export const wrongType = (path: string, expected: string): ParameterProblem =>
  new ParameterProblem(
    refusal(
      'InvalidParameter',
      `The value type of parameter \`${path}\` is not valid: it must be ${expected}`,
      `参数错误：参数 ${path} 的类型不正确（${expected}）`,
    ),
  );

export const wrongValue = (
  code: string,
  { path, value, rule }: { path: string; value: string; rule: string },
): ParameterProblem =>
  new ParameterProblem(
    refusal(
      code,
      `The value \`${value}\` of parameter \`${path}\` is not valid: it must be ${rule}`,
      `参数取值错误：参数 ${path} 的值 ${value} 不正确（${rule}）`,
    ),
  );

export const together = (code: string, one: string, other: string): ParameterProblem =>
  new ParameterProblem(
    refusal(
      code,
      `The parameters \`${one}\` and \`${other}\` cannot be used together`,
      `参数 ${one} 与 ${other} 不能同时使用`,
    ),
  );
