// Generated from specs/2.0/common.yaml and specs/2.0/cvm.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate
// @ts-nocheck: plain data, checked against its types by the tests of the generator

import type {
  IntegerShape,
  MapShape,
  NamedValue,
  ObjectShape,
  OperationShapes,
  StringShape,
} from '../../shape.js';

/** Documented values of `AutoRenew`. Others may come. */
export const autoRenewValues: readonly NamedValue[] = [
  { value: 0, name: 'disabled', meaning: 'Not renewed automatically.' },
  { value: 1, name: 'enabled', meaning: 'Renewed automatically.' },
  { value: 2, name: 'declined', meaning: 'Explicitly not renewed at expiry.' },
];

/** Documented values of `CvmPayMode`. Others may come. */
export const cvmPayModeValues: readonly NamedValue[] = [
  { value: 0, name: 'monthlyPostpaid', meaning: 'Postpaid by the month.' },
  { value: 1, name: 'prepaid', meaning: 'Prepaid.' },
  { value: 2, name: 'postpaid', meaning: 'Postpaid by use.' },
];

/** Documented values of `DiskType`. Others may come. */
export const diskTypeValues: readonly NamedValue[] = [
  { value: 1, name: 'local', meaning: 'Local disk.' },
  { value: 2, name: 'cloud', meaning: 'Cloud disk (HDD).' },
  { value: 3, name: 'localSsd', meaning: 'Local SSD.' },
  { value: 4, name: 'cloudSsd', meaning: 'Cloud SSD.' },
  { value: 5, name: 'cloudPremium', meaning: 'Premium cloud disk.' },
];

/** Documented values of `InstanceStatus`. Others may come. */
export const instanceStatusValues: readonly NamedValue[] = [
  { value: -1, name: 'creationFailed', meaning: 'Creation failed.' },
  { value: 1, name: 'failure', meaning: 'Faulty.' },
  { value: 2, name: 'running', meaning: 'Running.' },
  { value: 3, name: 'creating', meaning: 'Being created.' },
  { value: 4, name: 'shutDown', meaning: 'Shut down.' },
  { value: 5, name: 'returned', meaning: 'Returned to the vendor.' },
  { value: 6, name: 'returning', meaning: 'Being returned to the vendor.' },
  { value: 7, name: 'rebooting', meaning: 'Rebooting.' },
  { value: 8, name: 'starting', meaning: 'Starting.' },
  { value: 9, name: 'shuttingDown', meaning: 'Shutting down.' },
  { value: 10, name: 'resettingPassword', meaning: 'Its password is being reset.' },
  { value: 11, name: 'formatting', meaning: 'A disk of it is being formatted.' },
  { value: 12, name: 'makingImage', meaning: 'An image of it is being created.' },
  { value: 13, name: 'settingBandwidth', meaning: 'Its bandwidth is being set.' },
  { value: 14, name: 'reinstallingSystem', meaning: 'Its system is being reinstalled.' },
  { value: 15, name: 'bindingDomain', meaning: 'A domain is being bound to it.' },
  { value: 16, name: 'unbindingDomain', meaning: 'A domain is being unbound from it.' },
  { value: 17, name: 'bindingLoadBalancer', meaning: 'It is being bound to a load balancer.' },
  { value: 18, name: 'unbindingLoadBalancer', meaning: 'It is being unbound from a load balancer.' },
  { value: 19, name: 'upgrading', meaning: 'Its configuration is being upgraded.' },
  { value: 20, name: 'deliveringKey', meaning: 'A key is being bound to it.' },
];

/** Documented values of `NetworkPayMode`. Others may come. */
export const networkPayModeValues: readonly NamedValue[] = [
  { value: 0, name: 'monthlyPostpaid', meaning: 'Postpaid by the month.' },
  { value: 1, name: 'prepaid', meaning: 'Prepaid.' },
  { value: 2, name: 'byTraffic', meaning: 'By traffic.' },
  { value: 3, name: 'byBandwidth', meaning: 'By bandwidth.' },
];

/**
 * Status of an instance. Any value that is not named here means maintenance: the instance runs normally but
 * cannot be operated on.
 */
