import type {
  BooleanParameter,
  IntegerParameter,
  NumberParameter,
  StringParameter,
} from '@qcvm/client/descriptors';
import { shown } from '../../../core/words/redact.js';

interface Place<Kind> {
  readonly name: string;
  readonly parameter: Kind;
  readonly problem: (message: string) => void;
}

const patterns = new Map<string, RegExp>();

/** The whole value must match. */
function expressionOf(pattern: string): RegExp {
  let expression = patterns.get(pattern);
  if (!expression) patterns.set(pattern, (expression = new RegExp(`^(?:${pattern})$`, 'u')));
  return expression;
}

/** Whether all of some texts are ones that a parameter takes. */
export function areTexts(texts: readonly string[], parameter: StringParameter): boolean {
  const { pattern, minLength, maxLength, values } = parameter;
  if (pattern !== undefined && minLength === undefined && maxLength === undefined && !values) {
    const expression = expressionOf(pattern);
    return texts.every((text) => expression.test(text));
  }
  let areAll = true;
  const problem = (): void => void (areAll = false);
  for (const text of texts) readText(text, { name: '', parameter, problem });
  return areAll;
}

export function readText(
  text: string,
  { name, parameter, problem }: Place<StringParameter>,
): string | undefined {
  const { pattern, meaning, minLength, maxLength, values } = parameter;
  if (pattern !== undefined && !expressionOf(pattern).test(text)) {
    problem(`${name}: "${shown(text)}" is not ${meaning ?? `a value of the form ${pattern}`}`);
    return undefined;
  }
  if (minLength === undefined && maxLength === undefined && !values) return text;
  const length = [...text].length;
  if (minLength !== undefined && length < minLength) {
    problem(length === 0 ? `${name}: empty` : `${name}: shorter than ${minLength} characters`);
    return undefined;
  }
  if (maxLength !== undefined && length > maxLength) {
    problem(`${name}: longer than ${maxLength} characters`);
    return undefined;
  }
  if (values && !values.includes(text)) {
    problem(`${name}: "${shown(text)}" is none of ${values.join(', ')}`);
    return undefined;
  }
  return text;
}

/** A number that may have a fraction, in decimal digits. */
export function readNumber(
  text: string,
  { name, parameter, problem }: Place<NumberParameter>,
): number | undefined {
  const { minimum = -Infinity, maximum = Infinity } = parameter;
  const value = Number(text);
  const fault = !/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)
    ? `"${shown(text)}" is not a decimal number`
    : value < minimum
      ? `${value} is less than ${minimum}`
      : value > maximum
        ? `${value} is more than ${maximum}`
        : undefined;
  if (fault === undefined) return value;
  problem(`${name}: ${fault}`);
  return undefined;
}

export function readBoolean(text: string, { name, problem }: Place<BooleanParameter>): boolean | undefined {
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  problem(`${name}: "${shown(text)}" is neither true nor false`);
  return undefined;
}

export function readInteger(
  text: string,
  { name, parameter, problem }: Place<IntegerParameter>,
): number | undefined {
  const { minimum, maximum, values } = parameter;
  const value = Number(text);
  if (!/^(?:0|-?[1-9]\d*)$/.test(text) || !Number.isSafeInteger(value)) {
    problem(`${name}: "${shown(text)}" is not a decimal integer`);
    return undefined;
  }
  if (values && !values.includes(value)) {
    problem(`${name}: ${value} is none of ${values.join(', ')}`);
    return undefined;
  }
  if (minimum !== undefined && value < minimum) {
    problem(`${name}: ${value} is less than ${minimum}`);
    return undefined;
  }
  if (maximum !== undefined && value > maximum) {
    problem(`${name}: ${value} is more than ${maximum}`);
    return undefined;
  }
  return value;
}
