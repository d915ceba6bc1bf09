import { failure, type Failure } from '../../../../core/service.js';
import { stateAt, type InstanceRecord } from '../../instances/record.js';
import type { InstanceState } from '../../states.js';
import { findOwn } from '../../world.js';
import type { ChangeCall, Place } from '../behaviour.js';
import { isTask, wordFor } from '../../terms/words.js';

/** What stands against doing something with an instance. The words follow its id in a message. */
export interface Objection {
  readonly code: string;
  readonly english: string;
  readonly chinese: string;
}

/** An instance that is refused. */
export interface Refused extends Objection {
  readonly id: string;
}

/** The instances of some ids, as far as each exists and may be seen, and the others. */
export function findInstances(
  ids: readonly string[],
  { invocation, world }: Pick<Place, 'invocation' | 'world'>,
): { readonly records: readonly InstanceRecord[]; readonly unknown: readonly Refused[] } {
  const records = new Set<InstanceRecord>();
  const unknown: Refused[] = [];
  for (const id of ids) {
    const record = findOwn(id, invocation, world);
    if (record) records.add(record);
    else
      unknown.push({
        id,
        code: 'InvalidInstanceId.NotFound',
        english: `no such instance in ${invocation.region}`,
        chinese: `在 ${invocation.region} 中不存在`,
      });
  }
  return { records: [...records], unknown };
}

/** What stands against an operation because of the state of an instance; nothing where it is accepted. */
export function stateObjection(
  { record, invocation, now }: Omit<ChangeCall, 'input'>,
  accepted: readonly InstanceState[],
): Objection | undefined {
  const state = stateAt(record, now);
  if (accepted.includes(state)) return undefined;
  const { codes = [], descriptor } = invocation.operation;
  if (isTask(state))
    return {
      code: taskCodes.find((code) => codes.includes(code)) ?? 'UnsupportedOperation',
      english: 'a task is running: wait until it is done',
      chinese: '正在执行任务，请稍后重试',
    };
  const word = wordFor(state);
  return {
    code: stateCode(word, codes),
    english: `its state is ${word}, in which ${descriptor.action} is not supported`,
    chinese: `的状态为 ${word}，不支持 ${descriptor.action}`,
  };
}

/** What says that something is being done with an instance; not every Action documents both. */
const taskCodes = ['MutexOperation.TaskRunning', 'OperationDenied.InstanceOperationInProgress'];

/** `UnsupportedOperation.InstanceStateStopped` for STOPPED, where the Action documents it. */
function stateCode(word: string, codes: readonly string[]): string {
  const name = word.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const own = `UnsupportedOperation.InstanceState${name}`;
  if (codes.length === 0 || codes.includes(own)) return own;
  return codes.find((code) => code === 'InvalidInstance.NotSupported') ?? 'UnsupportedOperation';
}

/** The refusal of a whole batch. Its code is that of the first id that something stands against. */
export function refusalOf(
  refused: readonly Refused[],
  { refusedIds }: { readonly refusedIds: 'first' | 'all' },
): Failure | undefined {
  const [first] = refused;
  if (!first) return undefined;
  const alike = refused.filter(({ code, english }) => code === first.code && english === first.english);
  const ids = (refusedIds === 'all' ? alike : [first]).map(({ id }) => `\`${id}\``).join(', ');
  return failure(first.code, `${ids}: ${first.english}`, `实例 ${ids} ${first.chinese}`);
}
