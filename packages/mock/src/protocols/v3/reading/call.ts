import type { LoggedCall, Reading } from '../../../core/protocol.js';
import { formOf, type Form } from '../../query/form.js';
import { readAuthorization, type Authorization } from './authorization.js';
import { bytesOf } from '../../query/multipart.js';
import { publicParameters } from '../../public-parameters.js';
import { flatNames, readJson, readMultipart, readTree, type Sent } from './sent.js';

type ReadableCall = Pick<LoggedCall, 'method' | 'host' | 'path' | 'query' | 'body' | 'bytes' | 'headers'>;

/** What a call of API 3.0 says of itself, whichever way it is signed. */
export interface V3Reading extends Reading {
  /** Signed in a header, or in a parameter as in API 2.0. */
  readonly signing: 'TC3' | 'v1';
  readonly version: string | undefined;
  readonly timestamp: string | undefined;
  readonly token: string | undefined;
  readonly language: string | undefined;
  /** Nothing where there is none, or none that can be read. */
  readonly authorization: Authorization | undefined;
  /** The parameters of a form; nothing for a JSON body. */
  readonly form: Form | undefined;
  /** The parameters of the operation, without the public ones. */
  readonly sent: Sent;
}

/** Whether a content type is one, regardless of its charset. */
export const isOfType = (header: string | undefined, type: string): boolean =>
  header !== undefined && header.split(';', 1)[0]?.trim().toLowerCase() === type;

/** A call signed by TC3. What few calls are asked for is made when it is asked for. */
class Tc3Reading implements V3Reading {
  readonly signing = 'TC3';
  readonly action: string | undefined;
  readonly region: string | undefined;
  readonly version: string | undefined;
  readonly timestamp: string | undefined;
  readonly token: string | undefined;
  readonly language: string | undefined;
  readonly authorization: Authorization | undefined;
  readonly #call: ReadableCall;
  #form: Form | undefined;
  #sent: Sent | undefined;
  #parameters: Readonly<Record<string, string>> | undefined;

  constructor(call: ReadableCall, headers: Readonly<Record<string, string>>) {
    this.#call = call;
    this.action = headers['x-tc-action'];
    this.region = headers['x-tc-region'];
    this.version = headers['x-tc-version'];
    this.timestamp = headers['x-tc-timestamp'];
    this.token = headers['x-tc-token'];
    this.language = headers['x-tc-language'];
    const { authorization } = headers;
    this.authorization = authorization === undefined ? undefined : readAuthorization(authorization);
  }

  get secretId(): string | undefined {
    return this.authorization?.secretId;
  }

  get form(): Form | undefined {
    if (this.#call.method === 'POST') return undefined;
    return (this.#form ??= formOf(this.#call));
  }

  get sent(): Sent {
    return (this.#sent ??= this.#read());
  }

  #read(): Sent {
    if (this.form) return readTree(this.form, new Set());
    const type = this.#call.headers?.['content-type'];
    return isOfType(type, 'multipart/form-data')
      ? readMultipart(bytesOf(this.#call), type ?? '')
      : readJson(this.#call.body);
  }

  get parameters(): Readonly<Record<string, string>> {
    return (this.#parameters ??= this.form?.parameters ?? flatNames(this.sent.parameters));
  }
}

/** A call signed as in API 2.0, with everything among its parameters. */
function v1Reading(call: ReadableCall): V3Reading {
  const form = formOf(call);
  const { parameters } = form;
  let sent: Sent | undefined;
  return {
    signing: 'v1',
    action: form.action,
    region: form.region,
    secretId: form.secretId,
    version: parameters['Version'],
    timestamp: parameters['Timestamp'],
    token: parameters['Token'],
    language: parameters['Language'],
    authorization: undefined,
    form,
    parameters,
    get sent() {
      return (sent ??= readTree(form, publicParameters));
    },
  };
}

/** Reads a call as far as it goes. */
export function readCall(call: ReadableCall): V3Reading {
  const { headers = {} } = call;
  const isTc3 = headers['authorization'] !== undefined || headers['x-tc-action'] !== undefined;
  const isJson = call.method === 'POST' && isOfType(headers['content-type'], 'application/json');
  return isTc3 || isJson ? new Tc3Reading(call, headers) : v1Reading(call);
}
