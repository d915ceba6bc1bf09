import type { CheckRefusal } from '../../../core/protocol.js';
import { isRegion } from '../../../core/regions.js';
import { didYouMean } from '../../../core/words/nearest.js';
import { shown } from '../../../core/words/redact.js';
import { regions } from '../../../core/regions-3.0.gen.js';
import type { CheckedCallV3, Surroundings } from '../checked-call.js';
import { refusal } from '../../checks.js';

/** `NoSuchProduct`: the host must be that of a service. Loopback names stand for any. */
export function host(checked: CheckedCallV3, { routes }: Surroundings): CheckRefusal | undefined {
  checked.services = routes.at(checked.call.host);
  if (checked.services.length > 0) return undefined;
  const hosts = routes.services.flatMap(({ descriptor }) => descriptor.hosts[0] ?? []);
  const asked = shown(checked.call.host);
  return refusal(
    'NoSuchProduct',
    `host ${asked}: no service is there${didYouMean(asked, hosts)}`,
    `产品不存在：域名 ${asked} 没有对应的服务`,
  );
}

/** `NoSuchVersion`: the service must have the version. */
export function version(checked: CheckedCallV3, { routes }: Surroundings): CheckRefusal | undefined {
  const asked = checked.reading.version;
  const found = routes.versions(checked.services, asked);
  if (found.length > 0) {
    checked.services = found;
    return undefined;
  }
  const known = [...new Set(checked.services.map(({ descriptor }) => descriptor.version))].join(', ');
  return refusal(
    'NoSuchVersion',
    `version ${shown(asked ?? '')} does not exist; there is ${known}`,
    `接口版本 ${shown(asked ?? '')} 不存在`,
  );
}

/** `InvalidAction`: the Action must exist. */
export function action(checked: CheckedCallV3, { routes }: Surroundings): CheckRefusal | undefined {
  const { reading, services } = checked;
  const operation = routes.operation(services, {
    action: reading.action,
    version: reading.version,
    signingName: reading.authorization?.service,
  });
  if (operation) {
    checked.operation = operation;
    return undefined;
  }
  const asked = reading.action ?? '';
  const known = services.flatMap(({ operations }) => [...operations.keys()]);
  return {
    ...refusal(
      'InvalidAction',
      `Action ${shown(asked)} does not exist${didYouMean(asked, known)}`,
      `接口 ${shown(asked)} 不存在`,
    ),
    unexpected: true,
  };
}

/** `UnsupportedRegion`: the region must exist, where the operation has to do with one. */
export function region(
  checked: CheckedCallV3,
  { behaviour, regions: also }: Surroundings,
): CheckRefusal | undefined {
  const text = checked.reading.region;
  if (!text) {
    if (behaviour.missingRegion === 'refuse' && checked.operation?.regionless !== true)
      return refusal(
        'MissingParameter',
        `The request is missing a required parameter \`Region\`, such as ap-guangzhou`,
        '缺少参数错误：缺少 Region',
      );
    checked.region = 'ap-guangzhou';
    return undefined;
  }
  if (isRegion(text) || also.includes(text)) {
    checked.region = text;
    return undefined;
  }
  const known = [...regions.map(({ id }) => id), ...also];
  return refusal(
    'UnsupportedRegion',
    `Region: "${shown(text)}" is not a region${didYouMean(text, known)}`,
    `接口不支持所传地域 ${shown(text)}`,
  );
}
