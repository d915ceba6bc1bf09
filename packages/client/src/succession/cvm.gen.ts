// Generated from specs/2.0/common.yaml, specs/3.0/common.yaml, specs/3.0/cvm-2017-03-12.errors.json, specs/3.0/cvm-2017-03-12.openapi.json, specs/3.0/cvm-2017-03-12.overlay.yaml and specs/succession/cvm.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import {
  describeInstances,
  describeZones,
  rebootInstances,
  startInstances,
  stopInstances,
} from '../services/cvm/2017-03-12/operations.gen.js';
import type * as Types from '../services/cvm/2017-03-12/types.gen.js';
import { chinaTime, firstOf, flagOf, isNone, listOf, numberOf, present, within } from './item.js';
import type { Fields, MakeItem, SuccessionTable, ValueTable } from './table.js';

const autoRenewValues: ValueTable = {
  words: { 0: 'NOTIFY_AND_MANUAL_RENEW', 1: 'NOTIFY_AND_AUTO_RENEW', 2: 'DISABLE_NOTIFY_AND_MANUAL_RENEW' },
  numbers: { NOTIFY_AND_MANUAL_RENEW: 0, NOTIFY_AND_AUTO_RENEW: 1, DISABLE_NOTIFY_AND_MANUAL_RENEW: 2 },
  none: {},
};

const cvmPayModeValues: ValueTable = {
  words: { 1: 'PREPAID', 2: 'POSTPAID_BY_HOUR' },
  numbers: { PREPAID: 1, POSTPAID_BY_HOUR: 2 },
  none: { 0: 'API 3.0 has no instances that are postpaid by the month.' },
};

const diskTypeValues: ValueTable = {
  words: { 1: 'LOCAL_BASIC', 2: 'CLOUD_BASIC', 3: 'LOCAL_SSD', 4: 'CLOUD_SSD', 5: 'CLOUD_PREMIUM' },
  numbers: { LOCAL_BASIC: 1, CLOUD_BASIC: 2, LOCAL_SSD: 3, CLOUD_SSD: 4, CLOUD_PREMIUM: 5 },
  none: {},
};

const networkPayModeValues: ValueTable = {
  words: { 1: 'BANDWIDTH_PREPAID', 2: 'TRAFFIC_POSTPAID_BY_HOUR', 3: 'BANDWIDTH_POSTPAID_BY_HOUR' },
  numbers: { BANDWIDTH_PREPAID: 1, TRAFFIC_POSTPAID_BY_HOUR: 2, BANDWIDTH_POSTPAID_BY_HOUR: 3 },
  none: { 0: 'API 3.0 has no bandwidth that is postpaid by the month.' },
};

const statusValues: ValueTable = {
  words: {
    2: 'RUNNING',
    3: 'PENDING',
    4: 'STOPPED',
    5: 'SHUTDOWN',
    6: 'TERMINATING',
    7: 'REBOOTING',
    8: 'STARTING',
    9: 'STOPPING',
    '-1': 'LAUNCH_FAILED',
  },
  numbers: {
    RUNNING: 2,
    PENDING: 3,
    STOPPED: 4,
    REBOOTING: 7,
    STARTING: 8,
    STOPPING: 9,
    TERMINATING: 6,
    SHUTDOWN: 5,
    LAUNCH_FAILED: -1,
    ENTER_RESCUE_MODE: 21,
    RESCUE_MODE: 21,
    EXIT_RESCUE_MODE: 21,
    ENTER_SERVICE_LIVE_MIGRATE: 21,
    SERVICE_LIVE_MIGRATE: 21,
    EXIT_SERVICE_LIVE_MIGRATE: 21,
  },
  otherwise: 21,
  none: {
    1: 'API 3.0 shows such an instance as LAUNCH_FAILED, which is -1, or not at all.',
    10: 'Ask for `LatestOperation` ResetInstancesPassword with `LatestOperationState` OPERATING.',
    11: 'No equivalent in API 3.0.',
    12: 'Ask for `LatestOperation` CreateImage with `LatestOperationState` OPERATING.',
    13: 'Ask for `LatestOperation` ResetInstancesInternetMaxBandwidth with `LatestOperationState` OPERATING.',
    14: 'Ask for `LatestOperation` ResetInstance with `LatestOperationState` OPERATING.',
    15: 'No equivalent in API 3.0.',
    16: 'No equivalent in API 3.0.',
    17: 'No equivalent in API 3.0.',
    18: 'No equivalent in API 3.0.',
    19:
      'Ask for `LatestOperation` ResetInstancesType or ResizeInstanceDisks with `LatestOperationState` ' +
      'OPERATING.',
    20:
      'Ask for `LatestOperation` AssociateInstancesKeyPairs or DisassociateInstancesKeyPairs with ' +
      '`LatestOperationState` OPERATING.',
  },
};

