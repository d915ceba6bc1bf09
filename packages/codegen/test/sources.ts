import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { jsonText } from '../src/import/json-text.js';
import { openApi } from '../src/import/openapi.js';
import { readDescription } from '../src/import/read-description.js';
import { errorNames } from '../src/import/read-errors.js';
import type { ServiceSources, SpecText } from '../src/load/service.js';
import { things } from './import/things.js';

const specs = new URL('../../../specs/3.0/', import.meta.url);

/** A file of the repository's own specs. */
export function ownSpec(name: string): SpecText {
  return { name: `specs/3.0/${name}`, text: readFileSync(fileURLToPath(new URL(name, specs)), 'utf8') };
}

export const dialect = JSON.parse(ownSpec('dialect.schema.json').text) as object;

const description = readDescription({
  name: 'api.json',
  text: JSON.stringify(things()),
  service: 'things',
  version: '2020-02-02',
});

/** The overlay of the service that is made up, as one would write it. */
export const overlay = `overlay: 1.0.0
info: { title: Things, version: '2020-02-02' }
extends: ./things.openapi.json
actions:
  - target: $
    update:
      x-qcloud-service:
        title: Things
        hosts: [things.example.com]
        quotas: [{ calls: 5, seconds: 1, per: action }]
      tags: [{ name: thing, description: Things. }]
  - target: $.paths['/DropThing'].post
    update:
      summary: Drop a thing
      description: Drops it.
      tags: [thing]
      x-qcloud-repeatability: once
      x-qcloud-quota: { calls: 1, seconds: 2, per: action }
      x-qcloud-transition: { resource: thing, from: [WHOLE], via: FALLING, to: BROKEN }
  - target: $.paths['/DescribeThings'].post
    update:
      x-qcloud-repeatability: read
      x-qcloud-filters: { parameter: Filters, maxFilters: 10, names: { zone: Where it is. } }
  - target: $.components.schemas
    update:
      ThingState:
        type: string
        description: How it is.
        x-qcloud-values:
          WHOLE: { meaning: Whole. }
          FALLING: { meaning: Falling. }
          BROKEN: { meaning: Broken. }
  - target: $.components.schemas.DropThingRequest
    update:
      description: What to drop.
      x-qcloud-exclusive: [[Force, Content]]
      properties:
        ThingId: { description: The thing., pattern: '^t-[0-9]+$', x-qcloud-meaning: an id such as t-1 }
        Force: { default: false }
  - target: $.components.schemas.DescribeThingsRequest.properties
    update:
      Filters: { maxItems: 10 }
      Limit: { maximum: 100, default: 20 }
  - target: $.components
    update:
      x-qcloud-errors:
        FailedOperation.Stuck:
          category: resource
          retry: later
          effect: none
          meaning: It is stuck.
          advice: Pull.
          source: https://things.example.com/errors
`;

/** Everything of the service that is made up; parts can be replaced. */
export function sources(
  parts: { readonly overlay?: string; readonly codes?: readonly string[] } = {},
): ServiceSources {
  const codes = {
    perAction: { DropThing: parts.codes ?? ['FailedOperation.Stuck', 'InvalidParameterValue.Id'] },
  };
  return {
    openapi: { name: 'specs/things.openapi.json', text: jsonText(openApi(description)) },
    errors: {
      name: 'specs/things.errors.json',
      text: jsonText(errorNames({ name: 'errors.json', text: JSON.stringify(codes) }, description)),
    },
    overlay: { name: 'specs/things.overlay.yaml', text: parts.overlay ?? overlay },
    common: ownSpec('common.yaml'),
    dialect,
  };
}
