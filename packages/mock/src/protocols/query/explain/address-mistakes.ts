import { isLoopback, serviceAt, withoutPort } from '../../../core/http/hosts.js';
import type { Plan } from './plan.js';
import type { Variation } from './variation.js';

const modules = ['account', 'bgplb', 'cbs', 'cdb', 'cdn', 'eip', 'image', 'lb', 'monitor', 'snapshot', 'vpc'];

interface OtherHost {
  readonly host: string;
  readonly name: string;
  readonly common?: true;
}

/** Hosts that people sign for while the request goes to another one. */
function otherHosts(host: string, region: string | undefined): readonly OtherHost[] {
  const bare = withoutPort(host);
  const port = host.slice(bare.length);
  const hosts: OtherHost[] = [];
  if (port) hosts.push({ host: bare, name: 'port-missing', common: true });
  else hosts.push(...['443', '80'].map((number) => ({ host: `${host}:${number}`, name: 'port-added' })));
  hosts.push({ host: 'cvm.api.qcloud.com', name: 'wrong-host', common: true });
  hosts.push(...modules.map((module) => ({ host: `${module}.api.qcloud.com`, name: 'wrong-host' })));
  hosts.push({ host: 'cvm.tencentcloudapi.com', name: 'wrong-host' });
  const service = serviceAt(host);
  if (service !== undefined) {
    hosts.push({ host: `${service}.tencentcloudapi.com`, name: 'wrong-host' });
    if (region) hosts.push({ host: `${service}.${region}.tencentcloudapi.com`, name: 'wrong-host' });
  }
  if (isLoopback(host)) {
    hosts.push(
      ...['127.0.0.1', 'localhost', '[::1]'].map((local) => ({
        host: `${local}${port}`,
        name: 'wrong-host',
      })),
    );
  }
  hosts.push(...[`https://${host}`, `http://${host}`].map((url) => ({ host: url, name: 'scheme-signed' })));
  hosts.push(
    { host: host.toUpperCase(), name: 'host-in-upper-case' },
    { host: host.toLowerCase(), name: 'host-in-lower-case' },
  );
  hosts.push({ host: '', name: 'host-missing' });
  return hosts.filter(
    (other, index) => other.host !== host && hosts.findIndex((same) => same.host === other.host) === index,
  );
}

const otherPaths = ['/', '', '/v2/index.php', '/v2/index.php/', 'v2/index.php', '/v2', '/v2/', '/index.php'];

/** What people get wrong in front of the parameters: METHOD, host, path, question mark. */
export function addressMistakes({ method, host, path, pairs }: Plan): readonly Variation[] {
  const otherMethod = method === 'GET' ? 'POST' : 'GET';
  return [
    {
      step: 'method',
      common: true,
      cause: {
        name: 'wrong-method',
        explanation: `The signed text begins with ${otherMethod}, but the request is a ${method}.`,
        advice: `Begin the text with the method that the request is sent with: ${method}.`,
      },
      apply: (plan) => ({ ...plan, method: otherMethod }),
    },
    {
      step: 'method',
      cause: {
        name: 'method-in-lower-case',
        explanation: 'The method was signed in lower case.',
        advice: `Write it in upper case: ${method}.`,
      },
      apply: (plan) => ({ ...plan, method: plan.method.toLowerCase() }),
    },
    {
      step: 'method',
      cause: {
        name: 'method-missing',
        explanation: 'The signed text does not begin with the method.',
        advice: `Begin the text with ${method}.`,
      },
      apply: (plan) => ({ ...plan, method: '' }),
    },
    ...otherHosts(host, pairs.find(({ name }) => name === 'Region')?.value).map((other): Variation => ({
      step: 'host',
      ...(other.common ? { common: true } : {}),
      cause: {
        name: other.name,
        explanation: `The text was signed with the host "${other.host}", but the request went to "${host}".`,
        advice: 'Sign the Host that the request goes to, with its port if it has one, and without a scheme.',
      },
      apply: (plan) => ({ ...plan, host: other.host }),
    })),
    ...otherPaths
      .filter((other) => other !== path)
      .map((other): Variation => ({
        step: 'path',
        cause: {
          name: 'wrong-path',
          explanation: `The text was signed with the path "${other}", but the request went to "${path}".`,
          advice: `Sign the path of the request, ${path}.`,
        },
        apply: (plan) => ({ ...plan, path: other }),
      })),
    {
      step: 'question',
      cause: {
        name: 'question-mark-missing',
        explanation: 'There is no "?" between the path and the parameters of the signed text.',
        advice: 'Write METHOD, host, path, "?" and the parameters without anything between them.',
      },
      apply: (plan) => ({ ...plan, question: '' }),
    },
    {
      step: 'question',
      cause: {
        name: 'leading-ampersand',
        explanation: 'The signed text has a "&" before its first parameter.',
        advice: 'Put "&" between parameters only.',
      },
      apply: (plan) => ({ ...plan, question: `${plan.question}&` }),
    },
    {
      step: 'method',
      cause: {
        name: 'only-parameters-signed',
        explanation: 'Only the parameters were signed, without METHOD, host, path and "?".',
        advice: 'Put METHOD, host, path and "?" before the parameters.',
      },
      apply: (plan) => ({ ...plan, method: '', host: '', path: '', question: '' }),
    },
  ];
}