type Item = Types.DescribeInstancesOutput['InstanceSet'][number];

const diskInfoOf = (item: Item): Fields | undefined => within({
  rootId: item.SystemDisk?.DiskId,
  rootSize: item.SystemDisk?.DiskSize,
  rootType: numberOf(item.SystemDisk?.DiskType, diskTypeValues),
  storageId: item.DataDisks?.[0]?.DiskId,
  storageSize: item.DataDisks?.[0]?.DiskSize,
  storageType: numberOf(item.DataDisks?.[0]?.DiskType, diskTypeValues),
});

/** An item of DescribeInstances as API 2.0 shows it. */
const describeInstancesItem: MakeItem = (item: Item, { region, zones }) => present({
  Region: region,
  autoRenew: isNone(item.RenewFlag) ? 0 : numberOf(item.RenewFlag, autoRenewValues),
  bandwidth: item.InternetAccessible?.InternetMaxBandwidthOut,
  cpu: item.CPU,
  createTime: chinaTime(item.CreatedTime),
  cvmPayMode: numberOf(item.InstanceChargeType, cvmPayModeValues),
  deadlineTime: isNone(item.ExpiredTime) ? '0000-00-00 00:00:00' : chinaTime(item.ExpiredTime),
  instanceName: item.InstanceName,
  isVpcGateway: flagOf(item.VirtualPrivateCloud?.AsVpcGateway),
  lanIp: firstOf(item.PrivateIpAddresses),
  mem: item.Memory,
  networkPayMode: numberOf(item.InternetAccessible?.InternetChargeType, networkPayModeValues),
  os: item.OsName,
  projectId: item.Placement?.ProjectId,
  status: numberOf(item.InstanceState, statusValues),
  unImgId: item.ImageId,
  unInstanceId: item.InstanceId,
  uuid: item.Uuid,
  wanIpSet: listOf(item.PublicIpAddresses),
  zoneId: zones?.byKey.get(item.Placement?.Zone)?.id,
  zoneName: zones?.byKey.get(item.Placement?.Zone)?.name,
  diskInfo: diskInfoOf(item),
});

