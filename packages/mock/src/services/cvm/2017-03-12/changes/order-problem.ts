import type { RunInstancesInput } from '@qcvm/client/v3';
import { failure, type Failure } from '../../../../core/service.js';
import { shown } from '../../../../core/words/redact.js';
import { anywhere } from '../../collection.js';
import type { Place } from '../behaviour.js';
import { cvmAnswers } from '../answers.gen.js';
import { findImage } from '../resources/images.js';
import { zoneNumber, zonesOf } from '../resources/places.js';
import { passwordProblem, typeProblem } from './value-problems.js';

const missing = (name: string): Failure =>
  failure(
    'MissingParameter',
    `The request is missing a required parameter \`${name}\``,
    `缺少参数错误：缺少 ${name}`,
  );

/** What keeps the instances of RunInstances from being bought. */
export function problemOf(input: RunInstancesInput, place: Place): Failure | undefined {
  const { Placement, ImageId, InstanceType } = input;
  return (
    zoneProblem(Placement?.Zone, place) ??
    imageProblem(ImageId, place) ??
    (InstanceType === undefined ? undefined : typeProblem(InstanceType)) ??
    wordProblem(input) ??
    chargeProblem(input) ??
    countProblem(input) ??
    loginProblem(input, place)
  );
}

function zoneProblem(zone: string | undefined, { invocation, world }: Place): Failure | undefined {
  const { region } = invocation;
  const number = zone === undefined ? undefined : zoneNumber(region, zone);
  if (zone === undefined || (number !== undefined && zonesOf(invocation, world).has(number % 100)))
    return undefined;
  return failure(
    'InvalidZone.MismatchRegion',
    `Placement.Zone: \`${shown(zone)}\` is no zone of ${region}`,
    `可用区 ${shown(zone)} 与地域 ${region} 不匹配`,
  );
}

function imageProblem(id: string | undefined, place: Place): Failure | undefined {
  if (id === undefined) return undefined;
  const image = findImage(id, place);
  if (image)
    return image.fields.readyAt > place.now
      ? failure(
          'InvalidParameterValue.InvalidImageState',
          `ImageId: the image ${id} is still being created`,
          `镜像 ${id} 正在创建中`,
        )
      : undefined;
  return place.world.behaviour.v3.unknownImages === 'accept'
    ? undefined
    : failure(
        'InvalidImageId.NotFound',
        `ImageId: the image ${id} does not exist in ${place.invocation.region}: DescribeImages lists those that do`,
        `镜像 ${id} 不存在`,
      );
}

/** The values that the documentation has for a field of a type. */
function wordsOf(type: string, field: string): readonly string[] {
  const found = cvmAnswers.types[type]?.[field];
  return found?.kind === 'string' ? (found.known ?? []) : [];
}

/** A word that is none of those that are documented. */
function wordProblem({
  InstanceChargeType,
  SystemDisk,
  DataDisks = [],
  InternetAccessible,
}: RunInstancesInput): Failure | undefined {
  const given: readonly (readonly [string, string | undefined, readonly string[]])[] = [
    ['InstanceChargeType', InstanceChargeType, wordsOf('Instance', 'InstanceChargeType')],
    ['SystemDisk.DiskType', SystemDisk?.DiskType, wordsOf('SystemDisk', 'DiskType')],
    ...DataDisks.map(
      ({ DiskType }, index) =>
        [`DataDisks.${index}.DiskType`, DiskType, wordsOf('DataDisk', 'DiskType')] as const,
    ),
    [
      'InternetAccessible.InternetChargeType',
      InternetAccessible?.InternetChargeType,
      wordsOf('InternetAccessible', 'InternetChargeType'),
    ],
  ];
  const wrong = given.find(([, word, words]) => word !== undefined && !words.includes(word));
  if (!wrong) return undefined;
  const [name, word = '', words] = wrong;
  return failure(
    'InvalidParameterValue',
    `The value \`${shown(word)}\` of parameter \`${name}\` is not valid: it must be one of ${words.join(', ')}`,
    `参数取值错误：参数 ${name} 的值 ${shown(word)} 不正确（${words.join('、')}）`,
  );
}

/** What is prepaid says for how long. */
const chargeProblem = ({
  InstanceChargeType,
  InstanceChargePrepaid,
}: RunInstancesInput): Failure | undefined =>
  InstanceChargeType === 'PREPAID' && !InstanceChargePrepaid ? missing('InstanceChargePrepaid') : undefined;

const countProblem = ({ MinCount = 0, InstanceCount = 1 }: RunInstancesInput): Failure | undefined =>
  MinCount > InstanceCount
    ? failure(
        'InvalidParameterValue.InvalidParameterMinCount',
        `MinCount ${MinCount} is more than InstanceCount ${InstanceCount}`,
        `MinCount ${MinCount} 大于 InstanceCount ${InstanceCount}`,
      )
    : undefined;

function loginProblem(
  { LoginSettings: { Password, KeyIds } = {} }: RunInstancesInput,
  { invocation, world }: Place,
): Failure | undefined {
  const problem = Password === undefined ? undefined : passwordProblem(Password);
  if (problem) return problem;
  const unknown = KeyIds?.find((id) => !world.resources.keyPairs.get(id, anywhere(invocation)));
  return unknown === undefined
    ? undefined
    : failure(
        'InvalidParameterValue.KeyPairNotFound',
        `LoginSettings.KeyIds: ${unknown} does not exist`,
        `密钥对 ${unknown} 不存在`,
      );
}
