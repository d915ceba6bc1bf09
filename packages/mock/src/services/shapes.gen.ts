// Generated from specs/2.0/common.yaml, specs/2.0/cvm.yaml and specs/2.0/image.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { ServiceShapes } from './shape.js';
import { cvmShapes } from './cvm/2.0/shapes.gen.js';
import { imageShapes } from './image/2.0/shapes.gen.js';

/** What the specs say about answers, for every service. */
export const serviceShapes: readonly ServiceShapes[] = [
  { service: 'cvm', version: '2.0', shapes: cvmShapes },
  { service: 'image', version: '2.0', shapes: imageShapes },
];
