// Generated from specs/3.0/common.yaml, specs/3.0/cvm-2017-03-12.errors.json, specs/3.0/cvm-2017-03-12.openapi.json and specs/3.0/cvm-2017-03-12.overlay.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate
// @ts-nocheck: plain data, checked against its types by the tests of the generator

/** How an instance can be paid for. */
export const chargeTypes: readonly string[] = [
  'PREPAID', 'POSTPAID_BY_HOUR', 'CDHPAID', 'SPOTPAID', 'CDCPAID',
];
