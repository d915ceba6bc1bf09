import type { JsonObject, Operation } from '@qcvm/codegen/toolkit';

/** An input that the operation accepts: the first documented one. */
export const sampleInput = ({ examples }: Pick<Operation, 'examples'>): JsonObject =>
  examples?.[0]?.input ?? {};

/** The body of a successful response: the first documented one, which a check asks for. */
export const sampleResponse = ({ examples }: Pick<Operation, 'examples'>): JsonObject =>
  examples?.find(({ body }) => Number(body['code']) === 0)?.body ?? {};
