import { code } from '../../../../core/chance.js';
import { done, failure, refused, type Failure } from '../../../../core/service.js';
import { anywhere, type Resource } from '../../collection.js';
import type { KeyPair } from '../../resources.js';
import { utc } from '../../times.js';
import type { Behaviour, InputOf, Place } from '../behaviour.js';
import { pageOf } from '../listing/page.js';

const notFound = (id: string): Failure =>
  failure('InvalidKeyPairId.NotFound', `the key pair ${id} does not exist`, `密钥对 ${id} 不存在`);

/** A text of so many characters in the form of base64. */
const base64 = (label: string, length: number): string =>
  code(label, { seed: 0, length }).replace(/[aeiou]/g, (letter) => letter.toUpperCase());

/** Why a key pair cannot have a name. */
function nameProblem(name: string, others: readonly Resource<KeyPair>[]): Failure | undefined {
  if (!/^[A-Za-z0-9_]+$/.test(name))
    return failure(
      'InvalidKeyPairNameIncludeIllegalChar',
      'KeyName: letters, digits and underscores only',
      '密钥对名称只能包含字母、数字和下划线',
    );
  if (name.length > 25)
    return failure(
      'InvalidKeyPairNameTooLong',
      'KeyName: at most 25 characters',
      '密钥对名称不能超过 25 个字符',
    );
  return others.some(({ fields }) => fields.name === name)
    ? failure('InvalidKeyPairName.Duplicate', `KeyName: ${name} exists already`, `密钥对名称 ${name} 已存在`)
    : undefined;
}

/** A key pair as it is shown. */
const described = ({ id, fields }: Pick<Resource<KeyPair>, 'id' | 'fields'>) => ({
  KeyId: id,
  KeyName: fields.name,
  ProjectId: fields.projectId,
  Description: fields.description,
  PublicKey: fields.publicKey,
});

/** CreateKeyPair, and ImportKeyPair of a public key that a call brings. A private key is worth nothing anywhere. */
export const createKeyPair = (
  {
    KeyName: name,
    ProjectId: projectId,
    PublicKey,
  }: InputOf<'createKeyPair'> & { readonly PublicKey?: string },
  { invocation, world, now }: Place,
) => {
  const { keyPairs } = world.resources;
  const owner = anywhere(invocation);
  const problem = nameProblem(name, keyPairs.list(owner));
  if (problem) return refused(problem);
  const id = world.resources.newId('skey', world.seed);
  const publicKey = PublicKey ?? `ssh-rsa ${base64(`public/${id}`, 200)} ${id}`;
  const fields = { name, projectId, description: '', publicKey, createdAt: now };
  keyPairs.put({ id, ...owner, fields });
  if (PublicKey !== undefined) return done({ KeyId: id });
  const PrivateKey = `-----BEGIN RSA PRIVATE KEY-----\n${base64(`private/${id}`, 200)}\n-----END RSA PRIVATE KEY-----\n`;
  return done({ KeyPair: { ...described({ id, fields }), PrivateKey } });
};

export const describeKeyPairs: Behaviour<'describeKeyPairs'> = (_input, { invocation, world }) =>
  pageOf(world.resources.keyPairs.list(anywhere(invocation)), {
    invocation,
    looksAt: {
      'project-id': ({ fields }) => [`${fields.projectId}`],
      'key-name': ({ fields }) => [fields.name],
    },
    write: (keyPair) => ({
      ...described(keyPair),
      AssociatedInstanceIds: instancesWith(keyPair.id, { invocation, world }),
      CreatedTime: utc(keyPair.fields.createdAt),
      Tags: [],
    }),
  });

/** The instances that a key pair is on. */
function instancesWith(
  id: string,
  { invocation, world }: Pick<Place, 'invocation' | 'world'>,
): readonly string[] {
  const all = [...world.instances.all()].filter(({ account }) => account === invocation.account);
  return all.filter(({ newer }) => newer?.keyIds?.includes(id)).map(({ unInstanceId }) => unInstanceId);
}

export const modifyKeyPair: Behaviour<'modifyKeyPairAttribute'> = (
  { KeyId, KeyName, Description },
  { invocation, world },
) => {
  const { keyPairs } = world.resources;
  const owner = anywhere(invocation);
  const found = keyPairs.get(KeyId, owner);
  if (!found) return refused(notFound(KeyId));
  const others = keyPairs.list(owner).filter(({ id }) => id !== KeyId);
  const problem = KeyName === undefined ? undefined : nameProblem(KeyName, others);
  if (problem) return refused(problem);
  const { name, description } = found.fields;
  const fields = { ...found.fields, name: KeyName ?? name, description: Description ?? description };
  keyPairs.put({ ...found, fields });
  return done();
};

/** Only such as are on no instance. */
export const deleteKeyPairs: Behaviour<'deleteKeyPairs'> = ({ KeyIds }, place) => {
  const problem = unknownKeyPair(KeyIds, place);
  if (problem) return refused(problem);
  const used = KeyIds.find((id) => instancesWith(id, place).length > 0);
  if (used !== undefined)
    return refused(
      failure(
        'InvalidParameterValue.KeyPairNotSupported',
        `the key pair ${used} is on instances`,
        `密钥对 ${used} 正在使用`,
      ),
    );
  place.world.resources.keyPairs.remove(KeyIds, anywhere(place.invocation));
  return done();
};

/** Why some key pairs cannot be used: one of them does not exist. */
export function unknownKeyPair(
  ids: readonly string[],
  { invocation, world }: Pick<Place, 'invocation' | 'world'>,
): Failure | undefined {
  const unknown = ids.find((id) => !world.resources.keyPairs.get(id, anywhere(invocation)));
  return unknown === undefined ? undefined : notFound(unknown);
}
