import { quotaSchema } from './schema.js';

/** The store's clock: milliseconds since 1970. */
const now = `(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** The statements of a store, by its schema. What is in $1, $2, … stands before each. */
export const statementsOf = (schema: string) => {
  /** $1 run, $2 token: a step of its planning, unless another plans it. */
  const step = `mine as (
    update ${schema}.run set step_at = ${now} where id = $1 and state = 'planning' and token = $2 returning 1
  )`;
  /** The batch, held until the end of the transaction, if it is still the caller's: $1 run, $2 number, $3 epoch. */
  const fence = `fence as (
    select * from ${schema}.batch where run = $1 and number = $2 and epoch = $3 for update
  )`;
  /** Counts what \`changed (kind, count)\` says. */
  const counted = `counted as (
    insert into ${schema}.tally (run, number, kind, count)
    select $1, $2, kind, count from changed
    on conflict (run, number, kind) do update set count = tally.count + excluded.count
  )`;
  /** $1 run, $2 number, $3 id, $4 limit: the items behind that one, batch by batch. */
  const itemsThat = (fits: string): string => `
    select number, instance_id, account, region, outcome
    from ${schema}.item join ${schema}.batch using (run, number)
    where run = $1 and (number, instance_id) > ($2, $3) and ${fits}
    order by number, instance_id limit $4`;
  return {
    /** run */
    holdRun: `select state, token from ${schema}.run where id = $1 for update`,
    removeRun: `delete from ${schema}.run where id = $1`,
    removeClaims: `delete from ${schema}.claim where run = $1`,
    removeFitness: `delete from ${schema}.fitness where run = $1`,
    tally: `
      select account, region, kind, sum(count)::int as count
      from ${schema}.tally join ${schema}.batch using (run, number)
      where run = $1 group by account, region, kind having sum(count) <> 0`,
    /** run, number, limit */
    openBatches: `
      select number, account, region from ${schema}.batch
      where run = $1 and number > $2 and open > 0 order by number limit $3`,
    outcomes: itemsThat('kind is not null'),
    failures: itemsThat('failed'),
    /** run, number */
    readToken: `select token from ${schema}.batch where run = $1 and number = $2`,
    /** id, token, terms, createdAt */
    beginPlanning: `
      insert into ${schema}.run (id, state, token, terms, created_at, step_at)
      values ($1, 'planning', $2, $3, $4, ${now})
      on conflict (id) do nothing`,
    /** run, or runs by their number: with what they have */
    readRun: `select *, ${now} - step_at as idle from ${schema}.run where id = $1`,
    listRuns: `select *, ${now} - step_at as idle from ${schema}.run order by created_at desc limit $1`,
    /** run, token, account, region, ids, claim */
    claimIds: `
      with ${step}
      insert into ${schema}.claim (run, account, region, instance_id, claimed_by)
      select $1, $3, $4, id, $6 from unnest($5::text[]) id, mine
      on conflict (run, account, region, instance_id) do update set claimed_by = claim.claimed_by
      returning instance_id, claimed_by`,
    /** run, token, number, account, region, open; none if it is there already */
    addBatch: `
      with ${step}
      insert into ${schema}.batch (run, token, number, account, region, open)
      select $1, $2, $3, $4, $5, $6 from mine
      on conflict (run, number) do nothing`,
    /** run, number, ids, kinds, failed, outcomes */
    addItems: `
      with given as (
        insert into ${schema}.item (run, number, instance_id, kind, failed, outcome)
        select $1, $2, * from unnest($3::text[], $4::text[], $5::boolean[], $6::jsonb[])
        returning kind
      )
      insert into ${schema}.tally (run, number, kind, count)
      select $1, $2, coalesce(kind, 'open'), count(*) from given group by coalesce(kind, 'open')`,
    /** run, token, batches */
    finishPlanning: `
      update ${schema}.run set state = 'ready', batches = $3
      where id = $1 and token = $2 and state in ('planning', 'ready')`,
    /** run, token */
    abandonPlanning: `delete from ${schema}.run where id = $1 and token = $2 and state = 'planning'`,
    /** run, account, reason */
    noteFitness: `
      insert into ${schema}.fitness (run, account, fit_at, unfit_at, reason)
      values ($1, $2, case when $3::text is null then ${now} end, case when $3::text is not null then ${now} end, $3)
      on conflict (run, account) do update set
        fit_at = coalesce(excluded.fit_at, fitness.fit_at),
        unfit_at = coalesce(excluded.unfit_at, fitness.unfit_at),
        reason = coalesce(excluded.reason, fitness.reason)`,
    /** run, milliseconds */
    waiting: `
      select account, reason, unfit_at from ${schema}.fitness
      where run = $1 and unfit_at > coalesce(fit_at + $2, 0) order by account`,
    /** run, number */
    takeBatch: `
      update ${schema}.batch b set epoch = b.epoch + 1
      from ${schema}.run r
      where b.run = $1 and b.number = $2 and b.open > 0 and r.id = b.run and r.state = 'ready'
      returning b.epoch, b.account, b.region, ${now} as now`,
    /** run, number */
    readItems: `
      select instance_id, sent_at, sent_force, sent_accepted from ${schema}.item
      where run = $1 and number = $2 and kind is null`,
    /** run, number, epoch, ids, force */
    intend: `
      with ${fence},
      ready as (select fence.run from fence join ${schema}.run r on r.id = fence.run where r.state = 'ready'),
      written as (
        update ${schema}.item i set sent_at = ${now}, sent_force = $5, sent_accepted = false
        from ready where i.run = $1 and i.number = $2 and i.instance_id = any($4::text[])
      )
      select count(*)::int as held from ready`,
    /** run, number, epoch, ids */
    accept: `
      with ${fence},
      written as (
        update ${schema}.item i set sent_accepted = true
        from fence where i.run = $1 and i.number = $2 and i.instance_id = any($4::text[]) and i.sent_at is not null
      ),
      progress as (
        update ${schema}.batch b set failures = 0 from fence where b.run = $1 and b.number = $2
      )
      select count(*)::int as held from fence`,
    /** run, number, epoch, ids, kinds, failed, outcomes */
    settle: `
      with ${fence},
      given as (
        select * from unnest($4::text[], $5::text[], $6::boolean[], $7::jsonb[]) as g (id, kind, failed, outcome)
      ),
      settled as (
        update ${schema}.item i set kind = g.kind, failed = g.failed, outcome = g.outcome
        from given g, fence
        where i.run = $1 and i.number = $2 and i.instance_id = g.id and i.kind is null
        returning i.kind
      ),
      changed as (
        select kind, count(*)::int as count from settled group by kind
        union all select 'open', -count(*)::int from settled having count(*) > 0
      ),
      ${counted},
      progress as (
        update ${schema}.batch b set open = b.open - (select count(*) from settled), failures = 0
        from fence where b.run = $1 and b.number = $2 and exists (select 1 from settled)
      )
      select (select count(*) from fence)::int as held, (select count(*) from settled)::int as count`,
    /** run, number, epoch */
    countFailure: `
      update ${schema}.batch set failures = failures + 1 where run = $1 and number = $2 and epoch = $3
      returning failures`,
    /** run */
    cancelRun: `
      update ${schema}.run set state = 'cancelled' where id = $1 and (
        state <> 'ready' or exists (select 1 from ${schema}.batch where run = $1 and open > 0))`,
    /** run, number, reason where something was sent, reason where nothing was */
    cancelBatch: `
      with taken as (
        update ${schema}.batch set epoch = epoch + 1, open = 0 where run = $1 and number = $2 returning run
      ),
      settled as (
        update ${schema}.item i set kind = 'cancelled', failed = true, outcome = jsonb_build_object(
          'instanceId', i.instance_id, 'kind', 'cancelled', 'requestIds', '[]'::jsonb, 'at', ${now},
          'reason', case when i.sent_at is null then $4::text else $3::text end)
        from taken where i.run = $1 and i.number = $2 and i.kind is null
        returning i.kind
      ),
      changed as (
        select kind, count(*)::int as count from settled group by kind
        union all select 'open', -count(*)::int from settled having count(*) > 0
      ),
      ${counted}
      select count(*)::int as count from settled`,
    /** run */
    beginRound: `
      update ${schema}.run set state = 'ready', round = round + 1 where id = $1 and batches > 0`,
    /** run, number, kinds */
    reopen: `
      with held as (select run from ${schema}.batch where run = $1 and number = $2 for update),
      before as (
        select instance_id, kind from ${schema}.item, held
        where item.run = $1 and number = $2 and kind = any($3::text[])
      ),
      reopened as (
        update ${schema}.item i set kind = null, failed = false, outcome = null,
          sent_at = case when before.kind = 'refused' then null else i.sent_at end
        from before where i.run = $1 and i.number = $2 and i.instance_id = before.instance_id
        returning 1
      ),
      changed as (
        select kind, -count(*)::int as count from before group by kind
        union all select 'open', count(*)::int from before having count(*) > 0
      ),
      ${counted},
      progress as (
        update ${schema}.batch b set epoch = b.epoch + 1, failures = 0, open = b.open + (select count(*) from before)
        where b.run = $1 and b.number = $2 and exists (select 1 from before)
      )
      select count(*)::int as count from reopened`,
    /** scopes, in order: rows to hold */
    addWindows: `
      insert into ${quotaSchema}.quota_window (scope) select unnest($1::text[]) on conflict (scope) do nothing`,
    holdWindows: `
      select scope, departures, ${now} as now from ${quotaSchema}.quota_window
      where scope = any($1::text[]) order by scope for update`,
    /** scope, departures */
    writeWindow: `update ${quotaSchema}.quota_window set departures = $2 where scope = $1`,
    /** run, number, epoch */
    isHeld: `
      select 1 from ${schema}.batch b join ${schema}.run r on r.id = b.run
      where b.run = $1 and b.number = $2 and b.epoch = $3 and r.state = 'ready' for share of b`,
  } as const;
};

export type Statements = ReturnType<typeof statementsOf>;
