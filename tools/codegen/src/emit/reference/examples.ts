import type { Example, JsonObject, Service } from '@qcvm/codegen/toolkit';
import { codeBlock } from './markdown.js';

/** JSON as a person writes it: what fits on a line stays on it. */
function json(value: JsonObject): string {
  const print = (part: unknown, indent: string): string => {
    const flat = JSON.stringify(part).length;
    if (typeof part !== 'object' || part === null || indent.length + flat < 60) return spaced(part);
    const inner = `${indent}  `;
    if (Array.isArray(part))
      return `[\n${part.map((item) => inner + print(item, inner)).join(',\n')}\n${indent}]`;
    const members = Object.entries(part).map(
      ([name, member]) => `${inner}${JSON.stringify(name)}: ${print(member, inner)}`,
    );
    return `{\n${members.join(',\n')}\n${indent}}`;
  };
  return print(value, '');
}

function spaced(part: unknown): string {
  if (Array.isArray(part)) return `[${part.map(spaced).join(', ')}]`;
  if (typeof part !== 'object' || part === null) return JSON.stringify(part);
  const members = Object.entries(part).map(([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** The signed line of a GET, broken before each parameter so that it can be read. */
function wire(line: string, service: Service): string {
  const parameters = line.split('&');
  const url = `https://${service.hosts[0]}${service.path}`;
  return [url, ...parameters.map((parameter, index) => `  ${index === 0 ? '?' : '&'}${parameter}`)].join(
    '\n',
  );
}

function origin({ provenance, source }: Example): string {
  return provenance === 'vendor-doc'
    ? `From the vendor's page <${source}>.`
    : `Made from what the vendor says on <${source}>.`;
}

/** A documented example: what is given, how it looks on the wire, and what is answered. */
export function exampleSection(example: Example, service: Service): string[] {
  return [
    `### ${example.title}`,
    origin(example),
    'Input:',
    codeBlock('json', json(example.input)),
    'The same on the wire, signed and encoded (one line, broken here at each parameter):',
    codeBlock('text', wire(example.wire, service)),
    'Answer:',
    codeBlock('json', json(example.body)),
  ];
}
