import type { Types } from '../../model/shapes.js';
import type { Operation, State, Waiter } from '../../model/service.js';
import type { Cursor } from '../../spec/cursor.js';
import { defined } from '../../spec/defined.js';
import { didYouMean } from '../../spec/did-you-mean.js';
import type { Spec } from '../../spec/spec.js';
import { NamedFields, objectType } from './named-fields.js';

const states = (at: Cursor | undefined): State[] => (at?.items() ?? []).map(({ value }) => value as State);

/** Reads what waits by calling operations. */
export class WaiterReader {
  readonly #spec: Spec;
  readonly #types: Types;
  readonly #fields: NamedFields;

  constructor(spec: Spec, types: Types) {
    this.#spec = spec;
    this.#types = types;
    this.#fields = new NamedFields(spec, types);
  }

  #check(at: Cursor, operation: Operation): void {
    const [input, output] = [operation.input, operation.output].map((name) => objectType(this.#types, name));
    const item = this.#fields.itemOf(output?.fields.find(({ name }) => name === operation.pagination?.items));
    if (item === undefined) {
      if (this.#spec.unsound.has(operation.output)) return;
      const what = `${operation.action} does not list objects page by page`;
      const remedy = 'give it x-qcloud-pagination, or name another one';
      this.#spec.report(at.get('operation') ?? at, { what, remedy });
      return;
    }
    this.#fields.named(at.get('ids'), { in: input, kinds: ['list'] });
    for (const id of at.get('itemIds')?.items() ?? [])
      this.#fields.named(id, { in: item, kinds: ['string', 'integer'], of: output });
    const known = this.#fields.knownOf(
      this.#fields.named(at.get('state'), { in: item, kinds: ['string', 'integer'], of: output }),
    );
    this.#fields.named(at.at('changed', 'field'), { in: item, kinds: ['string'], of: output });
    const success = states(at.get('success'));
    for (const list of ['success', 'failure'])
      for (const state of at.get(list)?.items() ?? []) {
        this.#fields.checkKnown(state, known, 'the state ');
        if (list === 'success' || !success.includes(state.value as State)) continue;
        const what = `the state ${JSON.stringify(state.value)} is both success and failure`;
        this.#spec.report(state, { what, remedy: 'leave one of them out' });
      }
    if ((at.number('minDelay') ?? 0) > (at.number('maxDelay') ?? 0))
      this.#spec.report(at.get('minDelay') ?? at, {
        what: 'minDelay is longer than maxDelay',
        remedy: 'exchange them',
      });
  }

  /** The waiters of a service, with the operations that they call by Action. */
  read(root: Cursor, operations: ReadonlyMap<string, Operation>): Waiter[] {
    return (root.at('components', 'x-qcloud-waiters')?.entries() ?? []).map(([name, at]) => {
      const action = at.text('operation') ?? '';
      const operation = operations.get(action);
      if (operation !== undefined) this.#check(at, operation);
      // One that is there under its path, but not as an operation, has been reported already.
      else if (root.at('paths', `/${action}`) === undefined) {
        const remedy = didYouMean(action, operations.keys(), 'name an Action of this service');
        this.#spec.report(at.get('operation') ?? at, { what: `there is no Action "${action}"`, remedy });
      }
      const changed = at.get('changed');
      return {
        name,
        operation: action,
        ids: at.text('ids') ?? '',
        itemIds: at.texts('itemIds'),
        state: at.text('state') ?? '',
        ...defined({
          description: at.text('description'),
          changed: changed && { field: changed.text('field') ?? '', offset: changed.text('offset') ?? '' },
        }),
        success: states(at.get('success')),
        failure: states(at.get('failure')),
        minDelay: at.number('minDelay') ?? 0,
        maxDelay: at.number('maxDelay') ?? 0,
      };
    });
  }
}
