import { Cursor } from '../spec/cursor.js';
import { defined } from '../spec/defined.js';
import { didYouMean } from '../spec/did-you-mean.js';
import { sortProblems, SpecError } from '../spec/problems.js';
import type { Problem } from '../spec/problems.js';
import { shown } from '../spec/shown.js';
import type { SaidProblem } from '../spec/spec.js';
import { readJson } from '../spec/yaml-file.js';
import { byCodeUnits } from '../model/names.js';
import type { Action, Description, Member, ObjectType, Scalar } from './description.js';
import { misplacedObjects } from './misplaced-objects.js';

/** The vendor's types, and for each the words that refine it. Together they are what an element of a list can be. */
const scalars: Readonly<Record<string, Omit<Scalar, 'refined'> & { readonly words: readonly string[] }>> = {
  string: { kind: 'string', words: ['string', 'datetime', 'datetime_iso', 'date'] },
  int: { kind: 'integer', words: ['int64', 'uint64'] },
  float: { kind: 'number', words: ['float'] },
  bool: { kind: 'boolean', words: ['bool'] },
  binary: { kind: 'binary', words: ['binary'] },
};
const typeNames = [...Object.keys(scalars), 'object', 'list'];
const scalarByWord = new Map(
  Object.values(scalars).flatMap(({ kind, words }) =>
    words.map((word): [string, Scalar] => [word, { kind, refined: word }]),
  ),
);

/** What actions, objects and members say of themselves; the texts among it are not taken over. */
const understood: Readonly<Record<'action' | 'object' | 'member', readonly string[]>> = {
  action: ['document', 'input', 'name', 'output', 'status'],
  object: ['document', 'members', 'type', 'usage'],
  member: [
    ...['disabled', 'document', 'example', 'member', 'name', 'output_required', 'required', 'type'],
    'value_allowed_null',
  ],
};

const statuses = ['online', 'deprecated', 'offline'];

interface Form {
  readonly pattern: RegExp;
  readonly meaning: string;
}

/** What can stand in a path and a reference without any escapes. What code cannot be called so gets another name there. */
const nameForm: Form = {
  pattern: /^[\p{ID_Continue}-]+$/u,
  meaning: 'a name: letters and digits of any language, _ and -',
};
const versionForm: Form = { pattern: /^\d{4}-\d{2}-\d{2}$/, meaning: 'a version such as 2017-03-12' };
const serviceForm: Form = { pattern: /^[a-z][a-z0-9]*$/, meaning: 'the short name of a service such as cvm' };

/** How many problems are worth reading at once. */
const maximumProblems = 50;

/** The file to read: its name for messages, its text, and whose description it should be, where that is known. */
export interface DescriptionSource {
  readonly name: string;
  readonly text: string;
  readonly service?: string;
  readonly version?: string;
  /** It is the vendor's file as it is, not one that was cut down by hand: then every object has one place. */
  readonly whole?: boolean;
}

class Reader {
  readonly #problems: (() => Problem)[] = [];
  readonly #objects: ReadonlySet<string>;
  readonly #root: Cursor;
  readonly #unknown = new Map<string, { readonly name: string; readonly of: string; count: number }>();

  constructor(root: Cursor) {
    this.#root = root;
    this.#objects = new Set(root.get('objects')?.names() ?? []);
  }

  /** The position is looked up at the end, and only for as many problems as are said. */
  report(at: Cursor, { part, ...problem }: SaidProblem): void {
    this.#problems.push(() => ({ file: at.file.name, ...at.file.position(at.path, part), ...problem }));
  }

  refuse(): void {
    if (this.#problems.length === 0) return;
    const said = this.#problems.slice(0, maximumProblems).map((problem) => problem());
    throw new SpecError(sortProblems(said));
  }

  /** Notes what is said that is not understood. */
  #note(at: Cursor, of: keyof typeof understood): void {
    for (const name of at.names()) {
      if (understood[of].includes(name)) continue;
      const known = this.#unknown.get(`${of} ${name}`) ?? { name, of, count: 0 };
      known.count += 1;
      this.#unknown.set(`${of} ${name}`, known);
    }
  }

