import { typesOf } from '../../model/shapes.js';
import type { ObjectType, ServiceType, ValueType } from '../../model/shapes.js';
import type { Operation, Service } from '../../model/service.js';
import { major, minor } from '../facts/change.js';
import type { Change, Positions, Said } from '../facts/change.js';
import { compareField } from './compare-field.js';
import { compareObject, compareReplacement } from './compare-object.js';
import type { Told } from './compare-object.js';
import { ShapeComparison } from './compare-shape.js';
import { ValueComparison } from './compare-values.js';
import { comment, compareFacts, untold } from '../facts/compare-facts.js';
import type { FactRules } from '../facts/compare-facts.js';
import { renamedTypes } from './renames.js';
import { replacements } from './replaced.js';
import { Users } from './users.js';
import { valuePositions } from './value-positions.js';

const nowhere: Positions = { written: false, read: false };

/** What a named set of values says beside its values. */
const valueTypeRules: FactRules<ValueType> = {
  description: comment,
  source: comment,
  name: untold,
  kind: untold,
  shared: untold,
  shape: untold,
};

/** Compares the types of two versions of an API, and what Actions take and give. */
export class TypeComparison {
  readonly #before: Service;
  readonly #after: Service;
  readonly #users: { readonly before: Users; readonly after: Users };
  readonly #values: ReadonlyMap<string, Positions>;
  readonly #renamed: ReadonlyMap<string, string>;
  readonly #tools: { readonly shapes: ShapeComparison; readonly values: ValueComparison };

  constructor(before: Service, after: Service) {
    this.#before = before;
    this.#after = after;
    this.#users = { before: new Users(before), after: new Users(after) };
    const was = valuePositions(before);
    this.#values = new Map(
      [...valuePositions(after)].map(([name, { written, read }]) => {
        const old = was.get(name) ?? nowhere;
        return [name, { written: written && old.written, read: read && old.read }];
      }),
    );
    this.#renamed = renamedTypes(before, after);
    this.#tools = {
      shapes: new ShapeComparison(before, after, this.#renamed),
      values: new ValueComparison({ before: typesOf(before), after: typesOf(after) }, this.#renamed),
    };
  }

  /** What an Action takes and gives, where that is another type than before. */
  inputAndOutput(before: Operation, after: Operation): Said[] {
    const sides = [
      ['input', 'takes', 'accepts'],
      ['output', 'gives', 'gives'],
    ] as const;
    return sides.flatMap(([side, verb, fits]): Said[] => {
      const [was, is] = [before[side], after[side]];
      if (was === is || this.#renamed.get(was) === is) return [];
      const found = this.#tools.shapes.compare({ kind: 'named', type: was }, { kind: 'named', type: is });
      const message = `It ${verb} ${is} now, not ${was}`;
      return [
        found[fits]
          ? minor('type', `${message}; programs compile as before.`)
          : major('type', `${message}: programs must be changed.`),
      ];
    });
  }

  /** What has become of all types. */
  changes(): Change[] {
    const [before, after] = [typesOf(this.#before), typesOf(this.#after)];
    const fresh = new Set(this.#renamed.values());
    return [
      ...this.#before.types.flatMap((old) => this.#old(old, after)),
      ...this.#after.types
        // An object is told with what uses it.
        .filter(({ kind, name }) => kind === 'value' && !before.has(name) && !fresh.has(name))
        .map(({ name }) => this.#changed(name, minor('added', 'The type is new.'))),
      ...replacements(this.#before, this.#after, this.#renamed).flatMap((replacement) =>
        this.#told(replacement.after, compareReplacement(replacement, this.#tools)),
      ),
    ];
  }

  #changed(subject: string, said: Said, type = subject): Change {
    const { before, after } = this.#users;
    const actions = after.actions(type);
    return { ...said, subject, actions: actions.length > 0 ? actions : before.actions(type) };
  }

  #told({ name }: ObjectType, told: readonly Told[]): Change[] {
    return told.flatMap(({ field, said }) =>
      said.map((each) => this.#changed(field === undefined ? name : `${name}.${field}`, each, name)),
    );
  }

  #old(old: ServiceType, after: ReadonlyMap<string, ServiceType>): Change[] {
    const { name } = old;
    const type = after.get(name);
    if (type !== undefined) return this.#type(old, type);
    const newName = this.#renamed.get(name);
    const renamed = after.get(newName ?? '');
    if (renamed !== undefined) {
      const inside = this.#type(old, renamed);
      const message = `The type is called ${renamed.name} now: a program that names it must be changed.`;
      const calls = inside.every(({ kind }) => kind === 'words') ? ' Calls and answers are as before.' : '';
      return [this.#changed(name, major('renamed', message + calls)), ...inside];
    }
    return this.#isMissed(name)
      ? [this.#changed(name, major('removed', 'The type is gone: a program that names it must be changed.'))]
      : [];
  }

  /** Whether a type is gone while an Action that had it is still there: one that only Actions had that are gone went with these. */
  #isMissed(name: string): boolean {
    const actions = new Set(this.#after.operations.map(({ action }) => action));
    const users = this.#users.before.actions(name);
    return users.length === 0 || users.some((action) => actions.has(action));
  }

  #type(before: ServiceType, after: ServiceType): Change[] {
    if (before.kind === 'object' && after.kind === 'object')
      return this.#told(after, compareObject(before, after, this.#tools));
    const { name } = after;
    if (before.kind === 'value' && after.kind === 'value')
      return this.#valueType(before, after).map((said) => this.#changed(name, said));
    const what = after.kind === 'object' ? 'an object' : 'a set of values';
    return [this.#changed(name, major('type', `It is ${what} now.`))];
  }

  /** A set of values is compared as a field would be that has it. */
  #valueType(before: ValueType, after: ValueType): Said[] {
    const positions = this.#values.get(after.name) ?? nowhere;
    const side = ({ name, shape }: ValueType) => ({
      type: { inRequests: positions.written, inAnswers: positions.read },
      field: { name, required: true, answered: true, shape },
    });
    return [
      ...compareField({ before: side(before), after: side(after) }, { ...this.#tools, positions }),
      ...compareFacts(valueTypeRules, before, after),
    ];
  }
}
