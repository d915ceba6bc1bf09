import { instanceStatus } from '@qcvm/client/descriptors';
import {
  either,
  flag,
  integer,
  list,
  number,
  object,
  oneOf,
  text,
} from '../../../core/options/option-rules.js';
import type { Rule } from '../../../core/options/option-rules.js';
import type { ObjectShape, Shape } from '../../shape.js';
import { instanceShape } from '../2.0/shapes.gen.js';
import { maxInstances } from './create.js';

/** A value of a shape; an object is given whole. */
function ruleOf(shape: Shape): Rule {
  switch (shape.kind) {
    case 'string':
      return text;
    case 'integer':
      return integer(shape.minimum);
    case 'list':
      return list(ruleOf(shape.items));
    case 'map':
      return object({});
    case 'object':
      return object(
        Object.fromEntries(Object.entries(shape.fields).map(([name, field]) => [`${name}!`, ruleOf(field)])),
      );
  }
}

const fieldsOf = ({ fields }: ObjectShape, without: readonly string[]): Readonly<Record<string, Rule>> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !without.includes(name))
      .map(([name, shape]) => [name, ruleOf(shape)]),
  );

/** The fields of an instance that can be given, besides its place and state. */
export const fieldRules = fieldsOf(instanceShape, ['unInstanceId', 'status', 'statusTime', 'Region']);

const statusNames = oneOf(...Object.keys(instanceStatus));
const status = either('a status, by number or by name', (value) =>
  typeof value === 'number' ? integer() : statusNames,
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
  unInstanceId: text,
  region: text,
  account: text,
  count: integer(0, maxInstances),
});
