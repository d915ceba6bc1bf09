import { byCodeUnits } from '../model/names.js';
import { reached } from './description.js';
import type { Description, List, Member, ObjectReference, ObjectType, Scalar } from './description.js';

/** JSON as it is written: undefined members are left out. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json | undefined };

/** The vendor's words for refined types, where OpenAPI has one of its own. Any other word stands for itself. */
const formats: Readonly<Record<string, string | undefined>> = {
  datetime_iso: 'date-time',
  string: undefined,
  bool: undefined,
};

/** The page on which an Action can be read about and tried. */
function explorer({ service, version }: Description, action: string): string {
  const query = new URLSearchParams({ Product: service, Version: version, Action: action });
  return `https://console.cloud.tencent.com/api/explorer?${query.toString()}`;
}

function scalar({ kind, refined }: Scalar, nullable: boolean): { readonly [name: string]: Json | undefined } {
  const type = kind === 'binary' ? 'string' : kind;
  return {
    type: nullable ? [type, 'null'] : type,
    format: kind === 'binary' ? undefined : Object.hasOwn(formats, refined) ? formats[refined] : refined,
    contentEncoding: kind === 'binary' ? 'base64' : undefined,
    minimum: refined === 'uint64' ? 0 : undefined,
  };
}

function reference(
  { object }: ObjectReference,
  nullable: boolean,
): { readonly [name: string]: Json | undefined } {
  const $ref = `#/components/schemas/${object}`;
  return nullable ? { anyOf: [{ $ref }, { type: 'null' }] } : { $ref };
}

function shape(
  each: Scalar | ObjectReference | List,
  nullable: boolean,
): { readonly [name: string]: Json | undefined } {
  if (each.kind === 'object') return reference(each, nullable);
  if (each.kind !== 'list') return scalar(each, nullable);
  return { type: nullable ? ['array', 'null'] : 'array', items: shape(each.items, false) };
}

function property({ shape: each, nullable, deprecated }: Member): Json {
  return { ...shape(each, nullable), deprecated: deprecated ? true : undefined };
}

interface Use {
  readonly source?: string;
  readonly inRequests: boolean;
  readonly inAnswers: boolean;
}

function names(
  members: readonly Member[],
  wanted: (member: Member) => boolean | undefined,
): readonly string[] | undefined {
  const found = members.filter((member) => wanted(member) === true).map(({ name }) => name);
  return found.length === 0 ? undefined : found;
}

/** Older descriptions say `required` of members of answers as well. */
const isAnswered = ({ answered, required }: Member): boolean | undefined => answered ?? required;

function schema({ members }: ObjectType, { source, inRequests, inAnswers }: Use): Json {
  const onlyAnswered = inAnswers && !inRequests;
  return {
    type: 'object',
    'x-qcloud-source': source,
    required: names(members, onlyAnswered ? isAnswered : ({ required }) => required),
    'x-qcloud-output-required': inAnswers && inRequests ? names(members, isAnswered) : undefined,
    properties: Object.fromEntries(members.map((member) => [member.name, property(member)])),
  };
}

function schemas(description: Description): Json {
  const { actions, objects } = description;
  const requests = reached(
    description,
    actions.map(({ name, input }) => [input, name] as const),
  );
  const answers = reached(
    description,
    actions.map(({ name, output }) => [output, name] as const),
  );
  return Object.fromEntries(
    objects.map((object) => {
      const users = [requests.get(object.name), answers.get(object.name)];
      const [user] = users.filter((action) => action !== undefined).sort(byCodeUnits);
      const use = {
        ...(user === undefined ? {} : { source: explorer(description, user) }),
        inRequests: requests.has(object.name),
        inAnswers: answers.has(object.name),
      };
      return [object.name, schema(object, use)];
    }),
  );
}

function paths(description: Description): Json {
  return Object.fromEntries(
    description.actions.map(({ name, input, output, deprecated, offline }) => {
      const answer = {
        type: 'object',
        required: ['Response'],
        properties: { Response: { $ref: `#/components/schemas/${output}` } },
      };
      const post = {
        operationId: name,
        externalDocs: { url: explorer(description, name) },
        'x-qcloud-action': name,
        deprecated: deprecated ? true : undefined,
        'x-qcloud-offline': offline ? true : undefined,
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: `#/components/schemas/${input}` } } },
        },
        responses: {
          '200': {
            description:
              'Every answer. One to a failed call has only `Error` and `RequestId` in its `Response`.',
            content: { 'application/json': { schema: answer } },
          },
        },
      };
      return [`/${name}`, { post }];
    }),
  );
}

/** The description as OpenAPI 3.1, one virtual path for each Action. */
export function openApi(description: Description): Json {
  const { service, version } = description;
  return {
    openapi: '3.1.1',
    info: {
      title: `Tencent Cloud API 3.0, ${service}`,
      version,
      description:
        "Imported from the vendor's description by `npm run spec:import`: names, types and flags. Never edited: what it does not say stands in the overlay beside it.",
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base',
    servers: [{ url: `https://${service}.tencentcloudapi.com/` }],
    'x-qcloud-service': { name: service, version, protocol: 'v3' },
    paths: paths(description),
    components: { schemas: schemas(description) },
  };
}
