/** One fenced block of code in a document, and what the document says of how to check it. */
export interface Block {
  /** Path of the document, relative to the repository. */
  readonly document: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
  /** The heading above it. */
  readonly heading: string;
  readonly language: string;
  readonly code: string;
  readonly directives: Directives;
  /** What it prints, when the next block is announced as that. */
  readonly prints?: string;
}

/** Written above a block as HTML comments, one for each: `<!-- fleet: stubborn ins-r8hr2upy -->`. */
export interface Directives {
  /** `run`, `types`, `test`, `scripts`, or `none, because …`. The default depends on the language. */
  readonly check?: string;
  /** Instances of the emulator that are not simply running, or do not exist. */
  readonly fleet?: string;
  /** The exit code of the program. Default: 0. */
  readonly exit?: string;
  /** Code that comes before the block, which the reader has seen or does not need to see. */
  readonly given?: string;
  /** Present: it goes on where the previous block of the same language ended. */
  readonly continues?: string;
  /** The block is what a file of this name holds, for those that come after it. */
  readonly file?: string;
  /** Present: the block is what the previous one prints; `…` stands for anything. */
  readonly prints?: string;
}

const known = ['check', 'fleet', 'exit', 'given', 'continues', 'file', 'prints'] as const;
type DirectiveName = (typeof known)[number];

const isKnown = (name: string): name is DirectiveName => known.some((each) => each === name);

/** Reads the comments that stand directly above a fence. */
function readDirectives(above: string, where: string): Directives {
  const directives: Partial<Record<DirectiveName, string>> = {};
  const comments = /((?:<!--(?:(?!-->)[\s\S])*-->\s*)+)$/.exec(above)?.[1] ?? '';
  for (const [, text = ''] of comments.matchAll(/<!--([\s\S]*?)-->/g)) {
    const [, name = '', value = ''] = /^\s*(\w+)(?::\s*([\s\S]*?))?\s*$/.exec(text) ?? [];
    if (!isKnown(name))
      throw new Error(`${where}: <!--${text}--> above a block is not one of ${known.join(', ')}`);
    directives[name] = value;
  }
  return directives;
}

/** All blocks of a document, in order. */
export function readBlocks(document: string, text: string): readonly Block[] {
  const blocks: (Block & { prints?: string })[] = [];
  const fences = /^(?<fence>`{3,})(?<language>\w*)[^\n]*\n(?<code>[\s\S]*?)^\k<fence>[ \t]*$/gm;
  let end = 0;
  for (const match of text.matchAll(fences)) {
    const { language = '', code = '' } = match.groups ?? {};
    const before = text.slice(0, match.index);
    const line = before.split('\n').length;
    const directives = readDirectives(text.slice(end, match.index), `${document}:${line}`);
    end = match.index + match[0].length;
    const heading = [...before.matchAll(/^#+ (.*)$/gm)].at(-1)?.[1] ?? '';
    const previous = blocks.at(-1);
    if (directives.prints === undefined) blocks.push({ document, line, heading, language, code, directives });
    else if (previous === undefined)
      throw new Error(`${document}:${line}: nothing before this block could print it`);
    else previous.prints = code;
  }
  return blocks;
}

export type Check = 'run' | 'types' | 'test' | 'scripts' | 'json' | 'none';

const isProject = (line: string): boolean =>
  /^(npm|npx nx|npx changeset|git|cd|\.ci\/)/.test(line) || /^(#|$)/.test(line);

/** How a block is checked. Code is run, unless the document gives a reason why not. */
export function checkOf({ document, line, language, code, directives: { check } }: Block): Check {
  const word = check?.split(/[\s,]/)[0];
  if (word === 'none' && !/^none, because \S/.test(check ?? ''))
    throw new Error(
      `${document}:${line}: say why this block cannot be checked: <!-- check: none, because … -->`,
    );
  if (word === 'run' || word === 'types' || word === 'test' || word === 'scripts' || word === 'none')
    return word;
  if (word !== undefined) throw new Error(`${document}:${line}: there is no check called ${word}`);
  if (['ts', 'js', 'mjs', 'tsx'].includes(language)) return 'run';
  if (['sh', 'bash', 'shell', 'console'].includes(language))
    return code.split('\n').every(isProject) ? 'scripts' : 'run';
  return language === 'json' ? 'json' : 'none';
}

/** The source of each block with what comes before it: what it continues, and what is given. */
export function sourcesOf(blocks: readonly Block[]): ReadonlyMap<Block, string> {
  const sources = new Map<Block, string>();
  const latest = new Map<string, string>();
  for (const block of blocks) {
    const { continues, given } = block.directives;
    const before = continues === undefined ? '' : latest.get(block.language);
    if (before === undefined)
      throw new Error(`${block.document}:${block.line}: there is nothing to continue`);
    const source = [before, given ?? '', block.code].filter((part) => part !== '').join('\n');
    sources.set(block, source);
    latest.set(block.language, source);
  }
  return sources;
}

/** Ids that a block mentions: instances that have to exist for it. */
export const mentionedIds = (code: string): readonly string[] => [
  ...new Set(code.match(/\b(?:ins-[0-9a-z]{8}|qcvm[0-9]{5})\b/g) ?? []),
];

/** `stubborn ins-a, ins-b; missing ins-c` → ids by what is said of them. */
export function readFleet(text = ''): ReadonlyMap<string, string> {
  const fleet = new Map<string, string>();
  for (const part of text.split(';').filter((each) => each.trim() !== '')) {
    const [what = '', ...ids] = part.trim().split(/[\s,]+/);
    for (const id of ids) fleet.set(id, what);
  }
  return fleet;
}

/** Whether a program printed what a document says; `…` stands for anything, also for several lines. */
export function prints(expected: string, actual: string): boolean {
  const pattern = expected
    .trim()
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s\\S]*?');
  return new RegExp(`^${pattern}$`).test(actual.trim().replace(/[ \t]+$/gm, ''));
}
