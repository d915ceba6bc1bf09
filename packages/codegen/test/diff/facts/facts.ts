/**
 * Everything that a description and its overlay can say, each said in two ways, and what a change from one to the other is to
 * programs. All of it can be said at once: many facts are about the same few parameters.
 */
import { abilityFacts } from './of-abilities.js';
import { actionFacts } from './of-actions.js';
import { serviceFacts } from './of-service.js';
import { typeFacts } from './of-types.js';
import type { Fact } from './rows.js';

/** Every fact, in an order that lets all of them hold at once. */
export const facts: readonly Fact[] = [...typeFacts, ...actionFacts, ...abilityFacts, ...serviceFacts];

/** What is no fact of an API that programs could meet, and why. */
export const withoutEffect: Readonly<Record<string, string>> = {
  'service.openapi': 'the version of OpenAPI',
  'service.info': 'the title of the file',
  'service.jsonSchemaDialect': 'the dialect of the file',
  'service.servers': 'for tools of OpenAPI; clients go by the hosts',
  'service.x-qcloud-service': 'its words are tried one by one',
  'service.tags': 'those of operations are tried',
  'about.name': 'another name is another service',
  'about.protocol': 'another protocol is another API',
  'about.path': 'there is only one; see the model',
  'operation.operationId': 'the Action again',
  'operation.externalDocs': 'the page of the Action: another with each version of the API',
  'operation.externalDocs.url': 'the page of the Action',
  'object.type': 'what is an object is one by what refers to it',
};
