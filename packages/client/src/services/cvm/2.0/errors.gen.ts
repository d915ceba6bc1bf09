// Generated from specs/2.0/common.yaml and specs/2.0/cvm.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { ErrorDescriptor } from '../../../model/descriptor.js';

/** Textual error codes that Cloud Virtual Machine documents. */
export type KnownCvmErrorCode = 'OperationConstraints.InvaildInstanceStatus';

/** A textual error code: a documented one, or any other that the service answers with. */
export type CvmErrorCode = KnownCvmErrorCode | (string & {});

/**
 * The instance is in the wrong status for this operation, or its status could not be read. (The service
 * spells it "Invaild".)
 *
 * @see https://cloud.tencent.com/document/api/213/1250
 */
export const operationConstraintsInvaildInstanceStatus: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  advice: 'Check the state of the resource: wait for it to change, or omit the resource.',
};
