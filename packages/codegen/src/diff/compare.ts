import { isAlwaysThere, typesOf } from '../model/shapes.js';
import type { Field, ObjectType, ServiceType } from '../model/shapes.js';
import type { Operation, Service } from '../model/service.js';
import { compareChanges, deprecation, major, minor, patch } from './change.js';
import type { Change, Said } from './change.js';
import { compareField } from './compare-field.js';
import { ShapeComparison } from './compare-shape.js';
import { renamedTypes } from './renames.js';
import { Users } from './users.js';

const byName = <Named extends { readonly name: string }>(all: readonly Named[]): ReadonlyMap<string, Named> =>
  new Map(all.map((each) => [each.name, each]));

class Comparison {
  readonly changes: Change[] = [];
  readonly #before: Service;
  readonly #after: Service;
  readonly #users: { readonly before: Users; readonly after: Users };
  readonly #renamed: ReadonlyMap<string, string>;
  readonly #shapes: ShapeComparison;

  constructor(before: Service, after: Service) {
    this.#before = before;
    this.#after = after;
    this.#users = { before: new Users(before), after: new Users(after) };
    this.#renamed = renamedTypes(before, after);
    this.#shapes = new ShapeComparison(before, after, this.#renamed);
  }

  #say(subject: string, actions: readonly string[], ...said: readonly Said[]): void {
    for (const each of said) this.changes.push({ ...each, subject, actions });
  }

  operations(): void {
    const before = new Map(this.#before.operations.map((each) => [each.action, each]));
    const after = new Map(this.#after.operations.map((each) => [each.action, each]));
    for (const [action, { method }] of before)
      if (!after.has(action))
        this.#say(action, [action], major('removed', `It is gone, and the method ${method} with it.`));
    for (const [action, operation] of after) {
      const old = before.get(action);
      if (old === undefined)
        this.#say(action, [action], minor('added', `It can be called: ${operation.method}.`));
      else this.#say(action, [action], ...this.#operation(old, operation));
    }
  }

  #operation(before: Operation, after: Operation): Said[] {
    const said: Said[] = [];
    if (before.method !== after.method)
      said.push(major('renamed', `Its method is called ${after.method} now, not ${before.method}.`));
    if (before.offline !== after.offline)
      said.push(
        after.offline === true
          ? major('removed', 'The vendor has taken it offline: calls are refused.', 'calls')
          : minor('added', 'It is online again.'),
      );
    else said.push(...deprecation(before, after));
    if (before.repeatability !== after.repeatability)
      said.push(
        minor(
          'behaviour',
          `How often a call may be sent is "${after.repeatability}" now, not "${before.repeatability}".`,
        ),
      );
    const abilities = {
      batch: 'called for many resources at once',
      transition: 'used to change the state of resources',
      pagination: 'paged through',
    } as const;
    for (const [name, words] of Object.entries(abilities) as [keyof typeof abilities, string][]) {
      if (before[name] !== undefined && after[name] === undefined)
        said.push(major('type', `It can no longer be ${words}.`));
      else if (before[name] === undefined && after[name] !== undefined)
        said.push(minor('behaviour', `It can be ${words} now.`));
      else if (JSON.stringify(before[name]) !== JSON.stringify(after[name]))
        said.push(patch('behaviour', `How it is ${words} has changed.`));
    }
    return [...said, ...this.#inputAndOutput(before, after)];
  }

  /** What an Action takes and gives, where that is another type than before. */
  #inputAndOutput(before: Operation, after: Operation): Said[] {
    const sides = [
      ['input', 'takes', 'accepts'],
      ['output', 'gives', 'gives'],
    ] as const;
    return sides.flatMap(([side, verb, fits]): Said[] => {
      const [was, is] = [before[side], after[side]];
      if (was === is || this.#renamed.get(was) === is) return [];
      const found = this.#shapes.compare({ kind: 'named', type: was }, { kind: 'named', type: is });
      const message = `It ${verb} ${is} now, not ${was}`;
      return [
        found[fits]
          ? minor('type', `${message}; programs compile as before.`)
          : major('type', `${message}: programs must be changed.`),
      ];
    });
  }

  types(): void {
    const [before, after] = [typesOf(this.#before), typesOf(this.#after)];
    const newNames = new Set(this.#renamed.values());
    for (const [name, old] of before) {
      const type = after.get(name);
      const actions = this.#users.before.actions(name);
      if (type !== undefined) this.#type(old, type);
      else if (this.#renamed.has(name))
        this.#say(
          name,
          actions,
          major(
            'renamed',
            `The type is called ${this.#renamed.get(name) ?? ''} now: a program that names it must be changed. Calls and answers are as before.`,
          ),
        );
      else if (this.#isMissed(name))
        this.#say(
          name,
          actions,
          major('removed', 'The type is gone: a program that names it must be changed.'),
        );
    }
    for (const [name, type] of after) {
      // It is told with what uses it.
      const isImplied = type.kind === 'object';
      if (!before.has(name) && !newNames.has(name) && !isImplied)
        this.#say(name, this.#users.after.actions(name), minor('added', 'The type is new.'));
    }
  }

  /** Whether a type is gone while an Action that had it is still there: one that only Actions had that are gone went with these. */
  #isMissed(name: string): boolean {
    const actions = new Set(this.#after.operations.map(({ action }) => action));
    const users = this.#users.before.actions(name);
    return users.length === 0 || users.some((action) => actions.has(action));
  }

  #type(before: ServiceType, after: ServiceType): void {
    const { name } = after;
    if (before.kind === 'object' && after.kind === 'object') {
      this.#object(before, after);
      return;
    }
    const actions = this.#users.after.actions(name);
    if (before.kind === 'value' && after.kind === 'value') {
      const field = (shape: Field['shape']): Field => ({ name, required: true, answered: true, shape });
      const type = {
        kind: 'object' as const,
        name,
        fields: [],
        exclusive: [],
        inRequests: true,
        inAnswers: true,
      };
      const pair = {
        before: { type, field: field(before.shape) },
        after: { type, field: field(after.shape) },
      };
      this.#say(name, actions, ...compareField(pair, this.#shapes));
    } else
      this.#say(
        name,
        actions,
        major('type', `It is ${after.kind === 'object' ? 'an object' : 'a set of values'} now.`),
      );
  }

  #object(before: ObjectType, after: ObjectType): void {
    const [was, is] = [byName(before.fields), byName(after.fields)];
    const subject = (name: string): string => `${after.name}.${name}`;
    const actions = this.#users.after.actions(after.name);
    for (const [name, field] of was) {
      const now = is.get(name);
      if (now === undefined) this.#say(subject(name), actions, this.#removed(before));
      else
        this.#say(
          subject(name),
          actions,
          ...compareField(
            { before: { type: before, field }, after: { type: after, field: now } },
            this.#shapes,
          ),
        );
    }
    for (const [name, field] of is)
      if (!was.has(name)) this.#say(subject(name), actions, this.#added(before, after, field));
    this.#say(after.name, actions, ...this.#exclusive(before, after));
  }

  #removed({ inRequests, inAnswers }: ObjectType): Said {
    if (!inRequests && !inAnswers) return patch('removed', 'It is gone, of a type that no Action uses.');
    const who = [inRequests && 'gives', inAnswers && 'reads'].filter(Boolean).join(' or ');
    return major('removed', `It is gone: a program that ${who} it must be changed.`);
  }

  #added(before: ObjectType, after: ObjectType, field: Field): Said {
    if (before.inRequests && after.inRequests && field.required)
      return major(
        'required',
        'It is new and must be given: a call without it is refused.',
        isAlwaysThere(after, field) ? 'types' : 'calls',
      );
    const where = [after.inRequests && 'can be given', after.inAnswers && 'is in answers'].filter(Boolean);
    return where.length === 0
      ? patch('added', 'It is new, of a type that no Action uses.')
      : minor('added', `It is new, and ${where.join(' and ')}.`);
  }

  #exclusive(before: ObjectType, after: ObjectType): Said[] {
    const texts = ({ exclusive }: ObjectType): string[] =>
      exclusive.map(([one, other]) => `${one} and ${other}`);
    const [was, is] = [texts(before), texts(after)];
    const said: Said[] = [];
    for (const pair of is)
      if (!was.includes(pair))
        said.push(major('narrowed', `${pair} cannot be given together any more.`, 'calls'));
    for (const pair of was)
      if (!is.includes(pair)) said.push(minor('widened', `${pair} can be given together now.`));
    return said;
  }

  waiters(): void {
    const [was, is] = [this.#before, this.#after].map(({ waiters }) => waiters.map(({ name }) => name));
    for (const name of was ?? [])
      if (!is?.includes(name)) this.#say(name, [], major('removed', 'The waiter is gone.'));
    for (const name of is ?? [])
      if (!was?.includes(name)) this.#say(name, [], minor('added', 'The waiter is new.'));
  }
}

/** Everything that has changed between two versions of an API, the gravest first. */
export function compareApis(before: Service, after: Service): Change[] {
  const comparison = new Comparison(before, after);
  comparison.operations();
  comparison.types();
  comparison.waiters();
  return comparison.changes.sort(compareChanges);
}
