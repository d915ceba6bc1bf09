// Generated from specs/succession/cvm.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

/** How API 3.0 writes what API 2.0 has numbers for. */
export const newerWords = {
  autoRenew: {
    0: 'NOTIFY_AND_MANUAL_RENEW',
    1: 'NOTIFY_AND_AUTO_RENEW',
    2: 'DISABLE_NOTIFY_AND_MANUAL_RENEW',
  },
  cvmPayMode: { 1: 'PREPAID', 2: 'POSTPAID_BY_HOUR' },
  diskType: { 1: 'LOCAL_BASIC', 2: 'CLOUD_BASIC', 3: 'LOCAL_SSD', 4: 'CLOUD_SSD', 5: 'CLOUD_PREMIUM' },
  networkPayMode: { 1: 'BANDWIDTH_PREPAID', 2: 'TRAFFIC_POSTPAID_BY_HOUR', 3: 'BANDWIDTH_POSTPAID_BY_HOUR' },
  status: {
    2: 'RUNNING',
    3: 'PENDING',
    4: 'STOPPED',
    5: 'SHUTDOWN',
    6: 'TERMINATING',
    7: 'REBOOTING',
    8: 'STARTING',
    9: 'STOPPING',
    '-1': 'LAUNCH_FAILED',
  },
} as const;
