/** Where the documentation of API 3.0 says what is checked. */
export const pages = {
  request: 'https://cloud.tencent.com/document/api/213/15692',
  signature: 'https://cloud.tencent.com/document/api/213/30654',
  signatureV1: 'https://cloud.tencent.com/document/api/213/15693',
  answers: 'https://cloud.tencent.com/document/api/213/15694',
  list: 'https://cloud.tencent.com/document/api/213/15728',
  run: 'https://cloud.tencent.com/document/api/213/15730',
  start: 'https://cloud.tencent.com/document/api/213/15735',
  stop: 'https://cloud.tencent.com/document/api/213/15743',
} as const;
