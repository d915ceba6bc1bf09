// Generated from specs/2.0/common.yaml and specs/2.0/image.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate
// @ts-nocheck: plain data, checked against its types by the tests of the generator

import type { MapShape, ObjectShape, OperationShapes, StringShape } from '../../shape.js';

/**
 * What became of one resource of a batch call. Given with `code` as a number and `requestId` as a string; on
 * the wire each may be the other.
 */
export const batchResultShape: ObjectShape = {
  kind: 'object',
  fields: {
    code: { kind: 'integer' },
    message: { kind: 'string' },
    codeDesc: { kind: 'string' },
    requestId: { kind: 'string' },
  },
  required: ['code', 'message'],
};

/** One result for each resource, by its id. */
export const batchResultsShape: MapShape = { kind: 'map', values: batchResultShape, batchResults: true };

/** Id of an image, `unImgId` of DescribeImages. */
export const imageIdShape: StringShape = {
  kind: 'string',
  pattern: 'img-[0-9a-z]{1,40}',
  examples: ['img-31tjrtph'],
};

/** One image, as DescribeImages lists it. */
export const imageDetailsShape: ObjectShape = {
  kind: 'object',
  fields: {
    unImgId: imageIdShape,
    createTime: { kind: 'string', examples: ['2016-11-24 09:22:18'] },
    creator: { kind: 'string' },
    imageDescription: { kind: 'string' },
    imageName: { kind: 'string' },
    imageType: { kind: 'integer' },
    osName: { kind: 'string', examples: ['CentOS 7.2 64bit'] },
    status: { kind: 'integer' },
  },
  required: ['unImgId'],
};

/** Every operation of the IMAGE API, by Action. */
export const imageShapes: OperationShapes = {
  CreateImage: {
    action: 'CreateImage',
    output: {
      kind: 'object',
      fields: { requestId: { kind: 'integer', minimum: 0 } },
      required: ['requestId'],
    },
    request: { imageName: 'web-2016', instanceId: 'ins-09dx96dg' },
    response: { code: 0, codeDesc: 'Success', message: '', requestId: 1231231 },
    failures: [],
    errors: [
      '4000', '4100', '4101', '4102', '4103', '4104', '4105', '4106', '4110', '4200', '4300', '4400', '4500',
      '4600', '5000', '6000', '6100', '6200',
    ],
  },
  DeleteImages: {
    action: 'DeleteImages',
    output: { kind: 'object', fields: { detail: batchResultsShape }, required: ['detail'] },
    request: { imageIds: ['img-31tjrtph', 'img-0vbqvzfn'] },
    response: {
      code: 0,
      codeDesc: 'Success',
      message: '',
      detail: { 'img-0vbqvzfn': { code: 0, message: '' }, 'img-31tjrtph': { code: 0, message: '' } },
    },
    failures: [
      {
        name: 'partly',
        summary: 'Delete two images, one of which does not exist',
        body: {
          code: 5400,
          codeDesc: 'PartlySucceeded',
          message: 'some resources failed',
          detail: {
            'img-0vbqvzfn': { code: 5000, message: 'the resource does not exist' },
            'img-31tjrtph': { code: 0, message: '' },
          },
        },
      },
    ],
    errors: [
      '4000', '4100', '4101', '4102', '4103', '4104', '4105', '4106', '4110', '4200', '4300', '4400', '4500',
      '4600', '5000', '5100', '5400', '6000', '6100', '6200',
    ],
  },
  DescribeImages: {
    action: 'DescribeImages',
    output: {
      kind: 'object',
      fields: {
        imageSet: { kind: 'list', items: imageDetailsShape },
        totalCount: { kind: 'integer', minimum: 0 },
      },
      required: ['imageSet', 'totalCount'],
    },
    request: { imageType: 2, limit: 1 },
    response: {
      code: 0,
      codeDesc: 'Success',
      message: '',
      imageSet: [
        {
          unImgId: 'img-31tjrtph',
          createTime: '2016-11-24 09:22:18',
          creator: '100000001',
          imageDescription: 'Web server, as of November',
          imageName: 'web-2016',
          imageType: 2,
          osName: 'CentOS 7.2 64bit',
          status: 2,
        },
      ],
      totalCount: 42,
    },
    failures: [],
    errors: [
      '4000', '4100', '4101', '4102', '4103', '4104', '4105', '4106', '4110', '4200', '4300', '4400', '4500',
      '4600', '5000', '6000', '6100', '6200',
    ],
  },
  ModifyImageAttributes: {
    action: 'ModifyImageAttributes',
    output: { kind: 'object', fields: {}, required: [] },
    request: { imageId: 'img-31tjrtph', imageName: 'web-2017' },
    response: { code: 0, codeDesc: 'Success', message: '' },
    failures: [],
    errors: [
      '4000', '4100', '4101', '4102', '4103', '4104', '4105', '4106', '4110', '4200', '4300', '4400', '4500',
      '4600', '5000', '6000', '6100', '6200',
    ],
  },
};
