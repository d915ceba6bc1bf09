import type { Exchange, Refusal } from '../exchange.js';
import { isLoopback, withoutPort } from '../../../core/hosts.js';
import { didYouMean } from '../../../core/nearest.js';
import { shown } from '../../../core/redact.js';
import { canonicalRegion, regionSpellings } from '../../../services/regions.js';
import type { World } from '../../../emulator/world.js';

/** 6100: the host and the path must be the module's. Loopback names stand for any module. */
export function host({ call }: Exchange, { behaviour, operations }: World): Refusal | undefined {
  const { service } = operations;
  const known =
    service.hosts.includes(withoutPort(call.host).toLowerCase()) ||
    isLoopback(call.host) ||
    behaviour.hosts.includes(call.host) ||
    behaviour.hosts.includes('*');
  if (!known) {
    return {
      code: 6100,
      message: `host ${shown(call.host)}: the module ${service.name} is at ${service.hosts.join(', ')}`,
    };
  }
  if (call.path === service.path) return undefined;
  return { code: 6100, message: `path ${shown(call.path)}: the API is at ${service.path}` };
}

/** 6100: the Action must exist. */
export function action(exchange: Exchange, { operations }: World): Refusal | undefined {
  const { parameters } = exchange.form;
  const name = parameters['Action'] ?? '';
  const operation = operations.get(name);
  if (operation) {
    exchange.operation = operation;
    return undefined;
  }
  const version = parameters['Version'];
  const newer =
    version === undefined
      ? ''
      : `; Version ${shown(version)} belongs to another API on the same host, API 2.0 has no such parameter`;
  return {
    code: 6100,
    message: `Action ${shown(name)} is not one of this API${didYouMean(name, operations.actions)}${newer}`,
    unexpected: true,
  };
}

/** 4000: API 2.0 has no Version; what comes with one means the newer API. */
export function version({ form }: Exchange): Refusal | undefined {
  const given = form.parameters['Version'];
  if (given === undefined) return undefined;
  return {
    code: 4000,
    message: `Version: ${shown(given)} belongs to another API on the same host (InstanceIds counted from 1, ForceStop=TRUE); API 2.0 has no such parameter: leave it out, write instanceIds.0 and forceStop=1`,
  };
}

/** 4000: the Region must be one that exists, in either spelling. */
export function region(exchange: Exchange, { behaviour }: World): Refusal | undefined {
  const text = exchange.form.parameters['Region'];
  if (!text) {
    if (behaviour.missingRegion === 'refuse') {
      return {
        code: 4000,
        message: `Region: missing; ${exchange.operation?.descriptor.action} needs one, such as ap-guangzhou`,
      };
    }
    exchange.region = 'ap-guangzhou';
    return undefined;
  }
  const known = canonicalRegion(text) ?? (behaviour.regions.includes(text) ? text : undefined);
  if (known === undefined) {
    return {
      code: 4000,
      message: `Region: "${shown(text)}" is not a region${didYouMean(text, [...regionSpellings, ...behaviour.regions])}`,
    };
  }
  exchange.region = known;
  return undefined;
}
