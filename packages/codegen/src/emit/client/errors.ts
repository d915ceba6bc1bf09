import { codeFile, importNames, union } from '../text/layout.js';
import type { GeneratedFile } from '../text/layout.js';
import { Code, quote } from '../text/literal.js';
import type { LiteralObject } from '../text/literal.js';
import { camelCase, identifier } from '../../model/names.js';
import { freeName } from '../../model/code-names.js';
import { ruleFor } from '../../model/error-rules.js';
import type { ErrorRule, Operation, Service } from '../../model/service.js';
import { errorConstant, errorContent } from './parts.js';
import { pathIn } from './target.js';
import type { EmitTarget } from './target.js';

/** The constants that say what is to be thought of codes, each once; and the name of the constant for each rule. */
class Constants {
  readonly #names = new Map<string, string>();
  readonly #rules = new Map<string, ErrorRule[]>();

  constructor({ errors: rules, operations, waiters, code }: Service) {
    const taken = new Set([
      code.service,
      ...operations.map(({ method }) => method),
      ...waiters.map(({ name }) => camelCase(name)),
    ]);
    const byContent = new Map<string, string>();
    for (const rule of rules) {
      const content = errorContent(rule);
      const name = byContent.get(content) ?? freeName(identifier(rule.code), taken);
      byContent.set(content, name);
      taken.add(name);
      this.#names.set(rule.code, name);
      this.#rules.set(name, [...(this.#rules.get(name) ?? []), rule]);
    }
  }

  nameOf(code: string): string {
    return this.#names.get(code) ?? '';
  }

  get texts(): string[] {
    return [...this.#rules].map(([name, rules]) => errorConstant(name, ...rules));
  }
}

const constants = new WeakMap<Service, Constants>();

function constantsOf(service: Service): Constants {
  const known = constants.get(service) ?? new Constants(service);
  constants.set(service, known);
  return known;
}

/** The rules of the service that an operation's codes come under: what its descriptor has. */
export function operationErrors(service: Service, operation: Operation): LiteralObject {
  const names = constantsOf(service);
  const used = new Set<ErrorRule>();
  for (const code of operation.errors) {
    const rule = ruleFor(code, service.errors, service.commonErrors);
    if (rule !== undefined && service.errors.includes(rule)) used.add(rule);
  }
  return Object.fromEntries([...used].map(({ code }) => [code, new Code(names.nameOf(code))]));
}

/** The names of all constants of `errors.gen.ts` that are needed for some operations. */
export function usedErrorConstants(service: Service): string[] {
  const tables = service.operations.map((operation) => operationErrors(service, operation));
  return tables.flatMap((table) =>
    Object.values(table).map((code) => (code instanceof Code ? code.text : '')),
  );
}

/** The codes as types: in API 2.0, where common ones are numbers, those of a service are few. */
function codeTypes({ protocol, code: { client }, title, errors }: Service): string[] {
  if (protocol === 'v3') return [];
  const codes = errors.length === 0 ? ['never'] : errors.map(({ code }) => quote(code));
  return [
    `/** Textual error codes that ${title} documents. */\n${union(codes, { before: `export type Known${client}ErrorCode =` })};`,
    `/** A textual error code: a documented one, or any other that the service answers with. */
export type ${client}ErrorCode = Known${client}ErrorCode | (string & {});`,
  ];
}

/** `errors.gen.ts`: what is to be thought of the codes of one service, one constant each, so that unused ones shake away. */
export function emitErrors(service: Service, { folder, header, model }: EmitTarget): GeneratedFile {
  const { texts } = constantsOf(service);
  const blocks = [...codeTypes(service), ...texts];
  return codeFile(pathIn(folder, 'errors.gen.ts'), header, [
    importNames(texts.length === 0 ? [] : ['ErrorDescriptor'], model),
    ...(blocks.length === 0 ? ['export {};'] : blocks),
  ]);
}
