/** Instances and keys that all candidates share. They are nowhere else. */

export const region = 'ap-guangzhou';

export const credentials = {
  secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA',
  secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
};

export const instanceIds = (count: number): string[] =>
  Array.from({ length: count }, (_, number) => `ins-${number.toString(36).padStart(8, '0')}`);