export const instanceStatusShape: IntegerShape = {
  kind: 'integer',
  known: [-1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
  examples: [2],
};

/**
 * Id of an instance: `unInstanceId` of DescribeInstances (`ins-09dx96dg`), or the older `instanceId` (`qcvm`
 * and 32 hexadecimal digits).
 */
export const instanceIdShape: StringShape = {
  kind: 'string',
  pattern: '(?:ins-|qcvm)[0-9a-z]{1,40}',
  examples: ['ins-09dx96dg'],
};

/** Whether a prepaid instance is renewed automatically. */
export const autoRenewShape: IntegerShape = { kind: 'integer', known: [0, 1, 2], examples: [0] };

/** Billing mode of an instance. */
export const cvmPayModeShape: IntegerShape = { kind: 'integer', known: [0, 1, 2], examples: [1] };

/** Kind of a disk. */
export const diskTypeShape: IntegerShape = { kind: 'integer', known: [1, 2, 3, 4, 5], examples: [2] };

/** Disks of an instance. Documented as an array, sent as one object. */
export const diskInfoShape: ObjectShape = {
  kind: 'object',
  fields: {
    rootId: { kind: 'string', examples: ['disk-hq2agvi8'] },
    rootSize: { kind: 'integer', minimum: 0 },
    rootType: diskTypeShape,
    storageId: { kind: 'string', examples: ['disk-fegdogdg'] },
    storageSize: { kind: 'integer', minimum: 0 },
    storageType: diskTypeShape,
  },
  required: [],
};

/** Billing mode of an instance's network. */
export const networkPayModeShape: IntegerShape = { kind: 'integer', known: [0, 1, 2, 3], examples: [2] };

/** One instance, as DescribeInstances lists it. */
export const instanceShape: ObjectShape = {
  kind: 'object',
  fields: {
    status: instanceStatusShape,
    unInstanceId: instanceIdShape,
    autoRenew: autoRenewShape,
    bandwidth: { kind: 'integer', minimum: 0 },
    cpu: { kind: 'integer', minimum: 0 },
    createTime: { kind: 'string', examples: ['2016-11-24 09:22:18'] },
    cvmPayMode: cvmPayModeShape,
    deadlineTime: { kind: 'string', examples: ['2017-01-24 09:22:25'] },
    deviceClass: { kind: 'string', examples: ['VSELF_2'] },
    diskInfo: diskInfoShape,
    imageId: { kind: 'integer' },
    imageType: { kind: 'string' },
    instanceId: { kind: 'string', examples: ['qcvm0c7dca6b0244fde9b36d7cbc986274a5'] },
    instanceName: { kind: 'string' },
    isVpcGateway: { kind: 'integer' },
    lanIp: { kind: 'string', examples: ['10.104.249.153'] },
    mem: { kind: 'integer', minimum: 0 },
    networkPayMode: networkPayModeShape,
    os: { kind: 'string', examples: ['centos7.2x86_64'] },
    projectId: { kind: 'integer' },
    Region: { kind: 'string', examples: ['gz'] },
    statusTime: { kind: 'string', examples: ['2016-11-30 10:48:24'] },
    subnetId: { kind: 'integer' },
    unImgId: { kind: 'string', examples: ['img-31tjrtph'] },
    uuid: { kind: 'string', examples: ['a952c786-a1ee-4d0a-8c45-2640ea70e704'] },
    vpcId: { kind: 'integer' },
    wanIpSet: { kind: 'list', items: { kind: 'string' } },
    zoneId: { kind: 'integer', examples: [100003] },
    zoneName: { kind: 'string' },
  },
  required: ['status', 'unInstanceId'],
};

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

/** Every operation of the CVM API, by Action. */
export const cvmShapes: OperationShapes = {
  DescribeInstances: {
    action: 'DescribeInstances',
    output: {
      kind: 'object',
      fields: {
        instanceSet: { kind: 'list', items: instanceShape },
        totalCount: { kind: 'integer', minimum: 0 },
      },
      required: ['instanceSet', 'totalCount'],
    },
    request: { instanceIds: ['ins-r8hr2upy', 'ins-5d8a23rs'] },
    response: {
      code: 0,
      codeDesc: 'Success',
      message: '',
      instanceSet: [
        {
          status: 2,
          unInstanceId: 'ins-r8hr2upy',
          autoRenew: 0,
          bandwidth: 1,
          cpu: 8,
          createTime: '2016-11-24 09:22:18',
          cvmPayMode: 1,
          deadlineTime: '2017-01-24 09:22:25',
          deviceClass: 'VSELF_2',
          diskInfo: {
            rootId: 'disk-hq2agvi8',
            rootSize: 50,
            rootType: 2,
            storageId: 'disk-fegdogdg',
            storageSize: 100,
            storageType: 2,
          },
          imageId: 53,
          imageType: 'Public image',
          instanceId: 'qcvm0c7dca6b0244fde9b36d7cbc986274a5',
          instanceName: 'notebook',
          isVpcGateway: 0,
          lanIp: '10.104.249.153',
          mem: 16,
          networkPayMode: 1,
          os: 'centos7.2x86_64',
          projectId: 0,
          Region: 'gz',
          statusTime: '2016-11-30 10:48:24',
          subnetId: 0,
          unImgId: 'img-31tjrtph',
          uuid: 'a952c786-a1ee-4d0a-8c45-2640ea70e704',
          vpcId: 0,
          wanIpSet: ['123.207.115.47'],
          zoneId: 100003,
          zoneName: 'Guangzhou Zone 3',
        },
        {
          status: 4,
          unInstanceId: 'ins-5d8a23rs',
          autoRenew: 0,
          bandwidth: 1,
          cpu: 1,
          createTime: '2016-12-02 00:22:40',
          cvmPayMode: 2,
          deadlineTime: '0000-00-00 00:00',
          deviceClass: 'VSELF',
          diskInfo: { rootId: 'disk-4rnslbwq', rootSize: 50, rootType: 2 },
          imageId: 6,
          imageType: 'Public image',
          instanceId: 'qcvmfd57f3113bc6fd6f0c8ce381f5433539',
          instanceName: 'image test',
          isVpcGateway: 0,
          lanIp: '10.104.37.58',
          mem: 1,
          networkPayMode: 2,
          os: 'Xserver V8.1_64',
          projectId: 0,
          Region: 'gz',
          statusTime: '2016-12-02 12:28:09',
          subnetId: 0,
          unImgId: 'img-0vbqvzfn',
          uuid: '9bd7331d-fb7d-4013-bcb1-65a0d4b46873',
          vpcId: 0,
          wanIpSet: ['123.207.32.83'],
          zoneId: 100002,
          zoneName: 'Guangzhou Zone 2',
        },
      ],
      totalCount: 2,
    },
    failures: [
      {
        name: 'refused',
        summary: 'A signature that does not fit',
        body: { code: 4100, codeDesc: 'AuthFailure', message: 'signature verification failed' },
      },
    ],
    errors: [
      '4000', '4100', '4101', '4102', '4103', '4104', '4105', '4106', '4110', '4200', '4300', '4400', '4500',
      '4600', '5000', '6000', '6100', '6200',
    ],
  },
  RestartInstances: {
    action: 'RestartInstances',
    output: { kind: 'object', fields: { detail: batchResultsShape }, required: ['detail'] },
    request: { instanceIds: ['ins-r8hr2upy'] },
    response: {
      code: 0,
      codeDesc: 'Success',
      message: '',
      detail: { 'ins-r8hr2upy': { code: 0, message: '', requestId: '1231231231231' } },
    },
    failures: [
      {
        name: 'partly',
        summary: 'Restart two instances by force; one of them is shut down',
        body: {
          code: 5400,
          codeDesc: 'PartlySucceeded',
          message: 'some resources failed',
          detail: {
            'ins-5d8a23rs': {
              code: 5100,
              message: 'the instance is not running',
              codeDesc: 'OperationConstraints.InvaildInstanceStatus',
              requestId: '1231231231232',
            },
            'ins-r8hr2upy': { code: 0, message: '', requestId: '1231231231231' },
          },
        },
      },
      {
        name: 'refused',
        summary: 'Neither instance can be restarted',
        body: {
          code: 5100,
          codeDesc: 'OperationFail.AllResourceOpFailed',
          message: 'all resources failed',
          detail: {
            'ins-5d8a23rs': {
              code: 5000,
              message: 'the resource does not exist',
              requestId: '1231231231232',
            },
            'ins-r8hr2upy': {
              code: 5100,
              message: 'the instance is not running',
              codeDesc: 'OperationConstraints.InvaildInstanceStatus',
              requestId: '1231231231231',
            },
          },
        },
      },
    ],
    errors: [
      '4000', '4100', '4101', '4102', '4103', '4104', '4105', '4106', '4110', '4200', '4300', '4400', '4500',
      '4600', '5000', '5100', '5400', '6000', '6100', '6200', 'OperationConstraints.InvaildInstanceStatus',
    ],
    transition: { resource: 'instance', from: [2], via: 7, to: 2 },
  },
  StartInstances: {
    action: 'StartInstances',
    output: { kind: 'object', fields: { detail: batchResultsShape }, required: ['detail'] },
    request: { instanceIds: ['ins-qcvm12345'] },
    response: {
      code: 0,
      codeDesc: 'Success',
      message: '',
      detail: { 'ins-qcvm12345': { code: 0, message: '', requestId: '1231231231231' } },
    },
    failures: [
      {
        name: 'partly',
        summary: 'Start two instances; one of them is already running',
        body: {
          code: 5400,
          codeDesc: 'PartlySucceeded',
          message: 'some resources failed',
          detail: {
            'ins-09dx96dg': { code: 0, message: '', requestId: '1231231231231' },
            'ins-4jgc8a6z': {
              code: 5100,
              message: 'the instance is not shut down',
              codeDesc: 'OperationConstraints.InvaildInstanceStatus',
              requestId: '1231231231232',
            },
          },
        },
      },
      {
        name: 'refused',
        summary: 'Neither instance can be started',
        body: {
          code: 5100,
          codeDesc: 'OperationFail.AllResourceOpFailed',
          message: 'all resources failed',
          detail: {
            'ins-09dx96dg': {
              code: 5100,
              message: 'the instance is not shut down',
              codeDesc: 'OperationConstraints.InvaildInstanceStatus',
              requestId: '1231231231231',
            },
            'ins-4jgc8a6z': {
              code: 5000,
              message: 'the resource does not exist',
              requestId: '1231231231232',
            },
          },
        },
      },
    ],
    errors: [
      '4000', '4100', '4101', '4102', '4103', '4104', '4105', '4106', '4110', '4200', '4300', '4400', '4500',
      '4600', '5000', '5100', '5400', '6000', '6100', '6200', 'OperationConstraints.InvaildInstanceStatus',
    ],
    transition: { resource: 'instance', from: [4], via: 8, to: 2 },
  },
  StopInstances: {
    action: 'StopInstances',
    output: { kind: 'object', fields: { detail: batchResultsShape }, required: ['detail'] },
    request: { instanceIds: ['qcvm12345'] },
    response: {
      code: 0,
      codeDesc: 'Success',
      message: '',
      detail: { qcvm12345: { code: 0, message: '', requestId: '1231231231231' } },
    },
    failures: [
      {
        name: 'partly',
        summary: 'Stop two instances by force; one of them is already shut down',
        body: {
          code: 5400,
          codeDesc: 'PartlySucceeded',
          message: 'some resources failed',
          detail: {
            'ins-09dx96dg': { code: 0, message: '', requestId: '1231231231231' },
            'ins-4jgc8a6z': {
              code: 5100,
              message: 'the instance is not running',
              codeDesc: 'OperationConstraints.InvaildInstanceStatus',
              requestId: '1231231231232',
            },
          },
        },
      },
      {
        name: 'refused',
        summary: 'Neither instance can be stopped',
        body: {
          code: 5100,
          codeDesc: 'OperationFail.AllResourceOpFailed',
          message: 'all resources failed',
          detail: {
            'ins-09dx96dg': {
              code: 5100,
              message: 'the instance is not running',
              codeDesc: 'OperationConstraints.InvaildInstanceStatus',
              requestId: '1231231231231',
            },
            'ins-4jgc8a6z': {
              code: 5000,
              message: 'the resource does not exist',
              requestId: '1231231231232',
            },
          },
        },
      },
    ],
    errors: [
      '4000', '4100', '4101', '4102', '4103', '4104', '4105', '4106', '4110', '4200', '4300', '4400', '4500',
      '4600', '5000', '5100', '5400', '6000', '6100', '6200', 'OperationConstraints.InvaildInstanceStatus',
    ],
    transition: { resource: 'instance', from: [2], via: 9, to: 4 },
  },
};
