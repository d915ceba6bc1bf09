import type { Cursor } from '../spec/cursor.js';
import { readWaiter } from './facts.js';
import { didYouMean } from '../spec/did-you-mean.js';
import type { Spec } from '../spec/spec.js';
import { FieldFinder, objectType } from './fields.js';
import type { Operation, ServiceType, Waiter } from '../model/service.js';

export interface WaitersContext {
  readonly spec: Spec;
  readonly root: Cursor;
  readonly types: ReadonlyMap<string, ServiceType>;
  readonly operations: ReadonlyMap<string, Operation>;
}

function check(context: WaitersContext, at: Cursor, operation: Operation): void {
  const { spec, types } = context;
  const find = new FieldFinder(spec, types);
  const output = objectType(types, operation.output);
  const items = output?.fields.find(({ name }) => name === operation.pagination?.items);
  const item = find.itemsOf(items);
  if (item === undefined) {
    const what = `${operation.action} does not list objects page by page`;
    spec.report(at.get('operation') ?? at, {
      what,
      remedy: 'give it x-qcloud-pagination, or name another one',
    });
    return;
  }
  find.named(at.get('ids'), objectType(types, operation.input), ['list']);
  for (const id of at.get('itemIds')?.items() ?? []) find.named(id, item, ['string', 'integer']);
  const known = find.knownOf(find.named(at.get('state'), item, ['string']));
  for (const list of ['success', 'failure'])
    for (const state of at.get(list)?.items() ?? []) find.checkKnown(state, known);
}

/** The waiters of a service. */
export function readWaiters(context: WaitersContext): Waiter[] {
  const { spec, root, operations } = context;
  return (root.at('components', 'x-qcloud-waiters')?.entries() ?? []).map(([name, at]) => {
    const operation = operations.get(at.text('operation') ?? '');
    if (operation === undefined) {
      const what = `there is no Action "${at.text('operation') ?? ''}"`;
      const remedy = didYouMean(
        at.text('operation') ?? '',
        operations.keys(),
        'name an Action of this service',
      );
      spec.report(at.get('operation') ?? at, { what, remedy });
    } else check(context, at, operation);
    return {
      ...readWaiter(name, at),
      operation: at.text('operation') ?? '',
      success: at.texts('success'),
      failure: at.texts('failure'),
    };
  });
}
