import { expect, it } from 'vitest';
import { FleetError } from '../model/errors.js';
import { parsePlan, readPlan } from './read-plan.js';
import { nextTimes } from './schedule.js';

const minimal = {
  name: 'nightly',
  action: 'stop',
  accounts: [{ name: 'prod', credentials: { profile: 'prod' } }],
  regions: ['ap-guangzhou'],
  select: [{ status: 'running' }],
};

function problemsOf(fields: object): readonly string[] {
  try {
    readPlan({ ...minimal, ...fields });
  } catch (error) {
    if (error instanceof FleetError) return error.problems;
    throw error;
  }
  return [];
}

it('a plan is read from YAML, with defaults and durations in milliseconds', () => {
  const plan = parsePlan(`
name: nightly
action: stop
accounts:
  - { name: prod, credentials: { profile: prod } }
  - name: lab
    credentials: { environment: LAB }
    regions: [ap-shanghai]
    limits: [{ calls: 20, seconds: 1, per: action }]
regions: [ap-guangzhou, ap-guangzhou]
select:
  - { tag: { key: env, value: test } }
  - { name: web-*, project: 0 }
protect:
  - { name: db-* }
force: { after: 90s }
timeout: 1.5h
schedule: { cron: 0 22 * * 1-5, timeZone: Asia/Shanghai }
`);
  expect(plan).toMatchObject({
    accounts: [
      { name: 'prod', regions: ['ap-guangzhou'], limits: undefined },
      { name: 'lab', regions: ['ap-shanghai'], limits: [{ calls: 20, seconds: 1, per: 'action' }] },
    ],
    force: { after: 90_000 },
    wait: true,
    timeout: 5_400_000,
    settle: 15_000,
    api: '2.0',
  });
  expect(readPlan(plan.document)).toEqual(plan);
});

it.each([
  [{ name: undefined }, 'name is missing'],
  [{ name: 'two words' }, 'name must be a name of letters, digits and dashes, at most 40'],
  [{ action: 'delete' }, 'action must be stop, start or restart'],
  [{ acction: 'stop' }, 'acction is not known here'],
  [{ select: [] }, 'select must be a list of selectors'],
  [{ select: [{}] }, 'select[0] chooses nothing; for every instance there is { all: true }'],
  [{ select: [{ all: true, name: 'a' }] }, 'select[0]: all stands alone'],
  [{ select: [{ ids: ['i-1'] }] }, 'select[0].ids[0] must be an instance id such as ins-09dx96dg'],
  [
    { protect: [{}] },
    'protect[0] protects nothing; name what to protect, such as { name: db-* }, or leave it out',
  ],
  [{ regions: undefined }, 'accounts: prod has no regions, and the plan has none for all'],
  [{ accounts: [...minimal.accounts, ...minimal.accounts] }, 'accounts: two are called prod'],
  [{ action: 'start', force: 'fallback' }, 'force: a start knows no force'],
  [
    { wait: false, force: { after: '1m' } },
    'force: must be never or fallback where only one request is sent',
  ],
  [{ timeout: '10 minutes' }, 'timeout must be a duration such as 90s, 10m or 2h'],
  [{ stoppedMode: 'STOP_CHARGING' }, "stoppedMode: needs api: '3.0'"],
  [
    { schedule: { cron: '61 22 * * *', timeZone: 'Asia/Shanghai' } },
    'schedule: the cron expression or the time zone cannot be read',
  ],
  [
    { schedule: { cron: '0 22 * * *', timeZone: 'Asia/Nowhere' } },
    'schedule: the cron expression or the time zone cannot be read',
  ],
])('a plan with %j breaks a rule that is told', (fields, problem) => {
  expect(problemsOf(fields)).toContain(problem);
});

it('a plan tells which statuses there are', () => {
  expect(problemsOf({ select: [{ status: 'stopped' }] })).toEqual([
    expect.stringMatching(/^select\[0\]\.status must be one of .*running.*shutDown/),
  ]);
});

it('a plan never quotes what may be a key in the wrong place', () => {
  const secretKey = 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE';
  const wrong = [
    { accounts: [{ name: 'prod', credentials: { secretId: 'AKID1', secretKey } }] },
    { accounts: [{ name: 'prod', credentials: { environment: secretKey } }] },
    { accounts: [{ name: secretKey + secretKey, credentials: secretKey }] },
    { timeout: secretKey },
  ];
  for (const fields of wrong) {
    const problems = problemsOf(fields);
    expect(problems).not.toEqual([]);
    expect(JSON.stringify(problems)).not.toContain(secretKey);
  }
  expect(() => parsePlan(`name: nightly\nsecretKey: "${secretKey}\n`, 'nightly.yaml')).toThrow(
    /^nightly\.yaml: the plan is invalid: line \d+ is no YAML \(\w+\)[^]*Nothing was sent/,
  );
  expect(() => parsePlan(`name: nightly\nsecretKey: "${secretKey}\n`)).not.toThrow(secretKey);
});

it('a schedule knows its next times in its time zone', () => {
  const schedule = { cron: '0 22 * * 1-5', timeZone: 'Asia/Shanghai' };
  const times = nextTimes(schedule, { after: Date.UTC(2026, 10, 27, 15), count: 2 }) ?? [];
  expect(times.map((time) => new Date(time).toISOString())).toEqual([
    '2026-11-30T14:00:00.000Z',
    '2026-12-01T14:00:00.000Z',
  ]);
});
