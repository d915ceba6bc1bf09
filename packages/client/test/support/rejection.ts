/** The error that a promise rejects with; throws another where it does not. */
export const rejection = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => {
      throw new Error('it did not reject');
    },
    (error: unknown) => error as Error,
  );
