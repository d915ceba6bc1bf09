import type { Operation, Schema, Waiter } from '../../model/v2.js';
import { didYouMean, readWaiter } from '@qcvm/codegen/toolkit';
import type { Cursor, Spec } from '@qcvm/codegen/toolkit';
import { namedField } from './operations.js';

function itemOf(operation: Operation): Schema | undefined {
  const field = operation.output.fields.find(({ name }) => name === operation.pagination?.items);
  return field?.schema.kind === 'list' ? field.schema.items : undefined;
}

function checkStates(spec: Spec, at: Cursor, state: Schema | undefined): void {
  const known = state?.kind === 'integer' ? state.known?.map(({ value }) => value) : undefined;
  if (known === undefined) return;
  for (const list of ['success', 'failure']) {
    for (const entry of at.get(list)?.items() ?? []) {
      if (known.includes(Number(entry.value))) continue;
      spec.report(entry, {
        what: `the state ${String(entry.value)} is not among the documented values of ${state?.name ?? 'the state'}`,
        remedy: `name one of: ${known.join(', ')}`,
      });
    }
  }
}

/** The waiters of a service. */
export function readWaiters(spec: Spec, root: Cursor, operations: readonly Operation[]): Waiter[] {
  const declared = root.at('components', 'x-qcloud-waiters');
  const byAction = new Map(operations.map((operation) => [operation.action, operation]));
  return (declared?.entries() ?? []).flatMap(([name, at]): Waiter[] => {
    const operation = byAction.get(at.text('operation') ?? '');
    const operationAt = at.get('operation') ?? at;
    if (operation === undefined) {
      // One that is there under its path, but not under this name, has been reported already.
      if (root.at('paths', `/${String(operationAt.value)}`) !== undefined) return [];
      spec.report(operationAt, {
        what: `the waiter "${name}" calls "${String(operationAt.value)}", which does not exist`,
        remedy: didYouMean(String(operationAt.value), byAction.keys(), 'name an operation of this file'),
      });
      return [];
    }
    const item = itemOf(operation);
    if (item?.kind !== 'object') {
      if (spec.unsound.has(operation.output)) return [];
      const what = `the waiter "${name}" calls "${operation.action}", which does not list objects page by page`;
      spec.report(operationAt, {
        what,
        remedy: 'give that operation x-qcloud-pagination, or name another one',
      });
      return [];
    }
    namedField(spec, at.get('ids'), { in: operation.input, role: 'waiter id parameter', kinds: ['list'] });
    for (const id of at.get('itemIds')?.items() ?? []) {
      namedField(spec, id, {
        in: item,
        of: operation.output,
        role: 'waiter id field',
        kinds: ['string', 'integer'],
      });
    }
    const state = namedField(spec, at.get('state'), {
      in: item,
      of: operation.output,
      role: 'waiter state field',
      kinds: ['integer'],
    });
    checkStates(spec, at, state?.schema);
    const changed = at.get('changed');
    namedField(spec, changed?.get('field'), {
      in: item,
      of: operation.output,
      role: 'waiter time field',
      kinds: ['string'],
    });
    for (const entry of at.get('failure')?.items() ?? []) {
      if (!at.numbers('success').includes(Number(entry.value))) continue;
      const what = `the state ${String(entry.value)} is both success and failure`;
      spec.report(entry, { what, remedy: 'leave one of them out' });
    }
    if ((at.number('minDelay') ?? 0) > (at.number('maxDelay') ?? 0)) {
      const what = 'minDelay is longer than maxDelay';
      spec.report(at.get('minDelay') ?? at, { what, remedy: 'exchange them' });
    }
    return [
      {
        ...readWaiter(name, at),
        operation,
        ...(changed && {
          changed: { field: changed.text('field') ?? '', offset: changed.text('offset') ?? '' },
        }),
        success: at.numbers('success'),
        failure: at.numbers('failure'),
      },
    ];
  });
}
