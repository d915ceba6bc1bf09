// @ts-check
/** Rules on waiters and transitions: operations, fields and states that they name exist. */
import { fieldProblems } from './batches-and-pages.js';
import { oneOf } from './spec.js';

/** @typedef {import('./spec.js').Spec} Spec */
/** @typedef {import('./spec.js').Path} Path */
/** @typedef {import('./spec.js').Problem} Problem */

/**
 * @param {Record<string, unknown> | undefined} named values by name
 * @param {readonly { path: Path, state: number }[]} states
 * @returns {Problem[]}
 */
function unnamedStates(named, states) {
  return states
    .filter(({ state }) => named !== undefined && !(String(state) in named))
    .map(({ path, state }) => ({
      path,
      message: `The state ${state} has no name in x-qcloud-values: correct it, or name it there.`,
    }));
}

/** The operation of a waiter exists and is paginated, and so do the fields and states it looks at. @param {Spec} spec */
export function waiterOperation(spec) {
  const waiters = spec.module['components']?.['x-qcloud-waiters'] ?? {};
  return Object.entries(waiters).flatMap(([name, waiter]) => {
    /** @type {Path} */
    const path = ['components', 'x-qcloud-waiters', name];
    const paginated = spec.operations.filter(
      ({ operation }) => operation['x-qcloud-pagination'] !== undefined,
    );
    const found = paginated.find(({ action }) => action === waiter.operation);
    if (found === undefined) {
      const known = oneOf(paginated.map(({ action }) => action));
      const message = `The waiter calls "${waiter.operation}", which is no paginated operation of this module: name ${known}.`;
      return [{ path: [...path, 'operation'], message }];
    }
    const items = spec.property(found.output, found.operation['x-qcloud-pagination'].items);
    const item = spec.items(items);
    const state = spec.property(item, waiter.state);
    /** @param {'success' | 'failure'} word */
    const states = (word) =>
      (waiter[word] ?? []).map((/** @type {number} */ value, /** @type {number} */ index) => ({
        path: [...path, word, index],
        state: value,
      }));
    const problems = [
      ...fieldProblems(spec, {
        path: [...path, 'ids'],
        in: found.input,
        name: waiter.ids,
        types: ['array'],
        role: 'parameter',
      }),
      ...(waiter.itemIds ?? []).flatMap((/** @type {string} */ id, /** @type {number} */ index) =>
        fieldProblems(spec, {
          path: [...path, 'itemIds', index],
          in: item,
          name: id,
          types: ['string'],
          role: 'field of an item',
        }),
      ),
      ...fieldProblems(spec, {
        path: [...path, 'state'],
        in: item,
        name: waiter.state,
        types: ['integer'],
        role: 'field of an item',
      }),
      ...(waiter.changed === undefined
        ? []
        : fieldProblems(spec, {
            path: [...path, 'changed', 'field'],
            in: item,
            name: waiter.changed.field,
            types: ['string'],
            role: 'field of an item',
          })),
      ...unnamedStates(state.node?.['x-qcloud-values'], [...states('success'), ...states('failure')]),
    ];
    const both = (waiter.success ?? []).filter((/** @type {number} */ value) =>
      (waiter.failure ?? []).includes(value),
    );
    for (const value of both) {
      problems.push({
        path: [...path, 'failure'],
        message: `The state ${value} cannot be both success and failure.`,
      });
    }
    if (waiter.minDelay > waiter.maxDelay) {
      problems.push({
        path: [...path, 'minDelay'],
        message: 'minDelay is longer than maxDelay.',
      });
    }
    return problems;
  });
}

/**
 * The states of a transition are named values of the resource's status, and what forces it are parameters.
 *
 * @param {Spec} spec
 */
export function transitionStates(spec) {
  return spec.operations.flatMap(({ path, operation, input }) => {
    const transition = operation['x-qcloud-transition'];
    if (transition === undefined) return [];
    const at = [...path, 'x-qcloud-transition'];
    const force = Object.keys(transition.force ?? {}).flatMap((name) =>
      fieldProblems(spec, {
        path: [...at, 'force', name],
        in: input,
        name,
        types: ['integer', 'string'],
        role: 'parameter',
      }),
    );
    if (force.length > 0) return force;
    const resource = String(transition.resource);
    const status = `${resource.slice(0, 1).toUpperCase()}${resource.slice(1)}Status`;
    const values = spec.schema(status).node?.['x-qcloud-values'];
    if (values === undefined) {
      const message = `The states of "${resource}" are unknown: declare a schema ${status} with x-qcloud-values.`;
      return [{ path: [...at, 'resource'], message }];
    }
    return unnamedStates(values, [
      ...(transition.from ?? []).map((/** @type {number} */ state, /** @type {number} */ index) => ({
        path: [...at, 'from', index],
        state,
      })),
      { path: [...at, 'via'], state: transition.via },
      { path: [...at, 'to'], state: transition.to },
    ]);
  });
}
