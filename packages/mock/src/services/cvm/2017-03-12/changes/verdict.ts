import { failure, type Failure, type Invocation } from '../../../../core/service.js';
import { stateAt, type InstanceRecord } from '../../instances/record.js';
import type { InstanceState } from '../../states.js';
import { findOwn, type CvmWorld } from '../../world.js';
import { isTask, wordFor } from '../terms/states.js';

interface Circumstances {
  readonly invocation: Invocation;
  readonly world: CvmWorld;
  readonly now: number;
}

/** Why an operation refuses an instance. */
export interface Objection {
  readonly id: string;
  readonly code: string;
  /** Follow the ids in a message. */
  readonly english: string;
  readonly chinese: string;
}

/** The instances of some ids, as far as each exists and may be seen; the others with what stands against them. */
export function findInstances(
  ids: readonly string[],
  { invocation, world }: Circumstances,
): { readonly records: readonly InstanceRecord[]; readonly objections: readonly Objection[] } {
  const records = new Set<InstanceRecord>();
  const objections: Objection[] = [];
  for (const id of ids) {
    const record = findOwn(id, invocation, world);
    if (record) records.add(record);
    else
      objections.push({
        id,
        code: 'InvalidInstanceId.NotFound',
        english: `no such instance in ${invocation.region}`,
        chinese: `在 ${invocation.region} 中不存在`,
      });
  }
  return { records: [...records], objections };
}

/** What stands against an operation because of the state of an instance; nothing where it is accepted. */
export function stateObjection(
  record: InstanceRecord,
  { accepted, invocation, now }: Circumstances & { accepted: readonly InstanceState[] },
): Objection | undefined {
  const state = stateAt(record, now);
  if (accepted.includes(state)) return undefined;
  const { codes = [], descriptor } = invocation.operation;
  const id = record.unInstanceId;
  if (isTask(state))
    return {
      id,
      code: taskCodes.find((code) => codes.includes(code)) ?? 'UnsupportedOperation',
      english: 'a task is running: wait until it is done',
      chinese: '正在执行任务，请稍后重试',
    };
  const word = wordFor(state);
  return {
    id,
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
  objections: readonly Objection[],
  { refusedIds }: { readonly refusedIds: 'first' | 'all' },
): Failure | undefined {
  const [first] = objections;
  if (!first) return undefined;
  const alike = objections.filter(({ code, english }) => code === first.code && english === first.english);
  const ids = (refusedIds === 'all' ? alike : [first]).map(({ id }) => `\`${id}\``).join(', ');
  return failure(first.code, `${ids}: ${first.english}`, `实例 ${ids} ${first.chinese}`);
}
