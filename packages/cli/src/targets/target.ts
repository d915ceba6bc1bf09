import { usageError } from '../environment/cli-error.js';
import { isRegionName, longRegion } from '../configuration/regions.js';

/** An instance as it was named: the region may be missing. */
export interface NamedInstance {
  readonly instanceId: string;
  readonly region?: string;
}

/** One instance in its region. */
export interface Target {
  readonly region: string;
  readonly instanceId: string;
}

/** One text for one target, as `describe --output ids` prints it for several regions. */
export const targetKey = ({ region, instanceId }: Target): string => `${region}/${instanceId}`;

const instanceIdShape = /^(?:ins-|qcvm)[0-9a-z]{1,40}$/;
/** Whether a text has the shape of an instance id, of either kind. */
export const isInstanceId = (text: string): boolean => instanceIdShape.test(text);

/** What was expected, with a short and harmless excerpt of what came. */
function wrong(text: string, source: string): Error {
  const excerpt = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return usageError(
    `${source}: ${JSON.stringify(excerpt)} is not an instance id`,
    'An id looks like ins-09dx96dg, or ap-guangzhou/ins-09dx96dg with its region.',
  );
}

/** Reads `ins-09dx96dg` or `ap-guangzhou/ins-09dx96dg`. */
export function parseInstance(text: string, source: string): NamedInstance {
  const slash = text.indexOf('/');
  const instanceId = text.slice(slash + 1);
  if (!instanceIdShape.test(instanceId)) throw wrong(text, source);
  if (slash < 0) return { instanceId };
  const region = text.slice(0, slash);
  if (!isRegionName(region)) throw wrong(text, source);
  return { instanceId, region: longRegion(region) };
}

/** Reads a line of `describe --output jsonl`, which begins with a brace: what can be read of it is an object. */
function parseJsonLine(line: string, source: string): NamedInstance {
  let instance: Readonly<Record<string, unknown>>;
  try {
    instance = JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    throw wrong(line, source);
  }
  const id = instance['unInstanceId'] ?? instance['instanceId'];
  const region = instance['Region'];
  if (typeof id !== 'string') throw wrong(line, source);
  return parseInstance(typeof region === 'string' && region !== '' ? `${region}/${id}` : id, source);
}

/** Ids in pieces of text: separated by white space or commas, `#` begins a comment, or JSON lines of `describe`. */
export async function* parseInstances(
  pieces: AsyncIterable<string>,
  source: string,
): AsyncGenerator<NamedInstance> {
  let number = 0;
  for await (const line of linesOf(pieces)) {
    number += 1;
    const place = `${source}, line ${number}`;
    const text = line.trim();
    if (text.startsWith('{')) {
      yield parseJsonLine(text, place);
      continue;
    }
    const words = (text.split('#', 1)[0] ?? '').split(/[\s,]+/);
    for (const word of words) if (word !== '') yield parseInstance(word, place);
  }
}

/**
 * Lines of a text that comes in pieces, by any of the three line ends. A byte order mark at the start is no part of the first.
 */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  let first = true;
  for await (const piece of pieces) {
    rest += first ? piece.replace(/^\ufeff/, '') : piece;
    first = false;
    // What ends in CR may be half of a line end.
    const half = rest.endsWith('\r') ? '\r' : '';
    const lines = rest.slice(0, rest.length - half.length).split(/\r\n|\r|\n/);
    rest = `${lines.pop() ?? ''}${half}`;
    yield* lines;
  }
  const last = rest.replace(/\r$/, '');
  if (last !== '') yield last;
}
