import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LoadOptions } from '../src/load/v2/load.js';

/** The repository's own specs directory. */
export const specsDirectory = fileURLToPath(new URL('../../../specs', import.meta.url));

export function readSpec(path: string): string {
  return readFileSync(`${specsDirectory}/${path}`, 'utf8');
}

export const dialect = JSON.parse(readSpec('dialect.schema.json')) as object;

/** A small module with one batch operation and one paged one. Tests break it in one place each. */
export const demo = `openapi: 3.1.1
info: { title: Demo, version: '2.0' }
x-qcloud-service:
  name: demo
  title: Demonstration
  host: demo.api.qcloud.com
  path: /v2/index.php
  quotas: [{ calls: 1000, seconds: 60, per: service }, { calls: 100, seconds: 60, per: action }]
  source: https://example.com/demo
paths:
  /StopThings:
    post:
      summary: Stop things
      description: Stops one or more things.
      externalDocs: { url: 'https://example.com/StopThings' }
      x-qcloud-repeatability: idempotent
      x-qcloud-errors: [Thing.Busy]
      x-qcloud-batch: { ids: thingIds, results: detail }
      x-qcloud-transition: { resource: thing, from: [1], via: 3, to: 2 }
      x-qcloud-input:
        required: [thingIds]
        properties:
          thingIds:
            type: array
            description: The things to stop.
            items: { $ref: '#/components/schemas/ThingId' }
            minItems: 1
            maxItems: 10
            uniqueItems: true
          force: { type: integer, description: 1 to use force., enum: [0, 1], default: 0 }
      x-qcloud-output:
        description: What became of each thing.
        required: [detail]
        properties:
          detail: { description: One result for each thing., $ref: ./common.yaml#/components/schemas/BatchResults }
      x-qcloud-examples:
        - name: one
          title: Stop one thing
          provenance: vendor-doc
          request: { thingIds: [t-1] }
          response: { detail: { t-1: { code: 0, message: '' } } }
  /ListThings:
    post:
      summary: List things
      description: Lists things.
      externalDocs: { url: 'https://example.com/ListThings' }
      x-qcloud-repeatability: read
      x-qcloud-pagination: { offset: offset, limit: limit, total: total, items: things, id: id }
      x-qcloud-input:
        properties:
          offset: { type: integer, description: How many to skip., minimum: 0, default: 0 }
          limit: { type: integer, description: At most how many., minimum: 1, maximum: 50, default: 20 }
          thingIds:
            type: array
            description: Only these.
            items: { $ref: '#/components/schemas/ThingId' }
            minItems: 1
      x-qcloud-output:
        description: One page of things.
        required: [total, things]
        properties:
          total: { type: integer, description: How many there are. }
          things:
            type: array
            description: The things of this page.
            items: { $ref: '#/components/schemas/Thing' }
      x-qcloud-examples:
        - name: all
          title: List all things
          provenance: inferred
          request: {}
          response: { total: 1, things: [{ id: t-1, status: 1, label: example }] }
components:
  schemas:
    ThingId:
      type: string
      description: Id of a thing.
      x-qcloud-source: https://example.com/Thing
      pattern: ^t-[0-9]{1,9}$
      x-qcloud-meaning: the id of a thing such as t-1
    ThingStatus:
      type: integer
      description: What a thing is doing.
      x-qcloud-source: https://example.com/Thing
      x-qcloud-values:
        '1': { name: running, meaning: Running. }
        '2': { name: stopped, meaning: Stopped. }
        '3': { name: stopping, meaning: Stopping. }
    Thing:
      type: object
      description: One thing.
      x-qcloud-source: https://example.com/Thing
      required: [id, status]
      properties:
        id: { description: Its id., $ref: '#/components/schemas/ThingId' }
        status: { description: What it is doing., $ref: '#/components/schemas/ThingStatus' }
        label: { type: string, description: Its label., maxLength: 20 }
  x-qcloud-errors:
    Thing.Busy:
      name: ThingBusy
      category: resource
      retry: later
      effect: none
      meaning: The thing is busy.
      advice: Wait until it is not busy any more.
      source: https://example.com/StopThings
  x-qcloud-waiters:
    ThingsStopped:
      description: Every thing is stopped.
      operation: ListThings
      ids: thingIds
      itemIds: [id]
      state: status
      success: [2]
      failure: [3]
      minDelay: 1
      maxDelay: 5
      source: https://example.com/ListThings
`;

/** A part of the demo spec, or of the common file, and what takes its place. */
export interface Edit {
  readonly replace?: string;
  readonly by?: string;
  readonly in?: 'common';
}

/** Load options for the demo module, edited. */
export function specs(edit: Edit = {}): LoadOptions {
  const { replace = '', by = '' } = edit;
  const original = edit.in === 'common' ? readSpec('2.0/common.yaml') : demo;
  if (!original.includes(replace)) throw new Error(`the spec does not contain: ${replace}`);
  const edited = original.replace(replace, () => by);
  return {
    texts: new Map([
      ['2.0/common.yaml', edit.in === 'common' ? edited : readSpec('2.0/common.yaml')],
      ['2.0/demo.yaml', edit.in === 'common' ? demo : edited],
    ]),
    dialect,
  };
}
