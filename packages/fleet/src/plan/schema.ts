import * as v from 'valibot';

/** Errors name the rule, never the value: a key in the wrong place must not be quoted. */
const text = (must: string, shape: RegExp) => v.pipe(v.string(must), v.regex(shape, must));
const described = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));
const few = <Schema extends v.GenericSchema>(items: Schema, must: string) =>
  v.pipe(v.array(items, must), v.minLength(1, must));

const duration = text('must be a duration such as 90s, 10m or 2h', /^\d+(\.\d+)?(ms|s|m|h)$/);
const region = text('must be a region such as ap-guangzhou', /^[a-z][a-z0-9-]{0,39}$/);
const word = text(
  'must be a name of letters, digits and dashes, at most 40',
  /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/,
);
const instanceId = text('must be an instance id such as ins-09dx96dg', /^(?:ins-|qcvm)[0-9a-z]{1,40}$/);
const count = (must: string) => v.pipe(v.number(must), v.integer(must), v.minValue(1, must));

const credentialsMust = 'must be one of { profile: NAME }, { environment: PREFIX } and { role: instance }';
const credentials = described(
  v.union(
    [
      v.strictObject({
        profile: described(
          v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/)),
          'A profile of ~/.tencentcloud or ~/.tccli on the machine of each worker.',
        ),
      }),
      v.strictObject({
        environment: described(
          v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]{0,63}$/)),
          'Variables PREFIX_SECRET_ID, PREFIX_SECRET_KEY and PREFIX_TOKEN of each worker; TENCENTCLOUD for the usual ones.',
        ),
      }),
      v.strictObject({
        role: described(v.literal('instance'), 'The role of the instance on which a worker runs.'),
      }),
    ],
    credentialsMust,
  ),
  'Where the key comes from, on the machine of each worker. Never the key itself.',
);

const selectorFields = {
  ids: v.optional(described(few(instanceId, 'must be a list of ids'), 'These instances.')),
  name: v.optional(
    described(
      text('must be a name, with * for any text', /^.{1,128}$/),
      'Instances with this name; * stands for any text.',
    ),
  ),
  status: v.optional(
    described(
      text('must be a status such as running or shutDown', /^[a-z][A-Za-z]{1,39}$/),
      'Instances in this status, by its name.',
    ),
  ),
  project: v.optional(
    described(
      v.pipe(v.number('must be a project number'), v.integer('must be a project number'), v.minValue(0)),
      'Instances of this project; 0 is the default one.',
    ),
  ),
  tag: v.optional(
    described(
      v.strictObject({
        key: text('must be the key of a tag', /^.{1,127}$/),
        value: v.optional(text('must be the value of a tag', /^.{0,255}$/)),
      }),
      'Instances with this tag. Looked up through API 3.0.',
    ),
  ),
};
const selector = v.strictObject(
  {
    ...selectorFields,
    all: v.optional(described(v.literal(true), 'Every instance.')),
  },
  'must be an object such as { status: running }',
);
const quota = v.strictObject({
  calls: count('must be a number of calls'),
  seconds: count('must be a number of seconds'),
  per: v.picklist(['action', 'service'], 'must be action or service'),
});
const limits = described(
  few(quota, 'must be a list of quotas'),
  'Quotas of the account, where the vendor has granted others than the documented ones.',
);

const account = v.strictObject({
  name: described(word, 'What the account is called in reports.'),
  credentials,
  regions: v.optional(described(few(region, 'must be a list of regions'), "Default: the plan's.")),
  limits: v.optional(limits),
});

const force = v.union(
  [v.picklist(['never', 'fallback']), v.strictObject({ after: duration })],
  'must be never, fallback or { after: DURATION }',
);

/** A plan as it is written. Rules that span fields are in `read-plan.ts`. */
export const planSchema = v.pipe(
  v.strictObject(
    {
      name: described(word, 'Names the plan, its runs and its schedule.'),
      action: described(
        v.picklist(['stop', 'start', 'restart'], 'must be stop, start or restart'),
        'What to do.',
      ),
      accounts: few(account, 'must be a list of accounts'),
      regions: v.optional(
        described(few(region, 'must be a list of regions'), 'Where to look for instances, in every account.'),
      ),
      select: described(
        few(selector, 'must be a list of selectors'),
        'The instances: those that fit any of these. Within one, everything must fit.',
      ),
      protect: v.optional(
        described(
          v.array(
            v.strictObject(selectorFields, 'must be an object such as { name: db-* }'),
            'must be a list of selectors',
          ),
          'Instances that are never touched: those that fit any of these, as they are right before each request.',
        ),
      ),
      force: v.optional(
        described(
          force,
          'What to do where an ordinary shutdown fails. never: nothing; fallback: force it then; after: also when it takes longer. Default: never.',
        ),
      ),
      stoppedMode: v.optional(
        described(
          v.picklist(['KEEP_CHARGING', 'STOP_CHARGING'], 'must be KEEP_CHARGING or STOP_CHARGING'),
          'Whether a stopped instance goes on costing. Needs api 3.0.',
        ),
      ),
      wait: v.optional(
        described(
          v.boolean('must be true or false'),
          'Stay until every instance is as asked for. Default: true.',
        ),
      ),
      timeout: v.optional(
        described(duration, 'For one instance, from the moment its turn comes. Default: 10m.'),
      ),
      settle: v.optional(
        described(
          duration,
          'Within this time after a request, an instance may still be shown as it was. Default: 15s.',
        ),
      ),
      api: v.optional(
        described(
          v.picklist(['2.0', '3.0'], "must be '2.0' or '3.0'"),
          'Which API carries the calls. Default: 2.0.',
        ),
      ),
      endpoint: v.optional(
        described(v.pipe(v.string(), v.url('must be a URL')), 'Where requests go in place of the service.'),
      ),
      allowPlainHttp: v.optional(
        described(
          v.boolean('must be true or false'),
          'The endpoint may be a plain http:// one of another machine.',
        ),
      ),
      limits: v.optional(limits),
      schedule: v.optional(
        v.strictObject({
          cron: described(
            text('must be a cron expression such as 0 22 * * 1-5', /^\S+( +\S+){4,5}$/),
            'When: minute, hour, day, month, weekday; with six fields, seconds first.',
          ),
          timeZone: described(
            text('must be a time zone such as Asia/Shanghai', /^[A-Za-z0-9_+/-]{1,64}$/),
            'The time zone of the expression.',
          ),
        }),
      ),
    },
    'must be an object',
  ),
  v.title('A plan for @qcvm/fleet'),
);

/** A plan as it is written. */
export type PlanDocument = v.InferOutput<typeof planSchema>;
/** Which instances; everything that is given must fit. */
export type Selector = PlanDocument['select'][number];
/** Where a key comes from. */
export type CredentialsReference = PlanDocument['accounts'][number]['credentials'];
