import { byCodeUnits } from '../../model/names.js';

/** Widest line of generated code. */
export const lineWidth = 110;

/** One generated file, by its path below the root of the repository. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** What the first line of every generated file begins with, after the mark of a comment. */
export const generatedMark = 'Generated from specs/';

function citation(specs: readonly string[]): string {
  const sorted = [...specs].sort(byCodeUnits);
  return sorted.length === 1
    ? (sorted[0] ?? '')
    : `${sorted.slice(0, -1).join(', ')} and ${sorted.at(-1) ?? ''}`;
}

function header(specs: readonly string[]): string {
  return `// Generated from ${citation(specs)}. Do not edit.\n// To change it, edit the spec and run: npm run generate`;
}

function assemble(path: string, blocks: readonly string[]): GeneratedFile {
  return { path, text: `${blocks.filter((block) => block !== '').join('\n\n')}\n` };
}

/** Assembles a code file: the header, then blocks with an empty line between them. */
export function codeFile(path: string, specs: readonly string[], blocks: readonly string[]): GeneratedFile {
  return assemble(path, [header(specs), ...blocks]);
}

/**
 * The same for a file of plain data with a declared type. The compiler need not look into it: for a thousand
 * operations that takes longer than all their types, and our tests do it.
 */
export function dataFile(path: string, specs: readonly string[], blocks: readonly string[]): GeneratedFile {
  const note = '// @ts-nocheck: plain data, checked against its types by the tests of the generator';
  return assemble(path, [`${header(specs)}\n${note}`, ...blocks]);
}

/** The same for a markdown page. */
export function page(path: string, specs: readonly string[], blocks: readonly string[]): GeneratedFile {
  const mark = `<!-- Generated from ${citation(specs)}. Do not edit.\nTo change it, edit the spec and run: npm run generate -->`;
  return assemble(path, [mark, ...blocks]);
}

/** Lines of at most `width` characters, broken at spaces. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** Paragraphs of a text, each as one line: line breaks inside of a paragraph mean nothing. List items stay lines. */
export function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}

export interface DocComment {
  readonly paragraphs: readonly string[];
  /** Items of a list, each with its dash. */
  readonly list?: readonly string[];
  /** `@see …` and the like. */
  readonly tags?: readonly string[];
}

/** A doc comment that fits the line width, on one line when it can; nothing for no content. */
export function docComment(content: DocComment, indent = ''): string {
  const width = lineWidth - indent.length - ' * '.length;
  const wrapped = (text: string): string[] => wrap(text.replaceAll('*/', '*\\/'), width - 2);
  const hanging = (text: string): string[] =>
    wrapped(text).map((line, index) => (index === 0 ? line : `  ${line}`));
  const blocks = [
    ...content.paragraphs.map((text) => wrap(text.replaceAll('*/', '*\\/'), width)),
    (content.list ?? []).flatMap(hanging),
    (content.tags ?? []).flatMap(hanging),
  ].filter((block) => block.length > 0);
  const [only = ''] = blocks[0] ?? [];
  if (blocks.length === 0) return '';
  const isShort = indent.length + only.length + '/**  */'.length <= lineWidth;
  if (blocks.length === 1 && blocks[0]?.length === 1 && isShort) return `${indent}/** ${only} */\n`;
  const body = blocks
    .map((block) => block.map((line) => `${indent} * ${line}`).join('\n'))
    .join(`\n${indent} *\n`);
  return `${indent}/**\n${body}\n${indent} */\n`;
}

/** `import type { A, B } from './x.js';`, over several lines when it is long. Nothing for no names. */
export function importNames(
  names: Iterable<string>,
  from: string,
  kind: 'import' | 'import type' | 'export type' = 'import type',
): string {
  const sorted = [...new Set(names)].sort(byCodeUnits);
  if (sorted.length === 0) return '';
  const line = `${kind} { ${sorted.join(', ')} } from '${from}';`;
  return line.length <= lineWidth
    ? line
    : `${kind} {\n${sorted.map((name) => `  ${name},`).join('\n')}\n} from '${from}';`;
}

/** A union type, one member to a line when it is long. `before` is what stands on the line in front of it. */
export function union(members: readonly string[], around: { before: string; indent?: string }): string {
  const { before, indent = '' } = around;
  const line = `${before} ${members.join(' | ')}`;
  if (members.length === 1 || indent.length + line.length + 1 <= lineWidth) return line;
  return `${before}\n${members.map((member) => `${indent}  | ${member}`).join('\n')}`;
}
