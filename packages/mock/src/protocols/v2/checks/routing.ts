import type { CheckRefusal } from '../../../core/protocol.js';
import type { CheckedCallV2, Surroundings } from '../checked-call.js';
import { didYouMean } from '../../../core/words/nearest.js';
import { shown } from '../../../core/words/redact.js';
import { canonicalRegion, regionSpellings } from '../../../core/regions.js';

/** 6100: the host and the path must be those of a service. Loopback names stand for any. */
export function host(
  { call, form, service }: CheckedCallV2,
  { routes }: Surroundings,
): CheckRefusal | undefined {
  if (!service) {
    const meant = routes.withAction(routes.services, form.action ?? '')?.descriptor;
    return {
      code: 6100,
      message: `host ${shown(call.host)}: the module ${meant?.name} is at ${meant?.hosts.join(', ')}`,
    };
  }
  const { path } = service.descriptor;
  return call.path === path
    ? undefined
    : { code: 6100, message: `path ${shown(call.path)}: the API is at ${path}` };
}

/** 6100: the Action must exist. */
export function action(checked: CheckedCallV2, { routes }: Surroundings): CheckRefusal | undefined {
  const { parameters } = checked.form;
  const name = parameters['Action'] ?? '';
  const { service = routes.withAction(routes.services, name) } = checked;
  const operation = service?.operations.get(name);
  if (operation) {
    checked.operation = operation;
    return undefined;
  }
  const actions = [...(service?.operations.keys() ?? [])];
  const elsewhere = routes.services.find(({ operations }) => operations.has(name));
  const version = parameters['Version'];
  const hint =
    version === undefined
      ? elsewhere && elsewhere !== service
        ? `; the module ${elsewhere.descriptor.name} at ${elsewhere.descriptor.hosts[0]} has it`
        : ''
      : `; Version ${shown(version)} belongs to another API on the same host, API 2.0 has no such parameter`;
  return {
    code: 6100,
    message: `Action ${shown(name)} is not one of this API${didYouMean(name, actions)}${hint}`,
    unexpected: true,
  };
}

/** 4000: API 2.0 has no Version; what comes with one means the newer API. */
export function version({ form }: CheckedCallV2): CheckRefusal | undefined {
  const given = form.parameters['Version'];
  if (given === undefined) return undefined;
  return {
    code: 4000,
    message: `Version: ${shown(given)} belongs to another API on the same host (InstanceIds counted from 1, ForceStop=TRUE); API 2.0 has no such parameter: leave it out, write instanceIds.0 and forceStop=1`,
  };
}

/** 4000: the Region must be one that exists, in either spelling. */
export function region(checked: CheckedCallV2, { behaviour }: Surroundings): CheckRefusal | undefined {
  const text = checked.form.parameters['Region'];
  if (!text) {
    if (behaviour.missingRegion === 'refuse') {
      return {
        code: 4000,
        message: `Region: missing; ${checked.operation?.descriptor.action} needs one, such as ap-guangzhou`,
      };
    }
    checked.region = 'ap-guangzhou';
    return undefined;
  }
  const known = canonicalRegion(text) ?? (behaviour.regions.includes(text) ? text : undefined);
  if (known === undefined) {
    return {
      code: 4000,
      message: `Region: "${shown(text)}" is not a region${didYouMean(text, [...regionSpellings, ...behaviour.regions])}`,
    };
  }
  checked.region = known;
  return undefined;
}
