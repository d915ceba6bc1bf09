/** Where the documentation of API 2.0 says what is checked. */
export const pages = {
  request: 'https://cloud.tencent.com/document/api/213/6976',
  signature: 'https://cloud.tencent.com/document/api/213/6984',
  introduction: 'https://cloud.tencent.com/doc/api/229/568',
  errors: 'https://cloud.tencent.com/document/product/213/6982',
  batch: 'https://cloud.tencent.com/document/api/213/6983',
  list: 'https://cloud.tencent.com/doc/api/229/831',
  stop: 'https://cloud.tencent.com/document/api/213/1250',
  start: 'https://cloud.tencent.com/document/api/213/1249',
  sdk: "the vendor's own SDKs of this API",
} as const;
