import { isAlwaysThere } from '../model/shapes.js';
import type { Field, ObjectType, Shape } from '../model/shapes.js';
import { deprecation, major, minor, patch } from './change.js';
import type { Said } from './change.js';
import { limitChange, mayHaveFraction } from './limits.js';
import { isBinary } from './compare-shape.js';
import type { ShapeComparison } from './compare-shape.js';

/** A field before and after, in its type before and after. */
export interface FieldPair {
  readonly before: { readonly type: ObjectType; readonly field: Field };
  readonly after: { readonly type: ObjectType; readonly field: Field };
}

/** Where both versions have a type: programs write it, read it, or both. */
interface Positions {
  readonly written: boolean;
  readonly read: boolean;
}

function presence({ before, after }: FieldPair, { written, read }: Positions): Said[] {
  const [was, is] = [isAlwaysThere(before.type, before.field), isAlwaysThere(after.type, after.field)];
  const changes: Said[] = [];
  if (written && !before.field.required && after.field.required)
    changes.push(
      major(
        'required',
        'It must be given now: a call without it is refused.',
        is && !was ? 'types' : 'calls',
      ),
    );
  else if (written && is && !was)
    changes.push(major('required', 'Its type says now that it must be given, as requests always had to.'));
  if (written && before.field.required && !after.field.required)
    changes.push(minor('optional', 'It can be left out now.'));
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

function values(pair: FieldPair, positions: Positions, shapes: ShapeComparison): Said[] {
  const [before, after] = [pair.before.field.shape, pair.after.field.shape];
  const { same, accepts, gives, from, to } = shapes.compare(before, after);
  const broken = (positions.written && !accepts) || (positions.read && !gives);
  if (!broken && shapes.changesCoding(before, after))
    return [major('type', `It was ${from}, and is ${to}: ${coding(after, positions)}.`, 'calls')];
  if (!same) {
    const kind = accepts === gives ? 'type' : accepts ? 'widened' : 'narrowed';
    const what = `It was ${from}, and is ${to}`;
    if (!broken) return [minor(kind, `${what}; programs compile as before.`)];
    const who = [positions.written && !accepts && 'gives', positions.read && !gives && 'reads'];
    return [major(kind, `${what}: a program that ${who.filter(Boolean).join(' or ')} it must be changed.`)];
  }
  const said = shapes.meaning(before, after, positions.written);
  if (said !== undefined) return [said];
  const limit = positions.written ? limitChange(before, after) : undefined;
  if (limit?.become === 'narrowed')
    return [
      major(
        'narrowed',
        `Fewer values are taken now (${limit.words}): a call with another is refused.`,
        'calls',
      ),
    ];
  const widened: Said[] =
    limit === undefined ? [] : [minor('widened', `More values are taken now (${limit.words}).`)];
  if (positions.read && mayHaveFraction(before, after))
    widened.push(
      minor(
        'behaviour',
        'It may have a fraction in answers now: a program that counts on an integer has to expect that.',
      ),
    );
  return widened;
}

function remarks(before: Shape, after: Shape, { written }: Positions): Said[] {
  const changes = deprecation(before, after);
  if (written && before.default !== after.default)
    changes.push(
      minor(
        'behaviour',
        `Left out, the service assumes ${after.default === undefined ? 'nothing documented' : JSON.stringify(after.default)} now.`,
      ),
    );
  return changes;
}

/** What has become of a field that both versions have. */
export function compareField(pair: FieldPair, shapes: ShapeComparison): Said[] {
  const { before, after } = pair;
  const positions = {
    written: before.type.inRequests && after.type.inRequests,
    read: before.type.inAnswers && after.type.inAnswers,
  };
  // What no Action uses can only be named.
  if (!positions.written && !positions.read) return [];
  const [was, is] = [before.field.shape, after.field.shape];
  return [
    ...presence(pair, positions),
    ...nullability(was, is, positions),
    ...values(pair, positions, shapes),
    ...remarks(was, is, positions),
  ];
}
