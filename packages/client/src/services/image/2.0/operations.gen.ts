// Generated from specs/2.0/common.yaml and specs/2.0/image.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate
// @ts-nocheck: plain data, checked against its types by the tests of the generator

import type {
  BatchOperation,
  OperationDescriptor,
  PaginatedOperation,
  ServiceDescriptor,
} from '../../../model/descriptor.js';
import { commonErrors } from '../../2.0.gen.js';
import type * as Types from './types.gen.js';

/** Images of cloud virtual machines, version 2.0. */
export const image: ServiceDescriptor = {
  name: 'image',
  version: '2.0',
  protocol: 'v2',
  hosts: ['image.api.qcloud.com'],
  path: '/v2/index.php',
  quotas: [{ calls: 1000, seconds: 60, per: 'service' }, { calls: 100, seconds: 60, per: 'action' }],
  commonErrors,
};

/**
 * Create an image of an instance.
 *
 * @see
 *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E5%88%9B%E5%BB%BA%E8%87%AA%E5%AE%9A%E4%B9%89%E9%95%9C%E5%83%8F_en.md
 */
export const createImage: OperationDescriptor<Types.CreateImageInput, Types.CreateImageOutput> = {
  action: 'CreateImage',
  service: image,
  input: {
    imageName: {
      kind: 'string',
      required: true,
      pattern: '[A-Za-z0-9-]{1,16}',
      meaning: '1 to 16 letters, digits and hyphens',
    },
    instanceId: {
      kind: 'string',
      required: true,
      pattern: '(?:ins-|qcvm)[0-9a-z]{1,40}',
      meaning: 'an instance id such as ins-09dx96dg',
    },
    imageDescription: { kind: 'string', maxLength: 64 },
  },
  output: { requestId: { kind: 'integer', required: true } },
  repeatability: 'once',
};

/**
 * Delete images.
 *
 * @see
 *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E5%88%A0%E9%99%A4%E9%95%9C%E5%83%8F_en.md
 */
export const deleteImages: BatchOperation<Types.DeleteImagesInput, Types.DeleteImagesOutput> = {
  action: 'DeleteImages',
  service: image,
  input: {
    imageIds: {
      kind: 'list',
      required: true,
      items: { kind: 'string', pattern: 'img-[0-9a-z]{1,40}', meaning: 'an image id such as img-31tjrtph' },
      maxItems: 100,
      unique: true,
    },
  },
  repeatability: 'idempotent',
  batch: { ids: 'imageIds', maximum: 100, results: 'detail' },
};

/**
 * List images.
 *
 * @see
 *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E6%9F%A5%E8%AF%A2%E5%8F%AF%E7%94%A8%E7%9A%84%E9%95%9C%E5%83%8F%E5%88%97%E8%A1%A8_en.md
 */
export const describeImages: PaginatedOperation<
  Types.DescribeImagesInput,
  Types.DescribeImagesOutput,
  Types.ImageDetails
> = {
  action: 'DescribeImages',
  service: image,
  input: {
    imageType: { kind: 'integer', required: true, minimum: 0 },
    imageIds: {
      kind: 'list',
      items: { kind: 'string', pattern: 'img-[0-9a-z]{1,40}', meaning: 'an image id such as img-31tjrtph' },
      unique: true,
      selects: true,
    },
    limit: { kind: 'integer', minimum: 1, maximum: 100, default: 20 },
    offset: { kind: 'integer', minimum: 0, default: 0 },
    status: { kind: 'integer', minimum: 0, selects: true, default: 0 },
  },
  output: { imageSet: { kind: 'list', required: true }, totalCount: { kind: 'integer', required: true } },
  repeatability: 'read',
  pagination: {
    limit: 'limit',
    items: 'imageSet',
    id: 'unImgId',
    maxLimit: 100,
    offset: 'offset',
    total: 'totalCount',
  },
};

/**
 * Change an image's name or description.
 *
 * @see
 *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E4%BF%AE%E6%94%B9%E9%95%9C%E5%83%8F%E5%B1%9E%E6%80%A7_en.md
 */
export const modifyImageAttributes: OperationDescriptor<
  Types.ModifyImageAttributesInput,
  Types.ModifyImageAttributesOutput
> = {
  action: 'ModifyImageAttributes',
  service: image,
  input: {
    imageId: {
      kind: 'string',
      required: true,
      pattern: 'img-[0-9a-z]{1,40}',
      meaning: 'an image id such as img-31tjrtph',
    },
    imageDescription: { kind: 'string', maxLength: 64 },
    imageName: {
      kind: 'string',
      pattern: '[A-Za-z0-9-]{1,16}',
      meaning: '1 to 16 letters, digits and hyphens',
    },
  },
  repeatability: 'idempotent',
};
