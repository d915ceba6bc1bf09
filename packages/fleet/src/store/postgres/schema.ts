/** Of what is kept; grows when an earlier version could not read it. */
export const layout = 2;

/** The tables, in a schema of their own. Made once, by the first that connects. */
export const createTables = (schema: string): string => `
create schema if not exists ${schema};
create table if not exists ${schema}.layout (version integer not null);
create table if not exists ${schema}.run (
  id text primary key,
  state text not null,
  token text not null,
  terms jsonb not null,
  created_at bigint not null,
  batches integer not null default 0,
  round integer not null default 1,
  step_at bigint not null
);
create table if not exists ${schema}.batch (
  run text not null references ${schema}.run on delete cascade,
  number integer not null,
  token text not null,
  account text not null,
  region text not null,
  epoch integer not null default 0,
  open integer not null,
  failures integer not null default 0,
  primary key (run, number)
);
create table if not exists ${schema}.item (
  run text not null,
  number integer not null,
  instance_id text not null,
  kind text,
  failed boolean not null default false,
  outcome jsonb,
  sent_at bigint,
  sent_force boolean,
  sent_accepted boolean,
  primary key (run, number, instance_id),
  foreign key (run, number) references ${schema}.batch on delete cascade
);
create index if not exists item_failed on ${schema}.item (run, number) where failed;
create table if not exists ${schema}.claim (
  run text not null references ${schema}.run on delete cascade,
  account text not null,
  region text not null,
  instance_id text not null,
  claimed_by text not null,
  primary key (run, account, region, instance_id)
);
create table if not exists ${schema}.tally (
  run text not null,
  number integer not null,
  kind text not null,
  count integer not null,
  primary key (run, number, kind),
  foreign key (run, number) references ${schema}.batch on delete cascade
);
create table if not exists ${schema}.fitness (
  run text not null,
  account text not null,
  fit_at bigint,
  unfit_at bigint,
  reason text,
  primary key (run, account)
);
`;

/** One for all namespaces: the quota is the account's, whichever team uses it. */
export const quotaSchema = 'qcvm_quota';
export const createQuotaTables = `
create schema if not exists ${quotaSchema};
create table if not exists ${quotaSchema}.quota_window (
  scope text primary key,
  departures bigint[] not null default '{}'
);
`;
