import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LoadOptions } from '../src/load/load.js';

/** The repository's own specs directory. */
export const specsDirectory = fileURLToPath(new URL('../../../specs', import.meta.url));

export function readSpec(path: string): string {
  return readFileSync(`${specsDirectory}/${path}`, 'utf8');
}

export const dialect = JSON.parse(readSpec('dialect.schema.json')) as object;

/** A small module with one batch operation and one paged one. Tests break it in one place each. */
export const demo = `openapi: 3.1.1
info:
  title: Demo
  version: '2.0'
  summary: Two operations on things.
  description: A module that is as small as it can be.
  license: { name: Apache-2.0, identifier: Apache-2.0 }
servers:
  - { url: 'https://demo.api.qcloud.com/v2/index.php', description: The only URL. }
x-qcloud-service:
  name: demo
  title: Demonstration
  host: demo.api.qcloud.com
  path: /v2/index.php
  quotas: [{ calls: 1000, seconds: 60, per: service }, { calls: 100, seconds: 60, per: action }]
  source: https://example.com/demo
tags:
  - { name: thing, description: Things. }
security:
  - QcloudSignature: []
paths:
  /StopThings:
    post:
      operationId: StopThings
      summary: Stop things
      description: Stops one or more things.
      tags: [thing]
      externalDocs: { description: StopThings, url: 'https://example.com/StopThings' }
      x-qcloud-action: StopThings
      x-qcloud-repeatability: idempotent
      x-qcloud-errors: ['4000', Thing.Busy]
      x-qcloud-batch: { ids: thingIds, maximum: 10, results: detail }
      x-qcloud-transition: { resource: thing, from: [1], via: 3, to: 2 }
      x-qcloud-examples:
        - name: one
          title: Stop one thing
          provenance: vendor-doc
          source: https://example.com/StopThings
          request: one
          wire: Action=StopThings&thingIds.0=t-1&Signature=c2ln
          response: success
      requestBody:
        required: true
        description: Sent as a query string or as a form.
        content:
          application/x-www-form-urlencoded:
            schema:
              allOf:
                - $ref: ./common.yaml#/components/schemas/PublicParameters
                - $ref: '#/components/schemas/StopThingsInput'
              unevaluatedProperties: false
            examples:
              one:
                summary: One thing
                value: { thingIds: [t-1] }
      responses:
        '200':
          description: Every answer.
          content:
            application/json:
              schema:
                anyOf:
                  - allOf:
                      - $ref: ./common.yaml#/components/schemas/SuccessEnvelope
                      - $ref: '#/components/schemas/StopThingsOutput'
                  - $ref: ./common.yaml#/components/schemas/BatchErrorResponse
              examples:
                success:
                  summary: Accepted
                  value: { code: 0, codeDesc: Success, message: '', detail: { t-1: { code: 0, message: '' } } }
  /ListThings:
    post:
      operationId: ListThings
      summary: List things
      description: Lists things.
      tags: [thing]
      externalDocs: { description: ListThings, url: 'https://example.com/ListThings' }
      x-qcloud-action: ListThings
      x-qcloud-repeatability: read
      x-qcloud-errors: ['4000']
      x-qcloud-pagination: { offset: offset, limit: limit, total: total, items: things, id: id, maxLimit: 50 }
      requestBody:
        required: true
        description: Sent as a query string or as a form.
        content:
          application/x-www-form-urlencoded:
            schema:
              allOf:
                - $ref: ./common.yaml#/components/schemas/PublicParameters
                - $ref: '#/components/schemas/ListThingsInput'
              unevaluatedProperties: false
      responses:
        '200':
          description: Every answer.
          content:
            application/json:
              schema:
                anyOf:
                  - allOf:
                      - $ref: ./common.yaml#/components/schemas/SuccessEnvelope
                      - $ref: '#/components/schemas/ListThingsOutput'
                  - $ref: ./common.yaml#/components/schemas/ErrorResponse
components:
  securitySchemes:
    QcloudSignature:
      $ref: ./common.yaml#/components/securitySchemes/QcloudSignature
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
    StopThingsInput:
      type: object
      description: Parameters of StopThings.
      x-qcloud-source: https://example.com/StopThings
      required: [thingIds]
      properties:
        thingIds:
          type: array
          description: The things to stop.
          items: { $ref: '#/components/schemas/ThingId' }
          minItems: 1
          maxItems: 10
          uniqueItems: true
          x-qcloud-wire-name: thingIds.n
        force: { type: integer, description: 1 to use force., enum: [0, 1], default: 0 }
    StopThingsOutput:
      type: object
      description: What became of each thing.
      x-qcloud-source: https://example.com/StopThings
      required: [detail]
      properties:
        detail:
          type: object
          description: One result for each thing.
          additionalProperties: { $ref: ./common.yaml#/components/schemas/BatchResult }
          x-qcloud-batch-results: true
    ListThingsInput:
      type: object
      description: Parameters of ListThings.
      x-qcloud-source: https://example.com/ListThings
      properties:
        offset: { type: integer, description: How many to skip., minimum: 0, default: 0 }
        limit: { type: integer, description: At most how many., minimum: 1, maximum: 50, default: 20 }
        thingIds:
          type: array
          description: Only these.
          items: { $ref: '#/components/schemas/ThingId' }
          minItems: 1
          x-qcloud-wire-name: thingIds.n
    ListThingsOutput:
      type: object
      description: One page of things.
      x-qcloud-source: https://example.com/ListThings
      required: [total, things]
      properties:
        total: { type: integer, description: How many there are. }
        things:
          type: array
          description: The things of this page.
          items: { $ref: '#/components/schemas/Thing' }
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
