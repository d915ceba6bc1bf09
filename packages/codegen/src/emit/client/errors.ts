import { codeFile, importNames, union } from '../text/layout.js';
import type { GeneratedFile } from '../text/layout.js';
import { Code, literal, quote } from '../text/literal.js';
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
  /** The name of the table of what holds for every operation. */
  readonly general: string;
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
    this.general = freeName(`${code.service}Errors`, taken);
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

/** Whether any Action may answer with a code, whatever its page says. */
const isGeneral = ({ scope }: ErrorRule): boolean => scope === 'every';

/** The rules of the service that an operation's codes come under, and not those of all: what its descriptor has. */
export function operationErrors(service: Service, operation: Operation): LiteralObject {
  const names = constantsOf(service);
  const used = new Set<ErrorRule>();
  for (const code of operation.errors) {
    const rule = ruleFor(code, service.errors, service.commonErrors);
    if (rule !== undefined && !isGeneral(rule) && service.errors.includes(rule)) used.add(rule);
  }
  return Object.fromEntries([...used].map(({ code }) => [code, new Code(names.nameOf(code))]));
}

/** The table of what holds for every operation of a service, if anything does. */
export const generalErrors = (service: Service): string | undefined =>
  service.errors.some(isGeneral) ? constantsOf(service).general : undefined;

/** The names of `errors.gen.ts` that operations need. */
export function usedErrorNames(service: Service): string[] {
  const tables = service.operations.map((operation) => operationErrors(service, operation));
  const names = tables.flatMap((table) =>
    Object.values(table).map((code) => (code instanceof Code ? code.text : '')),
  );
  return [...names, generalErrors(service) ?? []].flat();
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

/** What holds for every operation. */
function generalTable(service: Service): string[] {
  const name = generalErrors(service);
  if (name === undefined) return [];
  const names = constantsOf(service);
  const general = service.errors.filter(isGeneral).map(({ code }) => [code, new Code(names.nameOf(code))]);
  const before = `export const ${name}: ErrorTable = `;
  return [
    `/** Codes of ${service.title} that any operation may answer with. One that ends with * stands for all that begin so. */\n` +
      literal(Object.fromEntries(general) as LiteralObject, { before, after: ';' }),
  ];
}

/** `errors.gen.ts`: what is to be thought of the codes of one service, one constant each, so that unused ones shake away. */
export function emitErrors(service: Service, { folder, header, model }: EmitTarget): GeneratedFile {
  const { texts } = constantsOf(service);
  const general = generalTable(service);
  const blocks = [...codeTypes(service), ...texts, ...general];
  return codeFile(pathIn(folder, 'errors.gen.ts'), header, [
    importNames(
      [...(texts.length > 0 ? ['ErrorDescriptor'] : []), ...(general.length > 0 ? ['ErrorTable'] : [])],
      model,
    ),
    ...(blocks.length === 0 ? ['export {};'] : blocks),
  ]);
}
