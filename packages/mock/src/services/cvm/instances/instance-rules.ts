import { instanceStatus } from '@qcvm/client/descriptors';
import {
  anyText,
  either,
  flag,
  integer,
  list,
  number,
  object,
  oneOf,
  text,
  that,
  type Rule,
} from '../../../core/options/option-rules.js';
import type { ObjectShape, Shape } from '../../shape.js';
import { instanceShape } from '../2.0/shapes.gen.js';
import { maxInstances } from './create.js';

/** What texts and integers may be. */
interface Scalars {
  readonly text: Rule;
  readonly integer: (minimum?: number) => Rule;
}

/** A value of a shape; an object is given whole. */
function ruleOf(shape: Shape, scalars: Scalars): Rule {
  switch (shape.kind) {
    case 'string':
      return scalars.text;
    case 'integer':
      return scalars.integer(shape.minimum);
    case 'list':
      return list(ruleOf(shape.items, scalars));
    case 'map':
      return object({});
    case 'object':
      return object(
        Object.fromEntries(
          Object.entries(shape.fields).map(([name, field]) => [`${name}!`, ruleOf(field, scalars)]),
        ),
      );
  }
}

/** The fields of an instance in addition to its place and state. */
const fieldsOf = ({ fields }: ObjectShape, scalars: Scalars): Readonly<Record<string, Rule>> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !['unInstanceId', 'status', 'statusTime', 'Region'].includes(name))
      .map(([name, shape]) => [name, ruleOf(shape, scalars)]),
  );

const idPattern = /^(?:ins-|qcvm)[0-9a-z]{1,40}$/;

export const instanceIdRule = that(
  'an instance id such as ins-09dx96dg',
  (value) => typeof value === 'string' && idPattern.test(value),
  { type: 'string', pattern: idPattern.source },
);

const oldIdPattern = /^qcvm[0-9a-z]{1,40}$/;

/** API 3.0 gives the name `instanceId` to the newer id. Taken for the old one, it would leave the instance with a newer id that was drawn. */
const oldId = that(
  'an old id such as qcvm12345 (the id that begins with ins- is unInstanceId)',
  (value) => typeof value === 'string' && oldIdPattern.test(value),
  { type: 'string', pattern: oldIdPattern.source },
);

/** The fields of an instance that a test can give. */
const fieldRules = { ...fieldsOf(instanceShape, { text, integer }), instanceId: oldId };

/** The fields of an instance as they are kept: a call may have given any text and number of their type. */
export const keptFieldRules = fieldsOf(instanceShape, { text: anyText, integer: () => integer() });

const statusNames = oneOf(...Object.keys(instanceStatus));
const status = either(
  'a status, by number or by name',
  [(value) => typeof value === 'number', integer()],
  [() => true, statusNames],
);

/** What can be said of an instance that exists already. */
const instanceChangeFields: Readonly<Record<string, Rule>> = {
  ...fieldRules,
  status,
  becomes: object({ 'status!': status, 'after!': number(0) }),
  stubborn: flag,
};

export const instanceChangeRule = object(instanceChangeFields);

export const instanceRule = object({
  ...instanceChangeFields,
  unInstanceId: instanceIdRule,
  region: text,
  account: text,
  count: integer(0, maxInstances),
});
