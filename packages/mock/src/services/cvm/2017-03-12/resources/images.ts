import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { code } from '../../../../core/chance.js';
import type { Failure, Invocation, Operation } from '../../../../core/service.js';
import type { Resource } from '../../collection.js';
import { fieldsOf, systems } from '../../instances/fields/fields.js';
import { stateAt } from '../../instances/record.js';
import type { OwnImage } from '../../resources.js';
import { findOwn, type CvmWorld } from '../../world.js';
import { pageOf } from '../listing/page.js';

const utc = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');

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
  { invocation, world }: { invocation: Invocation; world: CvmWorld },
): Image | undefined {
  const own = world.resources.images.get(id, invocation);
  return own ? { ...own, type: 'PRIVATE_IMAGE' } : publicImages.find((image) => image.id === id);
}

const platforms = ['CentOS', 'Ubuntu', 'TencentOS'];
const platformOf = (os: string): string =>
  platforms.find((name) => os.toLowerCase().startsWith(name.toLowerCase())) ?? 'TencentOS';

/** DescribeImages: the public ones, and the account's own. */
export const describeImages = (descriptor: OperationDescriptor, world: CvmWorld): Operation => ({
  descriptor,
  run: (invocation) => {
    const now = world.clock.now();
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
  },
});

const notFound = (id: string): Failure => ({
  code: 'InvalidImageId.NotFound',
  message: `the image ${id} does not exist, or is not the account's own`,
  localized: { 'zh-CN': `镜像 ${id} 不存在` },
});

/** CreateImage: of an instance, which is not changed by it. */
export const createImage = (descriptor: OperationDescriptor, world: CvmWorld): Operation => ({
  descriptor,
  run: (invocation) => {
    const input = invocation.input as {
      readonly ImageName: string;
      readonly ImageDescription?: string;
      readonly InstanceId?: string;
      readonly DryRun?: boolean;
    };
    const { images } = world.resources;
    const refuse = (failure: Failure) => ({ failure, changed: false });
    const record = input.InstanceId === undefined ? undefined : findOwn(input.InstanceId, invocation, world);
    if (input.InstanceId !== undefined && !record)
      return refuse({
        code: 'InvalidInstanceId.NotFound',
        message: `\`${input.InstanceId}\`: no such instance in ${invocation.region}`,
        localized: { 'zh-CN': `实例 ${input.InstanceId} 不存在` },
      });
    if (images.list(invocation).some(({ fields }) => fields.name === input.ImageName))
      return refuse({
        code: 'InvalidImageName.Duplicate',
        message: 'ImageName: there is an image of this name already',
        localized: { 'zh-CN': '镜像名称已存在' },
      });
    const now = world.clock.now();
    const state = record && stateAt(record, now);
    if (state !== undefined && state !== 'running' && state !== 'shutDown')
      return refuse({
        code: 'OperationDenied.InstanceOperationInProgress',
        message: `\`${input.InstanceId}\`: something is being done with it`,
        localized: { 'zh-CN': `实例 ${input.InstanceId} 正在操作中` },
      });
    if (input.DryRun) return { fields: { ImageId: '' }, changed: false };
    const id = `img-${code(`image/${world.resources.created}`, { seed: world.seed, length: 8 })}`;
    world.resources.created += 1;
    const source = record && fieldsOf(record);
    const { account, region } = invocation;
    images.put({
      ...{ id, account, region },
      fields: {
        name: input.ImageName,
        description: input.ImageDescription ?? '',
        instanceId: input.InstanceId ?? '',
        os: source?.os ?? systems[0].os,
        size: source?.diskInfo.rootSize ?? 20,
        createdAt: now,
        readyAt: now + world.durations.create,
      },
    });
    return { fields: { ImageId: id }, changed: true };
  },
});

/** ModifyImageAttribute. */
export const modifyImage = (descriptor: OperationDescriptor, world: CvmWorld): Operation => ({
  descriptor,
  run: (invocation) => {
    const input = invocation.input as {
      readonly ImageId: string;
      readonly ImageName?: string;
      readonly ImageDescription?: string;
    };
    const found = world.resources.images.get(input.ImageId, invocation);
    if (!found) return { failure: notFound(input.ImageId), changed: false };
    const { name, description } = found.fields;
    world.resources.images.put({
      ...found,
      fields: {
        ...found.fields,
        name: input.ImageName ?? name,
        description: input.ImageDescription ?? description,
      },
    });
    return { fields: {}, changed: true };
  },
});

/** DeleteImages: all of them, or none. */
export const deleteImages = (descriptor: OperationDescriptor, world: CvmWorld): Operation => ({
  descriptor,
  run: (invocation) => {
    const { ImageIds, DryRun } = invocation.input as {
      readonly ImageIds: readonly string[];
      readonly DryRun?: boolean;
    };
    const { images } = world.resources;
    const unknown = ImageIds.find((id) => !images.get(id, invocation));
    if (unknown !== undefined) return { failure: notFound(unknown), changed: false };
    if (!DryRun)
      for (const id of ImageIds) {
        const found = images.get(id, invocation);
        if (found) images.remove(found);
      }
    return { fields: {}, changed: DryRun !== true };
  },
});
