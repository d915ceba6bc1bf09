import { flatten, signedUrl } from '@qcvm/client/wire';

/** The key of the vendor's own signature example; it is not valid. */
const exampleCredentials = {
  secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA',
  secretKey: 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qA',
};

/** The URL that the same call would use against the real endpoint. Nothing is sent. */
export const realSignedUrl = (region: string, instanceIds: readonly string[]): Promise<string> =>
  signedUrl({
    endpoint: 'https://cvm.api.qcloud.com/v2/index.php',
    action: 'StopInstances',
    region,
    timestamp: Math.floor(Date.now() / 1000),
    nonce: crypto.getRandomValues(new Uint32Array(1))[0]! % 2 ** 31,
    credentials: exampleCredentials,
    parameters: flatten({ instanceIds }),
  });
