import type { InstanceRecord } from '../record.js';
import { fieldsOf, type InstanceFields } from './fields.js';

/** So many are kept: those of a larger fleet are derived again for each look. */
const mostKept = 10_000;

interface Kept<Derived> {
  /** What it was made of: `fields` and `newer` of a record are replaced, never written into. */
  readonly fields: InstanceRecord['fields'];
  readonly newer: InstanceRecord['newer'];
  readonly derived: Derived;
}

/**
 * Keeps what is derived from what is said of an instance, to read and not to write into. A filter looks at every instance for every page:
 * without keeping what it sees, a list by pages would derive each instance as often as there are pages.
 */
export function keeping<Derived>(
  derive: (record: InstanceRecord) => Derived,
): (record: InstanceRecord) => Derived {
  let kept = new WeakMap<InstanceRecord, Kept<Derived>>();
  let count = 0;
  return (record) => {
    const { fields, newer } = record;
    const known = kept.get(record);
    if (known && known.fields === fields && known.newer === newer) return known.derived;
    if (!known && (count += 1) > mostKept) {
      kept = new WeakMap();
      count = 1;
    }
    const derived = derive(record);
    kept.set(record, { fields, newer, derived });
    return derived;
  };
}

/** The fields of an instance, to read and not to write into. */
export const keptFieldsOf: (record: InstanceRecord) => InstanceFields = keeping(fieldsOf);
