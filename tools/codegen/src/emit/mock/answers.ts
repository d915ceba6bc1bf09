import { Code, bottomOf, byCodeUnits, fieldsOf, literal, typesOf } from '@qcvm/codegen/toolkit';
import { dataFile } from '../text/files.js';
import type { Field, GeneratedFile, LiteralObject, ObjectType } from '@qcvm/codegen/toolkit';
import type { Operation, Service, Shape, Types } from '@qcvm/codegen/toolkit';
import { serviceFolder } from '../text/naming.js';

/** Fields that say nothing but their type: most do, and share a constant. */
const scalars = {
  string: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'flag',
  binary: 'bytes',
} as const;

class Answers {
  readonly #types: Types;
  /** The object types that answers hold, by name. */
  readonly held = new Map<string, LiteralObject>();

  constructor(service: Service) {
    this.#types = typesOf(service);
  }

  /** What an operation gives. */
  output({ output }: Operation): LiteralObject {
    return this.#fields(fieldsOf(this.#types, output));
  }

  #fields(fields: readonly Field[]): LiteralObject {
    const own = fields.filter(({ name }) => name !== 'RequestId');
    return Object.fromEntries(own.map((field) => [field.name, this.#field(field)]));
  }

  #field({ shape, answered }: Field): LiteralObject | Code {
    return this.#shape(shape, {
      optional: answered ? undefined : (true as const),
      nullable: shape.nullable,
    });
  }

  #shape(
    shape: Shape,
    flags: { readonly optional?: true | undefined; readonly nullable?: true | undefined } = {},
  ): LiteralObject | Code {
    const isPlain = flags.optional === undefined && flags.nullable === undefined;
    const bottom = bottomOf(this.#types, shape);
    switch (bottom.kind) {
      case 'object':
        this.#hold(bottom);
        return { kind: 'object', type: bottom.name, ...flags };
      case 'list':
        return { kind: 'list', items: this.#shape(bottom.items), ...flags };
      case 'map':
        throw new Error('API 3.0 has no maps');
      case 'string': {
        const known = bottom.values ?? bottom.known?.map(({ value }) => value);
        if (isPlain && known === undefined && bottom.format === undefined) return new Code(scalars.string);
        return { kind: 'string', known, format: bottom.format, ...flags };
      }
      default:
        return isPlain ? new Code(scalars[bottom.kind]) : { kind: bottom.kind, ...flags };
    }
  }

  #hold(type: ObjectType): void {
    if (this.held.has(type.name)) return;
    // Types may hold themselves: it is there before its fields are looked at.
    this.held.set(type.name, {});
    this.held.set(type.name, this.#fields(type.fields));
  }
}

/** `services/<service>/<version>/answers.gen.ts`: what each operation gives, which codes it documents, what it filters by. */
export function emitAnswers(service: Service): GeneratedFile {
  const answers = new Answers(service);
  const codes = [...new Set(service.operations.flatMap(({ errors }) => errors))].sort(byCodeUnits);
  const places = new Map(codes.map((code, place) => [code, place]));
  const operations = Object.fromEntries(
    service.operations.map((operation) => [
      operation.action,
      {
        fields: answers.output(operation),
        codes: operation.errors.map((code) => places.get(code) ?? 0),
        filters: operation.filters?.names.map(({ name }) => name),
        mostFilterValues: operation.filters?.maxValues,
      },
    ]),
  );
  const types = Object.fromEntries([...answers.held].sort(([left], [right]) => byCodeUnits(left, right)));
  const all = { codes, types, operations };
  const text = literal(all, { before: `export const ${service.name}Answers: ServiceAnswers = `, after: ';' });
  const constants = Object.entries(scalars)
    .filter(([, name]) => new RegExp(`[ :]${name}[,\\n ]`).test(text))
    .map(([kind, name]) => `const ${name}: AnswerField = { kind: '${kind}' };`);
  return dataFile(`packages/mock/src/${serviceFolder(service)}/answers.gen.ts`, service.specs, [
    "import type { AnswerField, ServiceAnswers } from '../../answers.js';",
    constants.join('\n'),
    `/** What every operation answers, by Action. */\n${text}`,
  ]);
}
