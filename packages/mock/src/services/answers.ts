import type { RegisteredService } from '@qcvm/client/descriptors';

/**
 * What the specs of API 3.0 say about answers, as plain data. `<service>/<version>/answers.gen.ts` has it; the types are here.
 * A table changes here and in `tools/codegen/src/emit/mock/answers.ts`, together.
 */
export type AnswerField = (
  | {
      readonly kind: 'string';
      /** Documented values. */
      readonly known?: readonly string[];
      /** `date-time`, `datetime`, `date` or `password`. */
      readonly format?: string;
    }
  | { readonly kind: 'integer' | 'number' | 'boolean' | 'binary' }
  | { readonly kind: 'list'; readonly items: AnswerField }
  /** An object of a type of the service. */
  | { readonly kind: 'object'; readonly type: string }
) & {
  /** Answers may leave it out. */
  readonly optional?: true;
  readonly nullable?: true;
};

export type AnswerFields = Readonly<Record<string, AnswerField>>;

/** What one operation answers. */
export interface OperationAnswer {
  /** Without `RequestId`, which every answer has. */
  readonly fields: AnswerFields;
  /** The error codes that it documents, by their places among those of the service. */
  readonly codes: readonly number[];
  /** The names that it filters by; `{key}` in one stands for any text. */
  readonly filters?: readonly string[];
  /** Values of one filter at the most. */
  readonly mostFilterValues?: number;
}

/** What all operations of a service answer. */
export interface ServiceAnswers {
  /** Every error code that an operation documents. */
  readonly codes: readonly string[];
  /** The types of objects in answers. */
  readonly types: Readonly<Record<string, AnswerFields>>;
  readonly operations: Readonly<Record<string, OperationAnswer>>;
}

/** A service of API 3.0 that the emulator answers for. */
export interface AnsweredService extends RegisteredService {
  readonly answers: ServiceAnswers;
}
