// Generated from specs/2.0/common.yaml and specs/2.0/image.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

/** Textual error codes that Images of cloud virtual machines documents. */
export type KnownImageErrorCode = never;

/** A textual error code: a documented one, or any other that the service answers with. */
export type ImageErrorCode = KnownImageErrorCode | (string & {});
