import { publicParameters as publicNames } from '@qcvm/client/wire';

/** Parameters of every call of API 2.0. Source: https://cloud.tencent.com/document/api/213/6976 */
export const publicParametersV2: ReadonlySet<string> = new Set(publicNames('v2'));

/** Parameters of every call of API 3.0 that is signed by method v1. Source: https://cloud.tencent.com/document/api/213/15692 */
export const publicParameters: ReadonlySet<string> = new Set([
  ...publicNames('v3'),
  // What the vendor's SDKs call themselves.
  'RequestClient',
]);

/** Headers that a call has in their place when it is signed by TC3. */
export const publicHeader = (parameter: string): string => `X-TC-${parameter}`;