  /** A text that has to be there. */
  #text(at: Cursor, name: string, { pattern, meaning }: Form): string {
    const value = at.get(name)?.value;
    if (typeof value === 'string' && pattern.test(value)) return value;
    const what = value === undefined ? `"${name}" is missing` : `"${name}" is ${shown(value)}`;
    this.report(at.get(name) ?? at, { what, remedy: `it must be ${meaning}` });
    return '';
  }

  /** A flag that may be missing. */
  #flag(at: Cursor, name: string): boolean | undefined {
    const found = at.get(name);
    if (found === undefined || typeof found.value === 'boolean') return found?.value as boolean | undefined;
    this.report(found, { what: `"${name}" is no boolean`, remedy: 'write true or false, without quotes' });
    return undefined;
  }

  #nameOf(at: Cursor, name: string): void {
    if (nameForm.pattern.test(name)) return;
    this.report(at, { what: `"${name}" cannot be a name`, remedy: `it must be ${nameForm.meaning}` });
  }

  #objectName(at: Cursor, name: string): string {
    const object = this.#text(at, name, nameForm);
    if (object !== '' && !this.#objects.has(object)) {
      const what = `there is no object "${object}"`;
      this.report(at.get(name) ?? at, {
        what,
        remedy: didYouMean(object, this.#objects, 'add it to "objects"'),
      });
    }
    return object;
  }

  #shape(at: Cursor): Member['shape'] | undefined {
    const type = at.text('type') ?? '';
    const word = at.text('member') ?? '';
    if (type === 'object') return { kind: 'object', object: this.#objectName(at, 'member') };
    if (type === 'list') {
      const items = this.#objects.has(word) ? undefined : scalarByWord.get(word);
      return { kind: 'list', items: items ?? { kind: 'object', object: this.#objectName(at, 'member') } };
    }
    const words = Object.hasOwn(scalars, type) ? scalars[type]?.words : undefined;
    if (words === undefined) {
      const what = at.has('type')
        ? `the type ${shown(at.get('type')?.value)} is unknown`
        : '"type" is missing';
      this.report(at.get('type') ?? at, { what, remedy: `known types: ${typeNames.join(', ')}` });
      return undefined;
    }
    if (!words.includes(word)) {
      const what = at.has('member')
        ? `the type "${type}" cannot be refined to ${shown(at.get('member')?.value)}`
        : '"member" is missing';
      this.report(at.get('member') ?? at, { what, remedy: `write one of: ${words.join(', ')}` });
    }
    return scalarByWord.get(word);
  }

  #member(at: Cursor): Member | undefined {
    this.#note(at, 'member');
    const name = this.#text(at, 'name', nameForm);
    const shape = this.#shape(at);
    const member = {
      name,
      nullable: this.#flag(at, 'value_allowed_null') ?? false,
      deprecated: this.#flag(at, 'disabled') ?? false,
      ...defined({ required: this.#flag(at, 'required'), answered: this.#flag(at, 'output_required') }),
    };
    return shape === undefined ? undefined : { ...member, shape };
  }

  #object(name: string, at: Cursor): ObjectType {
    this.#note(at, 'object');
    this.#nameOf(at, name);
    const list = at.get('members');
    if (!Array.isArray(list?.value)) {
      this.report(list ?? at, {
        what: `the object "${name}" has no list of members`,
        remedy: 'add "members": []',
      });
    }
    const members = new Map<string, Member>();
    for (const each of list?.items() ?? []) {
      const member = this.#member(each);
      if (member === undefined) continue;
      if (members.has(member.name)) {
        const what = `the object "${name}" has two members "${member.name}"`;
        this.report(each, { what, remedy: 'leave one of them out' });
      }
      members.set(member.name, member);
    }
    return { name, members: [...members.values()].sort((a, b) => byCodeUnits(a.name, b.name)) };
  }

  #action(name: string, at: Cursor): Action {
    this.#note(at, 'action');
    this.#nameOf(at, name);
    const status = at.get('status');
    if (status !== undefined && !statuses.includes(String(status.value))) {
      const what = `the status ${shown(status.value)} is unknown`;
      this.report(status, { what, remedy: `known: ${statuses.join(', ')}` });
    }
    return {
      name,
      input: this.#objectName(at, 'input'),
      output: this.#objectName(at, 'output'),
      deprecated: status?.value === 'deprecated',
      offline: status?.value === 'offline',
    };
  }

  /** A RequestId is in answers only: a request that has one is an answer that stands in its place. */
  #checkActions(actions: readonly Action[]): void {
    const at = this.#root.get('actions');
    if (at?.isObject === true && actions.length === 0)
      this.report(at, {
        what: 'there is no Action in "actions"',
        remedy: 'give the whole api.json of one version of a service',
      });
    for (const { name, input } of actions) {
      const members = this.#root.at('objects', input, 'members')?.items() ?? [];
      if (!members.some((each) => each.text('name') === 'RequestId')) continue;
      this.report(at?.at(name, 'input') ?? this.#root, {
        what: `"${input}" cannot be the input of "${name}": it has a "RequestId", as only answers have`,
        remedy: 'give the object of its requests, or fetch the file again',
      });
    }
  }

  #entries(name: 'actions' | 'objects'): (readonly [string, Cursor])[] {
    const at = this.#root.get(name);
    if (at?.isObject === true) return at.entries();
    const what = `this is no description of a service: it has no object "${name}"`;
    this.report(at ?? this.#root, { what, remedy: 'give the api.json of one version of a service' });
    return [];
  }

  read(wanted: Omit<DescriptionSource, 'name' | 'text'>): Description {
    const metadata = this.#root.get('metadata') ?? this.#root;
    const said = {
      service: this.#text(metadata, 'serviceShortName', serviceForm),
      version: this.#text(metadata, 'apiVersion', versionForm),
    };
    const place = { service: 'serviceShortName', version: 'apiVersion' };
    for (const name of ['service', 'version'] as const) {
      const expected = wanted[name];
      if (said[name] === '' || expected === undefined || said[name] === expected) continue;
      const what = `this describes the ${name} "${said[name]}", not "${expected}"`;
      this.report(metadata.get(place[name]) ?? metadata, {
        what,
        remedy: `give another file, or "${said[name]}"`,
      });
    }
    const actions = this.#entries('actions').map(([name, at]) => this.#action(name, at));
    this.#checkActions(actions);
    const objects = this.#entries('objects').map(([name, at]) => this.#object(name, at));
    this.refuse();
    if (wanted.whole === true)
      for (const { path, ...problem } of misplacedObjects({ actions, objects }))
        this.report(this.#root.at(...path) ?? this.#root, problem);
    this.refuse();
    const unknown = [...this.#unknown.values()].sort((a, b) => byCodeUnits(a.of + a.name, b.of + b.name));
    return { ...said, actions, objects, unknown };
  }
}

/**
 * Reads the vendor's description of one version of a service.
 *
 * @throws SpecError with what is wrong with it, and where.
 */
export function readDescription({ name, text, ...wanted }: DescriptionSource): Description {
  const problems: Problem[] = [];
  const file = readJson(name, text, problems);
  if (problems.length > 0) throw new SpecError(problems);
  return new Reader(new Cursor(file)).read(wanted);
}
