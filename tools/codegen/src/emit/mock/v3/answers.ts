import { Code, byCodeUnits, literal } from '@qcvm/codegen/toolkit';
import { dataFile } from '../../text/files.js';
import type {
  Field,
  GeneratedFile,
  LiteralObject,
  ObjectType,
  Operation,
  Service,
  ServiceType,
  Shape,
} from '@qcvm/codegen/toolkit';

/** Fields that say nothing but their type: most do, and share a constant. */
const scalars = {
  string: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'flag',
  binary: 'bytes',
} as const;

class Answers {
  readonly #types: ReadonlyMap<string, ServiceType>;
  /** The object types that answers hold, by name. */
  readonly held = new Map<string, LiteralObject>();

  constructor(service: Service) {
    this.#types = new Map(service.types.map((type) => [type.name, type]));
  }

  /** What an operation gives. */
  output({ output }: Operation): LiteralObject {
    const type = this.#types.get(output);
    return type?.kind === 'object' ? this.#fields(type) : {};
  }

  #fields({ fields }: ObjectType): LiteralObject {
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
    switch (shape.kind) {
      case 'named': {
        const type = this.#types.get(shape.type);
        if (type?.kind !== 'object') return this.#shape(type?.shape ?? { kind: 'string' }, flags);
        this.#hold(type);
        return { kind: 'object', type: shape.type, ...flags };
      }
      case 'list':
        return { kind: 'list', items: this.#shape(shape.items), ...flags };
      case 'string': {
        const known = shape.values ?? shape.known?.map(({ value }) => value);
        if (isPlain && known === undefined && shape.format === undefined) return new Code(scalars.string);
        return { kind: 'string', known, format: shape.format, ...flags };
      }
      default:
        return isPlain ? new Code(scalars[shape.kind]) : { kind: shape.kind, ...flags };
    }
  }

  #hold(type: ObjectType): void {
    if (this.held.has(type.name)) return;
    // Types may hold themselves: it is there before its fields are looked at.
    this.held.set(type.name, {});
    this.held.set(type.name, this.#fields(type));
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
  return dataFile(
    `packages/mock/src/services/${service.name}/${service.version}/answers.gen.ts`,
    service.specs,
    [
      "import type { AnswerField, ServiceAnswers } from '../../answers.js';",
      constants.join('\n'),
      `/** What every operation answers, by Action. */\n${text}`,
    ],
  );
}
