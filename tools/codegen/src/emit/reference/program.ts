import { bottomOf, camelCase, fieldsOf, lineWidth, literal } from '@qcvm/codegen/toolkit';
import type { JsonObject, JsonValue, Operation, Service, Shape, Types } from '@qcvm/codegen/toolkit';
import { sampleInput } from '../../model/sample.js';
import { entryPoint } from '../text/naming.js';
import { codeBlock, listed } from './markdown.js';

/** A text that fits: a documented value, or the example that the meaning of the pattern ends with. */
function madeUpText(shape: Shape & { readonly kind: 'string' }): string {
  if (shape.format === 'password') return 'Choose-1-of-your-own';
  const chosen = shape.values?.[0] ?? shape.known?.[0]?.value ?? shape.default;
  if (typeof chosen === 'string') return chosen;
  const pattern = new RegExp(`^(?:${shape.pattern ?? '.*'})$`, 'u');
  const words = (shape.meaning ?? '').split(/[\s,;]+/).reverse();
  return (
    words.find((word) => word !== '' && pattern.test(word)) ?? 'example'.padEnd(shape.minLength ?? 0, '-1')
  );
}

function madeUp(shape: Shape, types: Types): JsonValue {
  const [said] = shape.examples ?? [];
  if (said !== undefined) return said;
  const bottom = bottomOf(types, shape);
  switch (bottom.kind) {
    case 'string':
      return madeUpText(bottom);
    case 'integer':
    case 'number':
      return typeof bottom.default === 'number' ? bottom.default : Math.max(1, bottom.minimum ?? 1);
    case 'boolean':
      return true;
    case 'binary':
      return '';
    case 'list':
      return [madeUp(bottom.items, types)];
    case 'map':
      return {};
    case 'object':
      return madeUpInput(bottom.name, types);
  }
}

/** What a call cannot be without: the parameters that are required, or that the spec has an example of. */
const madeUpInput = (name: string, types: Types): JsonObject =>
  Object.fromEntries(
    fieldsOf(types, name).flatMap(({ name: field, required, unless, shape }) =>
      required || unless !== undefined || shape.examples !== undefined ? [[field, madeUp(shape, types)]] : [],
    ),
  );

/** The same for an operation: filters have the names that it knows. */
function madeUpCall({ input, filters }: Operation, types: Types): JsonObject {
  const made = madeUpInput(input, types);
  const name = filters?.names[0]?.name;
  if (filters === undefined || name === undefined || made[filters.parameter] === undefined) return made;
  return { ...made, [filters.parameter]: [{ Name: name, Values: ['example'] }] };
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ');

/** What an operation's page is about. */
export interface Page {
  readonly service: Service;
  readonly types: Types;
  readonly operation: Operation;
  /** A region for programs. */
  readonly region: string;
}

/** How the call looks in a program: complete, with the failures that its author has to think of. */
function program({ service, types, operation, region }: Page): string {
  const { name, code } = service;
  const { factory } = code;
  const entry = entryPoint(service);
  const construct = `const ${name} = ${factory}({ region: '${region}' }); // credentials: TENCENTCLOUD_SECRET_ID and _KEY`;
  const create = construct.length <= lineWidth ? construct : construct.replace(' // ', '\n// ');
  const input = operation.examples === undefined ? madeUpCall(operation, types) : sampleInput(operation);
  const isBare =
    Object.keys(input).length === 0 && fieldsOf(types, operation.input).every((field) => !field.required);
  const given = fieldsOf(types, operation.output).filter(
    (field) => field.answered && field.name !== 'RequestId',
  );
  const fields = given.map((field) => field.name).join(', ');
  const before = `const ${fields === '' ? 'output' : `{ ${fields} }`} = await ${name}.${operation.method}(`;
  const call = isBare ? `${before});` : literal(input, { before, after: ');' });
  const lines = [call, `console.log(${fields === '' ? 'output' : fields});`].join('\n');
  if (operation.batch?.results === undefined)
    return [`import { ${factory} } from '${entry}';`, '', create, '', lines].join('\n');
  return [
    ...(entry === '@qcvm/client'
      ? [`import { BatchError, ${factory} } from '@qcvm/client';`]
      : [`import { BatchError } from '@qcvm/client';`, `import { ${factory} } from '${entry}';`]),
    '',
    create,
    '',
    'try {',
    indent(lines),
    '} catch (error) {',
    '  if (!(error instanceof BatchError)) throw error;',
    "  console.log('accepted:', error.succeeded.map(({ resourceId }) => resourceId));",
    '  for (const { resourceId, code, message } of error.failed) console.log(resourceId, code, message);',
    "  if (error.unreported.length > 0) console.log('nothing is known of:', error.unreported);",
    '}',
  ].join('\n');
}

/** The call in a program, and what waits for its end. */
export function programSection(page: Page): string[] {
  const { service, operation } = page;
  const { transition } = operation;
  const waits = service.waiters.filter(
    (waiter) =>
      waiter.operation !== operation.action &&
      transition !== undefined &&
      waiter.success.includes(transition.to),
  );
  const hint = waits.map(({ name }) => `\`${camelCase(name)}\``);
  return [
    '## In a program',
    codeBlock('ts', program(page)),
    hint.length === 0
      ? ''
      : `An answer means accepted, not done. To wait until it is done, use the waiter ${listed(hint, 'or')}.`,
  ];
}
