import { hash } from '../../core/chance.js';

/** An asynchronous task: what a batch call began for one instance. */
export interface Task {
  /** The `requestId` of the answer. */
  readonly requestId: string;
  readonly action: string;
  readonly account: string;
  /** In the long spelling. */
  readonly region: string;
  readonly unInstanceId: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly finishesAt: number;
  /** Whether it will reach what was asked for: the ordinary shutdown of a stubborn instance does not. */
  readonly willSucceed: boolean;
}

export interface TaskView extends Task {
  readonly status: 'running' | 'succeeded' | 'failed';
}

/** Tasks, by the `requestId` that the batch call answered for each instance. */
export interface Tasks {
  /** `undefined` for an id that was never given out, or was forgotten (see `maxTasks`). */
  get(requestId: string | number): TaskView | undefined;
  /** Oldest first. */
  list(filter?: { unInstanceId?: string }): readonly TaskView[];
}

const firstId = (seed: number): number => 1_000_000_000 + (hash('tasks', seed) % 1_000_000_000);

/** Remembers the latest tasks, in a ring. Ids are decimal digits, unique over the emulator's life. */
export class TaskStore {
  #tasks: (Task | undefined)[] = [];
  readonly #maximum: number;
  #firstId: number;
  /** Tasks so far, forgotten ones included. */
  count = 0;

  constructor({ maximum, seed }: { maximum: number; seed: number }) {
    this.#maximum = maximum;
    this.#firstId = firstId(seed);
  }

  begin(task: Omit<Task, 'requestId'>): Task {
    const { action, account, region, unInstanceId, startedAt, finishesAt, willSucceed } = task;
    const requestId = `${this.#firstId + this.count}`;
    // Field by field, as a batch begins a hundred: to spread an object takes several times as long.
    const begun = { requestId, action, account, region, unInstanceId, startedAt, finishesAt, willSucceed };
    this.count += 1;
    this.#remember(begun);
    return begun;
  }

  get(requestId: string): Task | undefined {
    const task = this.#tasks[this.#place(requestId)];
    return task?.requestId === requestId ? task : undefined;
  }

  /** Oldest first. */
  all(): readonly Task[] {
    return this.#tasks
      .filter((task) => task !== undefined)
      .sort((one, other) => Number(one.requestId) - Number(other.requestId));
  }

  load(tasks: readonly Task[], { count, seed }: { count: number; seed: number }): void {
    this.#firstId = firstId(seed);
    this.#tasks = [];
    for (const task of tasks) this.#remember(task);
    this.count = count;
  }

  #remember(task: Task): void {
    if (this.#maximum > 0) this.#tasks[this.#place(task.requestId)] = task;
  }

  #place(requestId: string): number {
    return Math.abs(Number(requestId) - this.#firstId) % this.#maximum;
  }
}

const viewOf = (task: Task, now: number): TaskView => ({
  ...task,
  status: now < task.finishesAt ? 'running' : task.willSucceed ? 'succeeded' : 'failed',
});

/** What tests see of the tasks. */
export function tasksApi(store: TaskStore, now: () => number): Tasks {
  return {
    get: (requestId) => {
      const task = store.get(String(requestId));
      return task && viewOf(task, now());
    },
    list: ({ unInstanceId } = {}) =>
      store
        .all()
        .filter((task) => unInstanceId === undefined || task.unInstanceId === unInstanceId)
        .map((task) => viewOf(task, now())),
  };
}
