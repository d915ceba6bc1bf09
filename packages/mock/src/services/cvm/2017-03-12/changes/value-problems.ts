import { failure, type Failure } from '../../../../core/service.js';
import { sizeOf } from '../../terms/instance-type.js';

/** Why a text cannot be a password: one has 8 to 30 characters of at least three kinds. */
export const passwordProblem = (text: string, code = 'InvalidPassword'): Failure | undefined =>
  text.length >= 8 &&
  text.length <= 30 &&
  [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length >= 3 &&
  !text.startsWith('/')
    ? undefined
    : failure(
        code,
        'Password: it must have 8 to 30 characters of at least three kinds (lower case, upper case, digits, others), and not begin with /',
        '密码不符合复杂度要求：8 到 30 位，至少包含三种字符，不能以 / 开头',
      );

/** Why a text is no instance type. */
export const typeProblem = (type: string): Failure | undefined =>
  sizeOf(type)
    ? undefined
    : failure(
        'InvalidInstanceType.Malformed',
        `InstanceType: \`${type.slice(0, 60)}\` is not a type such as S5.LARGE8`,
        `机型 ${type.slice(0, 60)} 格式不正确`,
      );
