import { contractSuite } from '@qcvm/mock/contract';

contractSuite({
  endpoint: 'http://127.0.0.1:8787',
  api: '3.0',
  credentials: { secretId: 'AKIDsilent', secretKey: 'not-a-secret' },
  fetch: () => Promise.reject(new TypeError('fetch failed', { cause: new Error('connection refused') })),
});
