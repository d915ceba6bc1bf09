import type { TransportResponse } from '@qcvm/client';
import type { OperationDescriptor, ParameterTable } from '@qcvm/client/descriptors';
import { cvmOperations } from '@qcvm/client/v3';
import { unflatten, type Unflattened } from '@qcvm/client/wire';
import { newerWords, publicParameters } from '@qcvm/mock/server';
import type { CompleteAnswer, Failure, Form } from '@qcvm/mock/server';
import { code as ownCode } from './outcome.js';
import type { NewerCall } from '../clients/passing-clients.js';

/**
 * Calls of the generation in between: where API 2.0 is and signed like it, but with a `Version` of API 3.0 and what belongs to it.
 * They are passed on as they are.
 */

const known = new Map(
  Object.values<OperationDescriptor>(cvmOperations).map((each) => [each.action, each] as const),
);

/** Languages that the service has. */
const languages = ['zh-CN', 'en-US'] as const;

/** What such a call asks of API 3.0. */
export function newerCall({
  form,
  service,
  method,
}: {
  readonly form: Form;
  readonly service: string;
  readonly method: string;
}): NewerCall {
  const { Action: action = '', Version: version = '' } = form.parameters;
  const own = Object.entries(form.parameters).filter(([name]) => !publicParameters.has(name));
  const tree = unflatten(countedFromZero(Object.fromEntries(own)));
  const found = known.get(action);
  const operation = found?.service.name === service && found.service.version === version ? found : undefined;
  const reads = operation ? operation.repeatability === 'read' : /^(?:Describe|Inquiry)/.test(action);
  const parameters = operation ? typedFields(tree, operation.input) : tree;
  const language = languages.find((each) => each === form.parameters['Language']);
  return { service, version, action, parameters, reads, isTyped: operation !== undefined, method, language };
}

/** Lists that count from 1, as this generation documents them, as ones that count from 0. */
function countedFromZero(flat: Readonly<Record<string, string>>): Record<string, string> {
  const isNumber = (part: string | undefined): boolean => part !== undefined && /^\d+$/.test(part);
  const zeros = new Set<string>();
  for (const name of Object.keys(flat)) {
    const parts = name.split('.');
    for (const [place, part] of parts.entries())
      if (place > 0 && part === '0') zeros.add(parts.slice(0, place).join('.'));
  }
  const counted = Object.entries(flat).map(([name, value]) => {
    const parts = name.split('.');
    const moved = parts.map((part, place) =>
      place > 0 && isNumber(part) && !zeros.has(parts.slice(0, place).join('.'))
        ? `${Number(part) - 1}`
        : part,
    );
    return [moved.join('.'), value] as const;
  });
  return Object.fromEntries(counted);
}

/** Texts as what the tables of API 3.0 say that they are. What is none of it stays a text, for the service to refuse. */
function typed(value: Unflattened, rule: ParameterTable[string] | undefined): unknown {
  if (typeof value !== 'string') {
    if (Array.isArray(value))
      return value.map((item: Unflattened) => typed(item, rule?.kind === 'list' ? rule.items : undefined));
    const fields = rule?.kind === 'object' ? rule.fields : {};
    return typedFields(
      value as Readonly<Record<string, Unflattened>>,
      typeof fields === 'function' ? fields() : fields,
    );
  }
  if (rule?.kind === 'boolean' && /^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  const isNumber = rule?.kind === 'integer' || rule?.kind === 'number';
  return isNumber && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
}

const typedFields = (
  value: Readonly<Record<string, Unflattened>>,
  table: ParameterTable,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      typed(inner, Object.hasOwn(table, name) ? table[name] : undefined),
    ]),
  );

/** The id of answers that are not of the service. */
const ownRequestId = '00000000-0000-4000-8000-000000000000';

/** The words for the refusals of the bridge itself: it knows the version and not the Action, and what it does not send has changed nothing. */
const ownWords: typeof newerWords = {
  ...newerWords,
  [ownCode.notSupported]: 'InvalidAction',
  [ownCode.unavailable]: 'ResourceUnavailable',
};

/** Writes a refusal in the envelope of API 3.0. */
export function newerRefusal({ code, message }: Failure, requestId = ownRequestId): unknown {
  const word = typeof code === 'number' ? (ownWords[code] ?? 'InvalidParameter') : code;
  return { Response: { Error: { Code: word, Message: message }, RequestId: requestId } };
}

/** Puts a body of API 3.0 into an answer. */
export const newerAnswer = (body: unknown): CompleteAnswer =>
  passedAnswer({ status: 200, body: JSON.stringify(body) });

/** A response of API 3.0 as the answer to a program, as it came. */
export const passedAnswer = ({
  status,
  body,
}: Pick<TransportResponse, 'status' | 'body'>): CompleteAnswer => ({
  kind: 'complete',
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body,
});
