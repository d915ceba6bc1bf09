import { contractSuite } from '@qcvm/mock/contract';

contractSuite({
  endpoint: 'http://cvm.example.com',
  api: '3.0',
  credentials: { secretId: 'AKIDmisused', secretKey: '' },
  only: ['signatures'],
});
