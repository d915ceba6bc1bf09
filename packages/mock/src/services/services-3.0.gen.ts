// Generated from specs/3.0/common.yaml, specs/3.0/cvm-2017-03-12.errors.json, specs/3.0/cvm-2017-03-12.openapi.json and specs/3.0/cvm-2017-03-12.overlay.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import { cvm, cvmOperations } from '@qcvm/client/v3';
import type { AnsweredService } from './answers.js';
import { cvmAnswers } from './cvm/2017-03-12/answers.gen.js';

/** Every service of API 3.0 that the specs describe: its operations by method name, and what they answer. */
export const services: readonly AnsweredService[] = [
  { service: cvm, operations: cvmOperations, answers: cvmAnswers },
];
