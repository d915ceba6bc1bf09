import { expectAll, expectAnswer, unknownInstance, type Check } from '../check.js';
import { pages } from '../pages.js';

const invalid = ['InvalidParameter*', 'InvalidInstanceId*'] as const;

/** Missing, malformed, unknown. None of these requests can change anything. */
export const parameterChecks: readonly Check[] = [
  {
    id: 'parameters/action',
    title: 'an Action that does not exist is refused with InvalidAction',
    meaning: 'A client cannot tell a misspelt Action from a failure of the service.',
    source: pages.answers,
    run: expectAnswer({ change: { 'x-tc-action': 'DescribeInstance' } }, 'InvalidAction'),
  },
  {
    id: 'parameters/version',
    title: 'a version that does not exist is refused with NoSuchVersion',
    meaning: 'A client is answered by another version than the one whose types it has.',
    source: pages.answers,
    run: expectAnswer({ change: { 'x-tc-version': '2016-01-01' } }, 'NoSuchVersion'),
  },
  {
    id: 'parameters/public-missing',
    title: 'a request without Action, Version or Region is refused with MissingParameter',
    meaning: 'Mistakes of a client are answered with a code that says something else, or not at all.',
    source: pages.request,
    run: expectAll(
      // Pages do not say which of these a missing name is.
      ['without Action', { change: { 'x-tc-action': undefined } }, 'MissingParameter', 'InvalidAction'],
      ['without Version', { change: { 'x-tc-version': undefined } }, 'MissingParameter', 'NoSuchVersion'],
      ['without Region', { change: { 'x-tc-region': undefined } }, 'MissingParameter', 'UnsupportedRegion'],
    ),
  },
  {
    id: 'parameters/region',
    title: 'a region that does not exist is refused with UnsupportedRegion',
    meaning: 'A misspelt region answers for another one.',
    source: pages.answers,
    run: expectAnswer({ change: { 'x-tc-region': 'ap-nowhere' } }, 'UnsupportedRegion'),
  },
  {
    id: 'parameters/unknown',
    title: 'a parameter that does not exist is refused with UnknownParameter',
    meaning: 'A misspelt filter is ignored: the answer is about more than was asked for.',
    source: pages.answers,
    run: expectAll(
      ['limit', { parameters: { limit: 1 } }, 'UnknownParameter'],
      ['in an object', { parameters: { Filters: [{ name: 'zone' }] } }, 'UnknownParameter', ...invalid],
    ),
  },
  {
    id: 'parameters/type',
    title: 'a value of another type is refused with InvalidParameter',
    meaning: 'A filter that cannot be understood is ignored: the answer is about more than was asked for.',
    source: pages.answers,
    run: expectAll(
      ['a text for a number', { parameters: { Limit: 'many' } }, ...invalid],
      ['a text for a list', { parameters: { InstanceIds: unknownInstance } }, ...invalid],
      ['an object for a list', { parameters: { Filters: { Name: 'zone', Values: ['a'] } } }, ...invalid],
      ['a text for a number, by GET', { method: 'GET', parameters: { Limit: 'many' } }, ...invalid],
    ),
  },
  {
    id: 'parameters/range',
    title: 'a value out of its range, or no id, is refused',
    meaning: 'A page that cannot be given is answered with another one.',
    source: pages.list,
    run: expectAll(
      ['Limit 101', { parameters: { Limit: 101 } }, ...invalid],
      ['Offset -1', { parameters: { Offset: -1, Limit: 1 } }, ...invalid],
      ['no id', { parameters: { InstanceIds: ['no id'] } }, ...invalid],
    ),
  },
  {
    id: 'parameters/missing',
    title: 'a call without a required parameter is refused with MissingParameter',
    meaning: 'A call that names nothing is taken for one that names everything.',
    source: pages.answers,
    // This one reads. What acts is never asked without ids.
    run: expectAnswer({ action: 'DescribeInstanceVncUrl', parameters: {} }, 'MissingParameter'),
  },
  {
    id: 'parameters/together',
    title: 'InstanceIds and Filters exclude each other',
    meaning: 'One of two selections is ignored: the answer is about more than was asked for.',
    source: pages.list,
    run: expectAnswer(
      {
        parameters: {
          InstanceIds: [unknownInstance],
          Filters: [{ Name: 'zone', Values: ['ap-guangzhou-3'] }],
        },
      },
      ...invalid,
    ),
  },
  {
    id: 'parameters/filter',
    title: 'a filter that does not exist is refused',
    meaning: 'A misspelt filter is ignored: the answer is about more than was asked for.',
    source: pages.list,
    run: expectAnswer(
      { parameters: { Filters: [{ Name: 'no-such-filter', Values: ['a'] }] } },
      'InvalidFilter*',
      'InvalidParameter*',
    ),
  },
  {
    id: 'parameters/enum',
    title: 'a value that is none of the documented ones is refused',
    meaning: 'An instance is shut down another way than was asked for.',
    source: pages.stop,
    // An id that cannot exist: whatever the endpoint makes of it, nothing is stopped.
    run: expectAnswer(
      { action: 'StopInstances', parameters: { InstanceIds: [unknownInstance], StopType: 'GENTLE' } },
      'InvalidParameter*',
    ),
  },
  {
    id: 'parameters/body',
    title: 'a body that is no JSON object is refused',
    meaning: 'A call that was cut short is served as one without parameters: for everything.',
    source: pages.answers,
    run: expectAll(
      ['cut short', { body: '{"Limit": 1' }, 'InvalidParameter*', 'InvalidRequest'],
      ['a list', { body: '[]' }, 'InvalidParameter*', 'InvalidRequest'],
    ),
  },
];
