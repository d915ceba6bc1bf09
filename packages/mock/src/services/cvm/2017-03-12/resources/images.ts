import { done, failure, refused, type Failure } from '../../../../core/service.js';
import type { Resource } from '../../collection.js';
import { fieldsOf, systems } from '../../instances/fields/fields.js';
import { stateAt } from '../../instances/record.js';
import type { OwnImage } from '../../resources.js';
import { utc } from '../../times.js';
import { findOwn } from '../../world.js';
import type { Behaviour, InputOf, Place } from '../behaviour.js';
import { pageOf } from '../listing/page.js';

/** Public ones are older than everything. */
const publicSince = Date.UTC(2020, 0, 1);

/** A public image, or one of an account's own. */
export type Image = Resource<Omit<OwnImage, 'instanceId'>> & {
  readonly type: 'PUBLIC_IMAGE' | 'PRIVATE_IMAGE';
};

/** The public images: those that instances are made from where nothing else is said. */
const publicImages: readonly Image[] = systems.map(({ unImgId, os }) => ({
  ...{ id: unImgId, account: '', region: '', type: 'PUBLIC_IMAGE' as const },
  fields: { name: os, description: '', os, size: 20, createdAt: publicSince, readyAt: publicSince },
}));

/** The image that a call may name: a public one, or the account's own in the region. */
export function findImage(
  id: string,
  { invocation, world }: Pick<Place, 'invocation' | 'world'>,
): Image | undefined {
  const own = world.resources.images.get(id, invocation);
  return own ? { ...own, type: 'PRIVATE_IMAGE' } : publicImages.find((image) => image.id === id);
}

const platforms = ['CentOS', 'Ubuntu', 'TencentOS'];
const platformOf = (os: string): string =>
  platforms.find((name) => os.toLowerCase().startsWith(name.toLowerCase())) ?? 'TencentOS';

/** The public ones, and the account's own. */
export const describeImages: Behaviour<'describeImages'> = (_input, { invocation, world, now }) => {
  const own = world.resources.images
    .list(invocation)
    .map((image): Image => ({ ...image, type: 'PRIVATE_IMAGE' }));
  const stateOf = ({ fields }: Image): string => (fields.readyAt > now ? 'CREATING' : 'NORMAL');
  return pageOf([...publicImages, ...own], {
    invocation,
    looksAt: {
      'image-id': ({ id }) => [id],
      'image-type': ({ type }) => [type],
      'image-name': ({ fields }) => [fields.name],
      'image-state': (image) => [stateOf(image)],
      platform: ({ fields }) => [platformOf(fields.os)],
      'tag-key': () => [],
      'tag-value': () => [],
    },
    write: (image) => ({
      ImageId: image.id,
      OsName: image.fields.os,
      ImageType: image.type,
      CreatedTime: utc(image.fields.createdAt),
      ImageName: image.fields.name,
      ImageDescription: image.fields.description,
      ImageSize: image.fields.size,
      Architecture: 'x86_64',
      ImageState: stateOf(image),
      Platform: platformOf(image.fields.os),
      ImageCreator: image.type === 'PUBLIC_IMAGE' ? 'tencent' : image.account,
      ImageSource: image.type === 'PUBLIC_IMAGE' ? 'OFFICIAL' : 'CREATE_IMAGE',
      SyncPercent: null,
      IsSupportCloudinit: true,
      SnapshotSet: [],
      Tags: [],
      LicenseType: 'TencentCloud',
    }),
  });
};

const notFound = (id: string): Failure =>
  failure(
    'InvalidImageId.NotFound',
    `the image ${id} does not exist, or is not the account's own`,
    `镜像 ${id} 不存在`,
  );

/** What keeps an image of an instance, which is not changed by it, from being made. */
function imageProblem(
  { ImageName, InstanceId }: InputOf<'createImage'>,
  { invocation, world, now }: Place,
): Failure | undefined {
  const record = InstanceId ? findOwn(InstanceId, invocation, world) : undefined;
  if (InstanceId && !record)
    return failure(
      'InvalidInstanceId.NotFound',
      `\`${InstanceId}\`: no such instance in ${invocation.region}`,
      `实例 ${InstanceId} 不存在`,
    );
  if (world.resources.images.list(invocation).some(({ fields }) => fields.name === ImageName))
    return failure(
      'InvalidImageName.Duplicate',
      'ImageName: there is an image of this name already',
      '镜像名称已存在',
    );
  return record && !['running', 'shutDown'].includes(stateAt(record, now))
    ? failure(
        'OperationDenied.InstanceOperationInProgress',
        `\`${InstanceId}\`: something is being done with it`,
        `实例 ${InstanceId} 正在操作中`,
      )
    : undefined;
}

export const createImage: Behaviour<'createImage'> = (input, place) => {
  const { ImageName: name, ImageDescription: description = '', InstanceId: instanceId = '' } = input;
  const { invocation, world, now } = place;
  const problem = imageProblem(input, place);
  if (problem) return refused(problem);
  if (input.DryRun) return { fields: {} };
  const id = world.resources.newId('img', world.seed);
  const record = findOwn(instanceId, invocation, world);
  const source = record && fieldsOf(record);
  world.resources.images.put({
    ...{ id, account: invocation.account, region: invocation.region },
    fields: {
      ...{ name, description, instanceId, createdAt: now, readyAt: now + world.durations.create },
      os: source?.os ?? systems[0].os,
      size: source?.diskInfo.rootSize ?? 20,
    },
  });
  return done({ ImageId: id });
};

export const modifyImage: Behaviour<'modifyImageAttribute'> = (
  { ImageId, ImageName, ImageDescription },
  { invocation, world },
) => {
  const { images } = world.resources;
  const found = images.get(ImageId, invocation);
  if (!found) return refused(notFound(ImageId));
  const { name, description } = found.fields;
  const fields = { ...found.fields, name: ImageName ?? name, description: ImageDescription ?? description };
  images.put({ ...found, fields });
  return done();
};

/** All of them, or none. */
export const deleteImages: Behaviour<'deleteImages'> = ({ ImageIds, DryRun }, { invocation, world }) => {
  const { images } = world.resources;
  const unknown = ImageIds.find((id) => !images.get(id, invocation));
  if (unknown !== undefined) return refused(notFound(unknown));
  if (DryRun) return { fields: {} };
  images.remove(ImageIds, invocation);
  return done();
};
