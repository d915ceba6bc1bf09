import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { code } from '../../../../core/chance.js';
import type { Failure, Invocation, Operation, Outcome } from '../../../../core/service.js';
import { anywhere, type Resource } from '../../collection.js';
import type { KeyPair } from '../../resources.js';
import type { CvmWorld } from '../../world.js';
import { describeAs } from '../changes/attributes.js';
import type { BatchChange } from '../changes/batch.js';
import { changing } from '../changes/reset.js';
import { pageOf } from '../listing/page.js';

const utc = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');

const refused = (code: string, message: string, chinese: string): Outcome => ({
  failure: { code, message, localized: { 'zh-CN': chinese } },
  changed: false,
});

const notFound = (id: string): Failure => ({
  code: 'InvalidKeyPairId.NotFound',
  message: `the key pair ${id} does not exist`,
  localized: { 'zh-CN': `密钥对 ${id} 不存在` },
});

/** A text of so many characters in the form of base64. */
const base64 = (label: string, length: number): string =>
  code(label, { seed: 0, length }).replace(/[aeiou]/g, (letter) => letter.toUpperCase());

/** CreateKeyPair, and ImportKeyPair of a public key that a call brings. A private key is worth nothing anywhere. */
export const createKeyPair = (descriptor: OperationDescriptor, world: CvmWorld): Operation => ({
  descriptor,
  run: (invocation) => {
    const {
      KeyName: name,
      ProjectId: projectId = 0,
      PublicKey,
    } = invocation.input as {
      readonly KeyName: string;
      readonly ProjectId?: number;
      readonly PublicKey?: string;
    };
    const { keyPairs } = world.resources;
    const owner = anywhere(invocation);
    if (!/^[A-Za-z0-9_]+$/.test(name))
      return refused(
        'InvalidKeyPairNameIncludeIllegalChar',
        'KeyName: letters, digits and underscores only',
        '密钥对名称只能包含字母、数字和下划线',
      );
    if (name.length > 25)
      return refused(
        'InvalidKeyPairNameTooLong',
        'KeyName: at most 25 characters',
        '密钥对名称不能超过 25 个字符',
      );
    if (keyPairs.list(owner).some(({ fields }) => fields.name === name))
      return refused(
        'InvalidKeyPairName.Duplicate',
        `KeyName: ${name} exists already`,
        `密钥对名称 ${name} 已存在`,
      );
    const id = `skey-${code(`key/${world.resources.created}`, { seed: world.seed, length: 8 })}`;
    world.resources.created += 1;
    const publicKey = PublicKey ?? `ssh-rsa ${base64(`public/${id}`, 200)} ${id}`;
    keyPairs.put({
      ...{ id, ...owner },
      fields: { name, projectId, description: '', publicKey, createdAt: world.clock.now() },
    });
    if (PublicKey !== undefined) return { fields: { KeyId: id }, changed: true };
    const PrivateKey = `-----BEGIN RSA PRIVATE KEY-----\n${base64(`private/${id}`, 200)}\n-----END RSA PRIVATE KEY-----\n`;
    return {
      fields: {
        KeyPair: {
          KeyId: id,
          KeyName: name,
          ProjectId: projectId,
          Description: '',
          PublicKey: publicKey,
          PrivateKey,
        },
      },
      changed: true,
    };
  },
});

/** DescribeKeyPairs. */
export const describeKeyPairs = (descriptor: OperationDescriptor, world: CvmWorld): Operation => ({
  descriptor,
  run: (invocation) => {
    const looksAt = {
      'project-id': ({ fields }: Resource<KeyPair>) => [`${fields.projectId}`],
      'key-name': ({ fields }: Resource<KeyPair>) => [fields.name],
    };
    return pageOf(world.resources.keyPairs.list(anywhere(invocation)), {
      invocation,
      looksAt,
      write: ({ id, fields }) => ({
        KeyId: id,
        KeyName: fields.name,
        ProjectId: fields.projectId,
        Description: fields.description,
        PublicKey: fields.publicKey,
        AssociatedInstanceIds: instancesWith(id, { invocation, world }),
        CreatedTime: utc(fields.createdAt),
        Tags: [],
      }),
    });
  },
});

/** The instances that a key pair is on. */
function instancesWith(
  id: string,
  { invocation, world }: { invocation: Invocation; world: CvmWorld },
): readonly string[] {
  const all = [...world.instances.all()].filter(({ account }) => account === invocation.account);
  return all.filter(({ newer }) => newer?.keyIds?.includes(id)).map(({ unInstanceId }) => unInstanceId);
}

/** ModifyKeyPairAttribute. */
export const modifyKeyPair = (descriptor: OperationDescriptor, world: CvmWorld): Operation => ({
  descriptor,
  run: (invocation) => {
    const { KeyId, KeyName, Description } = invocation.input as {
      readonly KeyId: string;
      readonly KeyName?: string;
      readonly Description?: string;
    };
    const found = world.resources.keyPairs.get(KeyId, anywhere(invocation));
    if (!found) return { failure: notFound(KeyId), changed: false };
    const { name, description } = found.fields;
    world.resources.keyPairs.put({
      ...found,
      fields: { ...found.fields, name: KeyName ?? name, description: Description ?? description },
    });
    return { fields: {}, changed: true };
  },
});

/** DeleteKeyPairs: only such as are on no instance. */
export const deleteKeyPairs = (descriptor: OperationDescriptor, world: CvmWorld): Operation => ({
  descriptor,
  run: (invocation) => {
    const ids = invocation.input['KeyIds'] as readonly string[];
    const { keyPairs } = world.resources;
    const owner = anywhere(invocation);
    const unknown = ids.find((id) => !keyPairs.get(id, owner));
    if (unknown !== undefined) return { failure: notFound(unknown), changed: false };
    const used = ids.find((id) => instancesWith(id, { invocation, world }).length > 0);
    if (used !== undefined)
      return refused(
        'InvalidParameterValue.KeyPairNotSupported',
        `the key pair ${used} is on instances`,
        `密钥对 ${used} 正在使用`,
      );
    for (const id of ids) {
      const found = keyPairs.get(id, owner);
      if (found) keyPairs.remove(found);
    }
    return { fields: {}, changed: true };
  },
});

/** AssociateInstancesKeyPairs, and the way back: of instances that are down, or go down for it by force. */
export const instancesKeyPairs = (kind: 'associate' | 'disassociate'): BatchChange => ({
  accepted: ({ invocation }) =>
    invocation.input['ForceStop'] === true ? ['shutDown', 'running'] : ['shutDown'],
  refuse: (invocation, world) => {
    const ids = invocation.input['KeyIds'] as readonly string[];
    const unknown = ids.find((id) => !world.resources.keyPairs.get(id, anywhere(invocation)));
    return unknown === undefined ? undefined : notFound(unknown);
  },
  apply: (call) => {
    const named = call.invocation.input['KeyIds'] as readonly string[];
    const others = (call.record.newer?.keyIds ?? []).filter((id) => !named.includes(id));
    describeAs(call.record, { newer: { keyIds: kind === 'associate' ? [...others, ...named] : others } });
    changing(call, 'deliveringKey');
  },
});
