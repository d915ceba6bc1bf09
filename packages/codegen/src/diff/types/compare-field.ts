import { isAlwaysThere } from '../../model/shapes.js';
import type { Field, ObjectType, Shape } from '../../model/shapes.js';
import { doneWith, major, minor, patch } from '../facts/change.js';
import type { Positions, Said } from '../facts/change.js';
import { isBinary } from './compare-shape.js';
import type { ShapeComparison } from './compare-shape.js';
import type { ValueComparison } from './compare-values.js';
import { comment, compareFacts, isSame, untold, without } from '../facts/compare-facts.js';
import type { FactRules } from '../facts/compare-facts.js';
import { narrowed, widened } from '../facts/limits.js';

/** A field before and after, in its type before and after. */
export interface FieldPair {
  readonly before: FieldOfType;
  readonly after: FieldOfType;
}

interface FieldOfType {
  readonly type: Pick<ObjectType, 'inRequests' | 'inAnswers'>;
  readonly field: Field;
}

/** Members one of which a request must have, itself among them; `undefined` where it can have none. */
const needed = ({ name, required, unless }: Field): readonly string[] | undefined =>
  required ? [name] : unless && [name, ...unless];

const orOf = (names: readonly string[]): string =>
  [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' or ');

/** What has become of when a request must have a field: always, where it has no other in its place, or never. */
function need({ before, after }: FieldPair, typeSays: boolean): Said[] {
  const [was, is] = [needed(before.field), needed(after.field)];
  const isTightened = is !== undefined && (was === undefined || without(was, is).length > 0);
  const isRelaxed = was !== undefined && (is === undefined || without(is, was).length > 0);
  const others = (is ?? []).slice(1);
  return [
    ...(isTightened
      ? [
          major(
            'required',
            others.length === 0
              ? 'It must be given now: a call without it is refused.'
              : `${orOf(['It', ...others])} must be given now: a call without is refused.`,
            typeSays ? 'types' : 'calls',
          ),
        ]
      : []),
    ...(isRelaxed
      ? [
          minor(
            'optional',
            is === undefined
              ? 'It can be left out now.'
              : `It can be left out now where ${orOf(without(is, was))} is given.`,
          ),
        ]
      : []),
  ];
}

function presence(pair: FieldPair, { written, read }: Positions): Said[] {
  const { before, after } = pair;
  const [was, is] = [isAlwaysThere(before.type, before.field), isAlwaysThere(after.type, after.field)];
  const typeSays = is && !was;
  const changes = written ? need(pair, typeSays) : [];
  if (written && typeSays && before.field.required)
    changes.push(major('required', 'Its type says now that it must be given, as requests always had to.'));
  if (read && was && !is)
    changes.push(
      major(
        'optional',
        before.field.answered && !after.field.answered
          ? 'It is no longer said that every answer has it: a program has to expect undefined.'
          : 'Its type says now that it may be missing, as requests use the type as well.',
      ),
    );
  else if (read && before.field.answered && !after.field.answered)
    changes.push(patch('optional', 'It is no longer said that every answer has it; its type is the same.'));
  if (read && !before.field.answered && after.field.answered)
    changes.push(
      was === is
        ? patch('required', 'Every answer has it now; its type is the same.')
        : minor('required', 'Every answer has it now.'),
    );
  else if (read && !was && is && !written)
    changes.push(minor('required', 'Its type says now that answers always have it.'));
  return changes;
}

function nullability(before: Shape, after: Shape, { written, read }: Positions): Said[] {
  const [was, is] = [before.nullable === true, after.nullable === true];
  if (was === is) return [];
  if (is)
    return [
      read
        ? major('nullable', 'It may be null in answers now: a program has to expect that.')
        : minor('nullable', 'It can be null now.'),
    ];
  return [
    written
      ? major('not nullable', 'It cannot be null any more.')
      : minor('not nullable', 'It is never null any more.'),
  ];
}

/** What a program has to do where text has become bytes, or the other way round. */
function coding(after: Shape, { written, read }: Positions): string {
  const acts = [written && 'encode', read && 'decode'].filter(Boolean);
  return isBinary(after)
    ? `a program has to ${acts.join(' and ')} it now`
    : `a program must not ${acts.join(' or ')} it any more`;
}

/** What a field is to the compiler, and whether a text of it is bytes. */
function type(before: Shape, after: Shape, about: Comparing): Said[] {
  const { positions, shapes } = about;
  const { same, accepts, gives, loses, from, to } = shapes.compare(before, after);
  const broken = {
    written: positions.written && !accepts,
    read: positions.read && (!gives || loses),
  };
  const isBroken = broken.written || broken.read;
  if (!isBroken && shapes.changesCoding(before, after))
    return [major('type', `It was ${from}, and is ${to}: ${coding(after, positions)}.`, 'calls')];
  if (same) return [];
  const kind = accepts === gives ? 'type' : accepts ? 'widened' : 'narrowed';
  const what = `It was ${from}, and is ${to}`;
  return [
    isBroken
      ? major(kind, `${what}: a program that ${doneWith(broken)} it must be changed.`)
      : minor(kind, `${what}; programs compile as before.`),
  ];
}

/** What is said of a field beside its shape; presence and shape are told by rules of their own. */
const fieldRules = (written: boolean, isList: boolean): FactRules<Field> => ({
  selects: (_, after) => {
    // Of what is no list on both sides, the type is told.
    if (!written || !isList) return [];
    return [after === true ? narrowed('not an empty list') : widened('an empty list as well')];
  },
  option: (before, after) => [
    major('renamed', `Its option is called ${after ?? 'as it is'} now, not ${before ?? 'so'}.`, 'calls'),
  ],
  name: untold,
  required: untold,
  unless: untold,
  answered: untold,
  shape: untold,
});

/** What a field is compared by. */
export interface Comparing {
  readonly positions: Positions;
  readonly shapes: ShapeComparison;
  readonly values: ValueComparison;
}

/** What has become of a field that both versions have. */
export function compareField(pair: FieldPair, about: Comparing): Said[] {
  const { positions } = about;
  const [before, after] = [pair.before.field, pair.after.field];
  // What no Action uses can only be named.
  if (!positions.written && !positions.read) return isSame(before, after) ? [] : [...comment()];
  const isList = before.shape.kind === 'list' && after.shape.kind === 'list';
  return [
    ...presence(pair, positions),
    ...nullability(before.shape, after.shape, positions),
    ...type(before.shape, after.shape, about),
    ...about.values.compare(before.shape, after.shape, positions),
    ...compareFacts(fieldRules(positions.written, isList), before, after),
  ];
}

/** The same for a field of a type that is in the place of another: what the compiler says of it is told of that place. */
export function compareReplacedField(pair: FieldPair, about: Comparing): Said[] {
  const { positions } = about;
  return [
    ...presence(pair, positions).filter(({ seen }) => seen === 'calls'),
    ...about.values.compare(pair.before.field.shape, pair.after.field.shape, positions),
  ].filter(({ kind }) => kind !== 'words');
}
