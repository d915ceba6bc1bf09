import { isJsonObject } from '../core/json.js';
import type { Filter } from './filters.js';

type Item = Readonly<Record<string, unknown>>;

/** What a filter looks at, by the name of the filter, and the value that it asks for. */
interface Wanted {
  readonly name: string;
  readonly value: string;
}

/** `host-id` for `HostId`. */
const filterName = (field: string): string => field.replace(/([a-z\d])(?=[A-Z])/g, '$1-').toLowerCase();

/** A value of the kind of another one. */
function alike(sample: unknown, text: string): unknown {
  if (typeof sample === 'number') return Number(text);
  return typeof sample === 'boolean' ? text === 'true' : text;
}

/** An item that a filter selects: the field that it looks at, at any depth, has the value. The same item where there is none. */
function withValue(item: Item, wanted: Wanted, prefix = ''): Item {
  for (const [field, value] of Object.entries(item)) {
    const name = prefix + filterName(field);
    if (isJsonObject(value)) {
      const changed = withValue(value, wanted, prefix);
      if (changed !== value) return { ...item, [field]: changed };
    } else if (Array.isArray(value)) {
      // The fields of what a list holds are filtered by as `tag-key`.
      const first: unknown = value[0];
      const changed = isJsonObject(first) ? withValue(first, wanted, `${name.replace(/s$/, '')}-`) : first;
      if (changed !== first) return { ...item, [field]: [changed, ...(value.slice(1) as unknown[])] };
    } else if (name === wanted.name) return { ...item, [field]: alike(value, wanted.value) };
  }
  return item;
}

/** The fields that a filter looks at: of `tag:env` the key and the value of a tag. */
const wantedBy = (name: string, value: string): readonly Wanted[] =>
  name.startsWith('tag:')
    ? [
        { name: 'tag-key', value: name.slice('tag:'.length) },
        { name: 'tag-value', value },
      ]
    : [{ name, value }];

/** Made-up items as filters select them: one for each value of the first filter, with the first value of all others. */
export const selected = (sample: readonly Item[], filters: readonly Filter[]): readonly Item[] =>
  filters.reduce((items, { Name, Values }) => {
    const values = items.length === 1 ? Values : Values.slice(0, 1);
    return values.flatMap((value) =>
      items.map((item) => wantedBy(Name, value).reduce((made, wanted) => withValue(made, wanted), item)),
    );
  }, sample);
