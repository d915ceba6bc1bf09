import { createCall, type Call } from '../call/call.js';
import { rememberCaller, type UntypedApi } from './call-action.js';
import { rememberRuntime } from './client-runtime.js';
import { bindOf, type Calling } from './carrier.js';
import { settle, type CommonConfig, type Settings } from './config.js';
import { throwIfAny } from '../../model/option-rules.js';
import type { Problem } from '../../model/errors/errors.js';
import { describeProblem } from '../../model/errors/problem.js';
import type { ProtocolDefinition } from '../../model/protocol.js';
import type { CallOptions, OperationDescriptor, OperationMethod } from '../../model/descriptor.js';
import { own, ownData } from '../../model/own.js';
import { isPlainObject } from '../../model/shape.js';

/** Operations by the names that they get as methods. */
export type Operations = Readonly<Record<string, OperationDescriptor>>;

/** A client with one method for each operation. */
export type Client<Named extends Operations> = {
  readonly [Name in keyof Named]: OperationMethod<Named[Name]>;
};

function createMethod(call: Call, operation: OperationDescriptor, name: string): object {
  const withMeta = async (input: unknown = {}, options: CallOptions = {}): Promise<unknown> =>
    call(ownData(operation), input, options);
  const method = async (input: unknown = {}, options: CallOptions = {}): Promise<unknown> =>
    (await call(ownData(operation), input, options)).output;
  // Not enumerable: printing a client shows its methods, not the tables behind them.
  return Object.defineProperties(
    method,
    own({
      name: own({ value: name }),
      withMeta: own({ value: withMeta }),
      operation: own({ value: operation }),
    }),
  );
}

const calling = (settings: Settings): Calling => ({ settings, call: createCall(settings) });

/** What an entry point binds to its clients. */
export interface ClientBinding<Options extends object> {
  readonly protocol: ProtocolDefinition<Options>;
  /** How its API takes Actions that no table describes, where every program of the entry point may bear that. */
  readonly api?: UntypedApi | undefined;
}

/**
 * A client with one method for each of the operations, all of which speak the given protocol, unless the configuration names
 * another API that carries the calls. Nothing of the configuration can be read from it.
 *
 * @throws ValidationError with everything that is wrong with the configuration.
 */
export function bindClient<const Named extends Operations, Options extends object>(
  operations: Named,
  config: CommonConfig & Options,
  { protocol, api }: ClientBinding<Options>,
): Client<Named> {
  const bind = bindOf(config);
  const { settings, call } = bind ? bind(config, protocol.name, bindOf) : calling(settle(config, protocol));
  const problems: Problem[] = [];
  const client: Record<string, object> = {};
  // A value that is no plain object is refused as if it were an operation itself.
  const named = isPlainObject(operations) ? operations : { '': operations };
  for (const [name, operation] of Object.entries(named)) {
    const service = (operation as Partial<OperationDescriptor> | null | undefined)?.service;
    if (service?.protocol !== protocol.name) {
      const other = service ? `, not of ${service.name} ${service.version}` : '';
      const must = `must be an operation of this client's API${other}`;
      const parameter = `operations${name && `.${name}`}`;
      problems.push(describeProblem({ parameter, rule: 'protocol', must, value: operation }));
    }
    client[name] = createMethod(call, operation, name);
    rememberRuntime(client[name], settings.runtime);
  }
  throwIfAny(problems);
  // What waits on behalf of a client waits by the client's clock.
  rememberRuntime(client, settings.runtime);
  rememberCaller(client, { call, protocol: protocol.name, endpoint: settings.endpoint, api });
  return Object.freeze(client) as Client<Named>;
}
