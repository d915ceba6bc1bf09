/** A description as the vendor writes them, made up: every kind of value, and names that are awkward. */

/** A sentence of the vendor's: none of it may be taken over. */
export const vendorText = 'THE VENDOR SAYS';

const text = { document: vendorText, example: vendorText };
const requestId = { ...text, name: 'RequestId', type: 'string', member: 'string' };

export interface MadeMember {
  name?: unknown;
  type?: unknown;
  member?: unknown;
  [flag: string]: unknown;
}
export interface MadeObject {
  members?: unknown;
  [flag: string]: unknown;
}

export function things() {
  const object = (...members: MadeMember[]): MadeObject => ({
    document: vendorText,
    members: members.map((member) => ({ ...text, ...member })),
  });
  const actions: Record<string, Record<string, unknown>> = {
    DescribeThings: {
      name: vendorText,
      document: vendorText,
      input: 'DescribeThingsRequest',
      output: 'DescribeThingsResponse',
      status: 'online',
    },
    DropThing: {
      name: vendorText,
      document: vendorText,
      input: 'DropThingRequest',
      output: 'DropThingResponse',
      status: 'deprecated',
    },
  };
  const objects: Record<string, MadeObject> = {
    DescribeThingsRequest: object(
      { name: 'Limit', type: 'int', member: 'uint64', required: false, disabled: false },
      { name: 'Filters', type: 'list', member: 'Filter', required: false, disabled: false },
    ),
    DescribeThingsResponse: object(
      { name: 'Things', type: 'list', member: 'Thing', output_required: true, value_allowed_null: false },
      requestId,
    ),
    DropThingRequest: object(
      { name: 'ThingId', type: 'string', member: 'string', required: true },
      { name: 'Force', type: 'bool', member: 'bool', required: false, disabled: true },
      { name: 'Content', type: 'binary', member: 'binary', required: false },
      { name: 'Label', type: 'object', member: 'Label', required: false },
    ),
    DropThingResponse: object(requestId),
    Filter: object(
      { name: 'Name', type: 'string', member: 'string', required: true },
      { name: 'Values', type: 'list', member: 'string', required: true },
    ),
    Label: object(
      { name: 'Key', type: 'string', member: 'string', required: true, output_required: true },
      { name: 'Value', type: 'string', member: 'string', required: false, output_required: true },
    ),
    Thing: object(
      { name: 'Parts', type: 'list', member: 'Thing', output_required: false, value_allowed_null: true },
      { name: 'Parent', type: 'object', member: 'Thing', output_required: false, value_allowed_null: true },
      { name: 'Label', type: 'object', member: 'Label', output_required: true, value_allowed_null: false },
      { name: 'Made', type: 'string', member: 'datetime_iso', output_required: true },
      { name: 'Sold', type: 'string', member: 'datetime', output_required: false, value_allowed_null: true },
      { name: 'Price', type: 'float', member: 'float', required: true, value_allowed_null: false },
      { name: 'Count', type: 'int', member: 'int64', output_required: true },
      { name: 'Flags', type: 'list', member: 'bool', output_required: false },
      { name: 'hadCare', type: 'bool', member: 'bool', output_required: false },
      { name: 'constructor', type: 'string', member: 'date', output_required: false },
    ),
    Unused_Thing: object({ name: '__proto__', type: 'string', member: 'string', required: true }),
  };
  return {
    version: '1.0',
    metadata: { apiVersion: '2020-02-02', serviceShortName: 'things', api_brief: vendorText },
    actions,
    objects,
  };
}

/** The same as a whole file of the vendor's: without what no Action has. */
export function wholeThings() {
  const { objects, ...description } = things();
  const { Unused_Thing: _, ...used } = objects;
  return { ...description, objects: used };
}
