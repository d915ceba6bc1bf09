import { ValidationError } from '../model/errors/errors.js';
import { describeProblem } from '../model/errors/problem.js';
import { isPlainObject, ownField } from '../model/shape.js';

/** What a method must be for a job. */
interface Need {
  /** The function that the caller called. */
  readonly action: string;
  /** What of its descriptor the job goes by. */
  readonly fact: 'pagination' | 'transition';
  /** Another one that serves as well. */
  readonly or?: 'tokenPagination';
  /** Absent: the method itself is the argument. */
  readonly name?: string;
  /** What should have had it. */
  readonly client?: unknown;
}

/**
 * A method that makes calls as its descriptor says. Anything else must be found out before it is called: what is no list
 * would be carried out by reading it.
 *
 * @throws ValidationError when it is not there, or is of another kind.
 */
export function needMethod<Method>(method: Method, { action, fact, or, name, client }: Need): Method {
  const operation = typeof method === 'function' ? (method as { operation?: unknown }).operation : undefined;
  if (
    isPlainObject(operation) &&
    (ownField(operation, fact) ?? (or && ownField(operation, or))) !== undefined
  )
    return method;
  const example = name ?? (fact === 'pagination' ? 'describeInstances' : 'stopInstances');
  throw new ValidationError(
    [
      describeProblem({
        parameter: name === undefined ? 'method' : 'client',
        rule: 'type',
        must:
          name === undefined
            ? `must be a list method of a client, such as cvm.${example}`
            : `must be a client that has ${example}`,
        value: name === undefined ? method : client,
      }),
    ],
    { action },
  );
}

/**
 * A method of a client by its name.
 *
 * @throws ValidationError when the client has none of that kind.
 */
export const clientMethod = <Client extends object, Name extends keyof Client & string>(
  client: Client,
  name: Name,
  { action, fact }: Omit<Need, 'name' | 'client'>,
): Client[Name] =>
  needMethod((client as Client | null | undefined)?.[name] as Client[Name], { action, fact, name, client });
