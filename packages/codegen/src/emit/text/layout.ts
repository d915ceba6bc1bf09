import { byCodeUnits } from '../../model/names.js';

/** Widest line of generated code. */
export const lineWidth = 110;

/** One generated file, by its path below the folder that everything is written to. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Puts a file together: blocks with an empty line between them. */
export function textFile(path: string, blocks: readonly string[]): GeneratedFile {
  return { path, text: `${blocks.filter((block) => block !== '').join('\n\n')}\n` };
}

/** A code file: the lines of a header as comments, then the blocks. */
export function codeFile(path: string, header: readonly string[], blocks: readonly string[]): GeneratedFile {
  return textFile(path, [header.map((line) => `// ${line}`).join('\n'), ...blocks]);
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

/** An import of names from a module, over several lines when it is long. Nothing for no names. */
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
