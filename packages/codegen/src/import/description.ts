/**
 * The vendor's machine-readable description of one version of a service, read strictly: names, types and flags. Its texts
 * are the vendor's and are not taken over.
 */

/** What a single value is; `refined` is the vendor's own word for it, such as `uint64` or `datetime_iso`. */
export interface Scalar {
  readonly kind: 'string' | 'integer' | 'number' | 'boolean' | 'binary';
  readonly refined: string;
}

export interface ObjectReference {
  readonly kind: 'object';
  readonly object: string;
}

export interface List {
  readonly kind: 'list';
  readonly items: Scalar | ObjectReference;
}

export interface Member {
  readonly name: string;
  readonly shape: Scalar | ObjectReference | List;
  /** Whether a request must have it. Undefined where the description does not say. */
  readonly required?: boolean;
  /** Whether an answer always has it. Undefined where the description does not say. */
  readonly answered?: boolean;
  /** Whether it may be null. */
  readonly nullable: boolean;
  readonly deprecated: boolean;
}

export interface Action {
  readonly name: string;
  /** Names of objects. */
  readonly input: string;
  readonly output: string;
  readonly deprecated: boolean;
  /** Whether calls of it are refused. */
  readonly offline: boolean;
}

export interface ObjectType {
  readonly name: string;
  readonly members: readonly Member[];
}

/** Everything sorted by name. */
export interface Description {
  readonly service: string;
  readonly version: string;
  readonly actions: readonly Action[];
  readonly objects: readonly ObjectType[];
  /** What the description says that is not understood, and how often: perhaps the vendor says something new. */
  readonly unknown: readonly { readonly name: string; readonly of: string; readonly count: number }[];
}

/** The objects that can be reached from some, each with the first of them in the order given. */
export function reached(
  { objects: all }: Pick<Description, 'objects'>,
  roots: readonly (readonly [object: string, action: string])[],
): Map<string, string> {
  const objects = new Map(all.map((object) => [object.name, object]));
  const found = new Map<string, string>();
  for (const [root, action] of roots) {
    const open = [root];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (found.has(name)) continue;
      found.set(name, action);
      for (const { shape: each } of objects.get(name)?.members ?? []) {
        const inner = each.kind === 'list' ? each.items : each;
        if (inner.kind === 'object') open.push(inner.object);
      }
    }
  }
  return found;
}