/** What became of the operations of cvm in API 2.0. */
export const cvmSuccession: SuccessionTable = {
  service: 'cvm',
  changes: {
    RestartInstances: {
      operation: rebootInstances,
      parameters: {
        forceStop: { kind: 'parameter', to: 'StopType', words: { 0: 'SOFT', 1: 'SOFT_FIRST' } },
        instanceIds: { kind: 'parameter', to: 'InstanceIds' },
      },
    },
    StartInstances: {
      operation: startInstances,
      parameters: { instanceIds: { kind: 'parameter', to: 'InstanceIds' } },
    },
    StopInstances: {
      operation: stopInstances,
      parameters: {
        forceStop: { kind: 'parameter', to: 'StopType', words: { 0: 'SOFT', 1: 'SOFT_FIRST' } },
        instanceIds: { kind: 'parameter', to: 'InstanceIds' },
      },
    },
  },
  lists: {
    DescribeInstances: {
      operation: describeInstances,
      parameters: {
        instanceIds: { kind: 'parameter', to: 'InstanceIds' },
        lanIps: {
          kind: 'filter',
          filters: ['private-ip-address', 'public-ip-address'],
          fields: ['lanIp', 'wanIpSet'],
        },
        limit: { kind: 'parameter', to: 'Limit' },
        offset: { kind: 'parameter', to: 'Offset' },
        projectId: { kind: 'filter', filters: ['project-id'], fields: ['projectId'] },
        searchWord: { kind: 'filter', filters: ['instance-name'], fields: ['instanceName'], part: true },
        simplify: { kind: 'dropped' },
        status: { kind: 'filter', filters: ['instance-state'], fields: ['status'], values: statusValues },
        zoneId: { kind: 'filter', filters: ['zone'], fields: ['zoneId'], zone: true },
      },
      ids: { name: 'instanceIds', to: 'InstanceIds' },
      total: { name: 'totalCount', from: 'TotalCount' },
      items: { name: 'instanceSet', from: 'InstanceSet' },
      make: describeInstancesItem,
      reads: [
        'AsVpcGateway', 'CPU', 'CreatedTime', 'DataDisks', 'DiskId', 'DiskSize', 'DiskType', 'ExpiredTime',
        'ImageId', 'InstanceChargeType', 'InstanceId', 'InstanceName', 'InstanceState', 'InternetAccessible',
        'InternetChargeType', 'InternetMaxBandwidthOut', 'Memory', 'OsName', 'Placement',
        'PrivateIpAddresses', 'ProjectId', 'PublicIpAddresses', 'RenewFlag', 'SystemDisk', 'Uuid',
        'VirtualPrivateCloud', 'Zone',
      ],
      own: { offset: 'offset', limit: 'limit', defaultLimit: 20 },
      paging: { offset: 'Offset', limit: 'Limit', id: 'InstanceId', maxLimit: 100 },
      maxValues: 5,
    },
  },
  zones: { operation: describeZones, items: 'ZoneSet', id: 'ZoneId', key: 'Zone', name: 'ZoneName' },
  look: {
    list: describeInstances,
    ids: 'InstanceIds',
    limit: 'Limit',
    maxLimit: 100,
    items: 'InstanceSet',
    total: 'TotalCount',
    offset: 'Offset',
    id: 'InstanceId',
    state: 'InstanceState',
    lastRequest: 'LatestOperationRequestId',
    gone: ['SHUTDOWN'],
  },
  olderIds: 'qcvm',
  regions: {
    gz: 'ap-guangzhou',
    bj: 'ap-beijing',
    sh: 'ap-shanghai',
    cd: 'ap-chengdu',
    hk: 'ap-hongkong',
    sg: 'ap-singapore',
    kr: 'ap-seoul',
    de: 'eu-frankfurt',
    ca: 'na-toronto',
    usw: 'na-siliconvalley',
    shjr: 'ap-shanghai-fsi',
    szjr: 'ap-shenzhen-fsi',
    gzopen: 'ap-guangzhou-open',
    cq: 'ap-chongqing',
    use: 'na-ashburn',
    in: 'ap-mumbai',
    th: 'ap-bangkok',
    jp: 'ap-tokyo',
    ru: 'eu-moscow',
    nj: 'ap-nanjing',
    tsn: 'ap-tianjin',
    tpe: 'ap-taipei',
    szx: 'ap-shenzhen',
    qy: 'ap-qingyuan',
    bjjr: 'ap-beijing-fsi',
    jkt: 'ap-jakarta',
    sao: 'sa-saopaulo',
    gy: 'ap-guiyang',
  },
  errors: {
    'Invalid*': { code: 4000, codeDesc: 'InvalidRequestParameter' },
    'MissingParameter*': { code: 4000, codeDesc: 'InvalidRequestParameter' },
    'UnknownParameter*': { code: 4000, codeDesc: 'InvalidRequestParameter' },
    UnsupportedRegion: { code: 4000, codeDesc: 'InvalidRequestParameter' },
    RequestSizeLimitExceeded: { code: 4000, codeDesc: 'InvalidRequestParameter' },
    'InvalidInstanceId.Malformed': { code: 4000, codeDesc: 'InvalidInstanceId.Malformed', each: true },
    'InvalidParameterValue.InstanceIdMalformed': {
      code: 4000,
      codeDesc: 'InvalidInstanceId.Malformed',
      each: true,
    },
    'AuthFailure.*': { code: 4100, codeDesc: 'AuthFailure' },
    'UnauthorizedOperation*': { code: 4101, codeDesc: 'ActionNotAuthorized', named: 4102 },
    'AuthFailure.UnauthorizedOperation': { code: 4101, codeDesc: 'ActionNotAuthorized', named: 4102 },
    'AuthFailure.SecretIdNotFound': { code: 4104, codeDesc: 'SecretIdNotFound' },
    'AuthFailure.InvalidSecretId': { code: 4104, codeDesc: 'SecretIdNotFound' },
    'AuthFailure.TokenFailure': { code: 4105, codeDesc: 'TokenInvalid' },
    'AuthFailure.MFAFailure': { code: 4106, codeDesc: 'MfaCheckFailed' },
    'UnauthorizedOperation.MFA*': { code: 4106, codeDesc: 'MfaCheckFailed' },
    'OperationDenied*': { code: 4110, codeDesc: 'AuthorizationFailed' },
    IpInBlacklist: { code: 4110, codeDesc: 'AuthorizationFailed' },
    IpNotInWhitelist: { code: 4110, codeDesc: 'AuthorizationFailed' },
    'AuthFailure.SignatureExpire': { code: 4200, codeDesc: 'RequestExpired' },
    'RequestLimitExceeded*': { code: 4400, codeDesc: 'QuotaExceeded' },
    UnsupportedProtocol: { code: 4600, codeDesc: 'ProtocolNotSupported' },
    'InvalidInstanceId.NotFound': { code: 5000, each: true },
    'UnsupportedOperation.InstanceStateShutdown': { code: 5000, each: true },
    'UnsupportedOperation.InstanceStateTerminated': { code: 5000, each: true },
    'ResourceNotFound*': { code: 5000, codeDesc: 'ResourceNotFound' },
    'UnsupportedOperation.InstanceState*': {
      code: 5100,
      codeDesc: 'OperationConstraints.InvaildInstanceStatus',
      each: true,
    },
    'UnsupportedOperation.StoppedModeStopCharging*': {
      code: 5100,
      codeDesc: 'OperationConstraints.InvaildInstanceStatus',
      each: true,
    },
    'UnsupportedOperation.HibernationForNormalInstance': {
      code: 5100,
      codeDesc: 'OperationConstraints.InvaildInstanceStatus',
      each: true,
    },
    'UnsupportedOperation.InstanceReinstallFailed': {
      code: 5100,
      codeDesc: 'OperationConstraints.InvaildInstanceStatus',
      each: true,
    },
    'InvalidInstance.NotSupported': {
      code: 5100,
      codeDesc: 'OperationConstraints.InvaildInstanceStatus',
      each: true,
    },
    'FailedOperation.InvalidInstanceApplicationRole': {
      code: 5100,
      codeDesc: 'OperationConstraints.InvaildInstanceStatus',
      each: true,
    },
    'OperationDenied.InstanceOperationInProgress': {
      code: 5100,
      codeDesc: 'OperationConstraints.InvaildInstanceStatus',
      each: true,
    },
    'MutexOperation.TaskRunning': {
      code: 5100,
      codeDesc: 'OperationConstraints.InvaildInstanceStatus',
      each: true,
    },
    'UnsupportedOperation*': {
      code: 5100,
      codeDesc: 'OperationConstraints.InvaildInstanceStatus',
      each: true,
    },
    'ResourceInUse*': { code: 5100, each: true },
    'ResourceUnavailable*': { code: 5100, each: true },
    'FailedOperation*': { code: 5100, codeDesc: 'OperationFail.AllResourceOpFailed' },
    'LimitExceeded*': { code: 5100, codeDesc: 'OperationFail.AllResourceOpFailed' },
    'InvalidAccount.InsufficientBalance': { code: 5300, codeDesc: 'PurchaseBalanceTooLow' },
    'ResourceInsufficient*': { code: 5200, each: true },
    'ResourcesSoldOut*': { code: 5200, each: true },
    'InternalError*': { code: 6000, codeDesc: 'InternalError' },
    InternalServerError: { code: 6000, codeDesc: 'InternalError' },
    ResponseSizeLimitExceeded: { code: 6000, codeDesc: 'InternalError' },
    InvalidAction: { code: 6100, codeDesc: 'VersionNotSupported' },
    InvalidRequest: { code: 6100, codeDesc: 'VersionNotSupported' },
    NoSuchProduct: { code: 6100, codeDesc: 'VersionNotSupported' },
    NoSuchVersion: { code: 6100, codeDesc: 'VersionNotSupported' },
    ActionOffline: { code: 6100, codeDesc: 'VersionNotSupported' },
    ServiceUnavailable: { code: 6200, codeDesc: 'ServiceUnavailable' },
  },
  verdicts: {
    missing: 'InvalidInstanceId.NotFound',
    unfit: 'InvalidInstance.NotSupported',
    oldId: 'InvalidInstanceId.Malformed',
  },
  batch: {
    all: { code: 5100, codeDesc: 'OperationFail.AllResourceOpFailed' },
    some: { code: 5400, codeDesc: 'PartlySucceeded' },
  },
};
