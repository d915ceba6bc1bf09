// Generated from specs/2.0/image.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { ErrorTable } from '../../../model/descriptor.js';

/** Textual error codes that the IMAGE API documents. */
export type KnownImageErrorCode = never;

/** A textual error code: a documented one, or whatever else the service answers with. */
export type ImageErrorCode = KnownImageErrorCode | (string & {});

/** Textual error codes of the IMAGE API, by code. */
export const imageErrors: ErrorTable = {};
