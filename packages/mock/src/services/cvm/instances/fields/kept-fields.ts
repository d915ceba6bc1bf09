import { fieldsOf, type InstanceFields } from './fields.js';
import type { InstanceRecord } from '../record.js';

interface Kept {
  /** What they were made of: `fields` of a record is replaced, never written into. */
  readonly madeOf: InstanceRecord['fields'];
  readonly fields: InstanceFields;
}

/** So many are kept: those of a larger fleet are derived again for each look. */
const mostKept = 10_000;
let kept = new WeakMap<InstanceRecord, Kept>();
let keptCount = 0;

/**
 * The fields of an instance, to read and not to write into. A filter looks at every instance for every page: without
 * keeping what it sees, a list by pages would derive each instance as often as there are pages.
 */
export function keptFieldsOf(record: InstanceRecord): InstanceFields {
  const known = kept.get(record);
  if (known && known.madeOf === record.fields) return known.fields;
  if (!known && (keptCount += 1) > mostKept) {
    kept = new WeakMap();
    keptCount = 1;
  }
  const fields = fieldsOf(record);
  kept.set(record, { madeOf: record.fields, fields });
  return fields;
}
