import { lineWidth } from '../text/layout.js';
import { expanded, quote } from '../text/literal.js';
import type { LiteralObject } from '../text/literal.js';

/** An operation of which only the parameters are known, as a call. */
interface PlainOperation {
  /** What is called, and the constant that describes the service. */
  readonly called: string;
  readonly service: string;
  readonly action: string;
  readonly input: LiteralObject;
}

/** The call on a line that begins with `before`; `undefined` where it has to begin on a line of its own. */
function call(
  before: string,
  { called, service, action, input }: PlainOperation,
  indent = '',
): string | undefined {
  const opening = `/* @__PURE__ */ ${called}(`;
  const first = [service, quote(action)];
  const table = expanded(input, indent);
  const line = `${before}${opening}${first.join(', ')}, ${table === '{}' ? '{});' : '{'}`;
  if (line.length <= lineWidth) return `${opening}${first.join(', ')}, ${table});`;
  if (`${before}${opening}`.length > lineWidth) return undefined;
  const inner = `${indent}  `;
  const lines = [...first, expanded(input, inner)].map((argument) => `${inner}${argument},\n`);
  return `${opening}\n${lines.join('')}${indent});`;
}

/** The constant of an operation of which only the parameters are known. `before`: all of it in front of the value. */
export function plainOperation(before: string, operation: PlainOperation): string {
  const beside = call(before.slice(before.lastIndexOf('\n') + 1), operation);
  return beside === undefined
    ? `${before.trimEnd()}\n  ${call('  ', operation, '  ') ?? ''}`
    : before + beside;
}
