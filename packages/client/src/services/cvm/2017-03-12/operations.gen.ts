// Generated from specs/3.0/common.yaml, specs/3.0/cvm-2017-03-12.errors.json, specs/3.0/cvm-2017-03-12.openapi.json and specs/3.0/cvm-2017-03-12.overlay.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate
// @ts-nocheck: plain data, checked against its types by the tests of the generator

import type {
  BatchOperation,
  BooleanParameter,
  ChangeOperation,
  IntegerParameter,
  ListParameter,
  ObjectParameter,
  OperationDescriptor,
  PaginatedOperation,
  ParameterTable,
  ServiceDescriptor,
  StringParameter,
  TokenPaginatedOperation,
  WaiterDescriptor,
} from '../../../model/descriptor.js';
import { commonErrors } from '../../3.0.gen.js';
import {
  accountQualificationRestrictions,
  authFailureCamRoleNameAuthenticateFailed,
  cvmErrors,
  eniNotAllowedChangeSubnet,
  failedOperationAlreadyInDisasterRecoverGroup,
  failedOperationDisasterRecoverGroupNotFound,
  failedOperationIllegalTagKey,
  failedOperationInquiryPriceFailed,
  failedOperationInvalidInstanceApplicationRole,
  failedOperationSnapshotSizeLargerThanDataSize,
  failedOperationSnapshotSizeLessThanDataSize,
  imageQuotaLimitExceeded,
  mutexOperationTaskRunning,
  operationDeniedChcDeployConfigInvalid,
  regionAbilityLimit,
  secGroupActionFailure,
  vpcAddrNotInSubNet,
  vpcIpIsUsed,
} from './errors.gen.js';
import type * as Types from './types.gen.js';

/** Cloud Virtual Machine, version 2017-03-12. */
export const cvm: ServiceDescriptor = {
  name: 'cvm',
  version: '2017-03-12',
  protocol: 'v3',
  hosts: ['cvm.tencentcloudapi.com', 'cvm.{region}.tencentcloudapi.com', 'cvm.intl.tencentcloudapi.com'],
  path: '/',
  signingName: 'cvm',
  emptyLists: true,
  quotas: [{ calls: 10, seconds: 1, per: 'action' }],
  errors: cvmErrors,
  commonErrors,
};

const clientTokenParameter: StringParameter = {
  kind: 'string',
  pattern: '[\\x21-\\x7e]+',
  meaning: 'a token of printable ASCII characters',
  maxLength: 64,
};

const text: StringParameter = { kind: 'string' };

const minimumInteger: IntegerParameter = { kind: 'integer', minimum: 0 };

const defaultFlag: BooleanParameter = { kind: 'boolean', default: false };

const instanceIdsParameter: ListParameter = {
  kind: 'list',
  required: true,
  items: { kind: 'string', pattern: 'ins-[0-9a-z]{1,40}', meaning: 'an instance id such as ins-09dx96dg' },
  maxItems: 100,
  unique: true,
  selects: true,
};

const keyIdsParameter: ListParameter = {
  kind: 'list',
  required: true,
  items: {
    kind: 'string',
    pattern: 'skey-[0-9a-z]{1,40}',
    meaning: 'the id of a key pair such as skey-11112222',
  },
  maxItems: 100,
  unique: true,
  selects: true,
};

const bmcSecurityGroupIdsParameter: ListParameter = {
  kind: 'list',
  items: { kind: 'string' },
  selects: true,
};

const chcIdsParameter: ListParameter = {
  kind: 'list',
  required: true,
  items: { kind: 'string' },
  selects: true,
};

const flag: BooleanParameter = { kind: 'boolean' };

const requiredText: StringParameter = { kind: 'string', required: true };

const maxLengthText: StringParameter = { kind: 'string', maxLength: 256 };

const projectIdParameter: IntegerParameter = { kind: 'integer', required: true, minimum: 0 };

const integer: IntegerParameter = { kind: 'integer' };

const maxLengthText_: StringParameter = { kind: 'string', maxLength: 128 };

const instanceIdsParameter_: ListParameter = {
  kind: 'list',
  required: true,
  items: { kind: 'string' },
  maxItems: 100,
  selects: true,
};

const limitParameter: IntegerParameter = { kind: 'integer', minimum: 1, maximum: 100, default: 20 };

const offsetParameter: IntegerParameter = { kind: 'integer', minimum: 0, default: 0 };

const imageIdParameter: StringParameter = {
  kind: 'string',
  required: true,
  pattern: 'img-[0-9a-z]{1,40}',
  meaning: 'an image id such as img-gvbnzy6f',
};

const instanceIdParameter: StringParameter = {
  kind: 'string',
  required: true,
  pattern: 'ins-[0-9a-z]{1,40}',
  meaning: 'an instance id such as ins-09dx96dg',
};

const statusListParameter: ListParameter = { kind: 'list', items: { kind: 'string' } };

const stopTypeParameter: StringParameter = {
  kind: 'string',
  values: ['SOFT', 'HARD', 'SOFT_FIRST'],
  default: 'SOFT',
};

const publicKeyParameter: StringParameter = { kind: 'string', required: true, minLength: 1 };

const requiredInteger: IntegerParameter = { kind: 'integer', required: true };

const defaultFlag_: BooleanParameter = { kind: 'boolean', default: true };

const maxLengthText__: StringParameter = { kind: 'string', maxLength: 60 };

const nullableText: StringParameter = { kind: 'string', nullable: true };

const nullableInteger: IntegerParameter = { kind: 'integer', nullable: true };

const chargePrepaidFields: ParameterTable = {
  Period: {
    kind: 'integer',
    required: true,
    minimum: 0,
    values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 24, 36],
  },
  RenewFlag: text,
};

const placementFields: ParameterTable = {
  DedicatedResourcePackIds: bmcSecurityGroupIdsParameter,
  DedicatedResourcePackTenancy: text,
  HostId: text,
  HostIds: bmcSecurityGroupIdsParameter,
  ProjectId: { kind: 'integer', default: 0 },
  RackId: text,
  Zone: publicKeyParameter,
};

const tagFields: ParameterTable = { Key: requiredText, Value: requiredText };

const tagSpecificationFields: ParameterTable = {
  ResourceType: requiredText,
  Tags: { kind: 'list', required: true, items: { kind: 'object', fields: tagFields } },
};

const virtualPrivateCloudFields: ParameterTable = {
  AsVpcGateway: defaultFlag,
  Ipv6AddressCount: minimumInteger,
  PrivateIpAddresses: statusListParameter,
  SubnetId: requiredText,
  VpcId: requiredText,
};

const chcDeployExtraConfigFields: ParameterTable = {
  BootFile: text,
  BootType: requiredText,
  MiniOsType: requiredText,
  NextServerAddress: text,
};

const storageBlockFields: ParameterTable = { MaxSize: integer, MinSize: integer, Type: text };

const externalsFields: ParameterTable = {
  ReleaseAddress: flag,
  StorageBlockAttr: { kind: 'object', fields: storageBlockFields },
  UnsupportNetworks: statusListParameter,
};

const actionTimerFields: ParameterTable = {
  ActionTime: text,
  ActionTimerId: text,
  Externals: { kind: 'object', fields: externalsFields },
  InstanceId: text,
  Status: text,
  TimerAction: text,
};

const dataDiskFields: ParameterTable = {
  BurstPerformance: flag,
  CdcId: nullableText,
  DeleteWithInstance: defaultFlag_,
  DiskId: text,
  DiskName: maxLengthText_,
  DiskSize: requiredInteger,
  DiskType: text,
  Encrypt: defaultFlag,
  KmsKeyId: nullableText,
  SnapshotId: text,
  ThroughputPerformance: nullableInteger,
};

const runAutomationServiceEnabledFields: ParameterTable = { Enabled: flag };

const runMonitorServiceEnabledFields: ParameterTable = { Enabled: flag };

const runSecurityServiceEnabledFields: ParameterTable = { Enabled: flag };

const enhancedServiceFields: ParameterTable = {
  AutomationService: { kind: 'object', fields: runAutomationServiceEnabledFields },
  MonitorService: { kind: 'object', fields: runMonitorServiceEnabledFields },
  SecurityService: { kind: 'object', fields: runSecurityServiceEnabledFields },
};

const instanceChargePrepaidFields: ParameterTable = {
  Period: {
    kind: 'integer',
    required: true,
    values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 24, 36, 48, 60],
  },
  RenewFlag: text,
};

const spotMarketOptionsInputFields: ParameterTable = { MaxPrice: requiredText, SpotInstanceType: text };

const instanceMarketOptionsRequestInputFields: ParameterTable = {
  MarketType: text,
  SpotOptions: { kind: 'object', required: true, fields: spotMarketOptionsInputFields },
};

const internetAccessibleFields: ParameterTable = {
  AntiDDoSPackageId: text,
  BandwidthPackageId: text,
  IPv4AddressType: text,
  IPv6AddressType: text,
  InternetChargeType: text,
  InternetMaxBandwidthOut: offsetParameter,
  InternetServiceProvider: text,
  PublicIpAssigned: flag,
};

const loginSettingsFields: ParameterTable = {
  KeepImageLogin: text,
  KeyIds: { kind: 'list', nullable: true, items: { kind: 'string' }, selects: true },
  Password: { kind: 'string', minLength: 8, maxLength: 30 },
};

const metadataItemInputFields: ParameterTable = { Key: requiredText, Value: requiredText };

const metadataInputFields: ParameterTable = {
  Items: { kind: 'list', required: true, items: { kind: 'object', fields: metadataItemInputFields } },
};

const networkInterfacesFields: ParameterTable = {
  DeleteWithInstance: flag,
  InterfaceType: requiredText,
  NetworkInterfaceId: text,
  PrivateIpv4AddressCount: requiredInteger,
  SecurityGroupIds: bmcSecurityGroupIdsParameter,
  SubnetId: requiredText,
  VpcId: requiredText,
};

const systemDiskFields: ParameterTable = {
  CdcId: nullableText,
  DiskId: text,
  DiskName: maxLengthText_,
  DiskSize: { kind: 'integer', default: 50 },
  DiskType: text,
  Encrypt: defaultFlag,
  KmsKeyId: text,
};

const importImageDataDiskFields: ParameterTable = { ImageUrl: requiredText };

const cpuTopologyFields: ParameterTable = { CoreCount: nullableInteger, ThreadPerCore: nullableInteger };

const launchTemplateFields: ParameterTable = {
  LaunchTemplateId: text,
  LaunchTemplateVersion: minimumInteger,
};

const placementParameter: ObjectParameter = { kind: 'object', required: true, fields: placementFields };

const tagSpecificationParameter: ListParameter = {
  kind: 'list',
  items: { kind: 'object', fields: tagSpecificationFields },
};

const bmcVirtualPrivateCloudParameter: ObjectParameter = {
  kind: 'object',
  required: true,
  fields: virtualPrivateCloudFields,
};

const deployVirtualPrivateCloudParameter: ObjectParameter = {
  kind: 'object',
  fields: virtualPrivateCloudFields,
};

const actionTimerParameter: ObjectParameter = { kind: 'object', fields: actionTimerFields };

const dataDisksParameter: ListParameter = { kind: 'list', items: { kind: 'object', fields: dataDiskFields } };

const enhancedServiceParameter: ObjectParameter = { kind: 'object', fields: enhancedServiceFields };

const instanceChargePrepaidParameter: ObjectParameter = {
  kind: 'object',
  fields: instanceChargePrepaidFields,
};

const instanceMarketOptionsParameter: ObjectParameter = {
  kind: 'object',
  fields: instanceMarketOptionsRequestInputFields,
};

const internetAccessibleParameter: ObjectParameter = { kind: 'object', fields: internetAccessibleFields };

const loginSettingsParameter: ObjectParameter = {
  kind: 'object',
  fields: loginSettingsFields,
  exclusive: [['Password', 'KeyIds'], ['Password', 'KeepImageLogin'], ['KeyIds', 'KeepImageLogin']],
};

const metadataParameter: ObjectParameter = { kind: 'object', fields: metadataInputFields };

const networkInterfacesParameter: ListParameter = {
  kind: 'list',
  items: { kind: 'object', fields: networkInterfacesFields },
};

const systemDiskParameter: ObjectParameter = { kind: 'object', fields: systemDiskFields };

export const allocateHosts: OperationDescriptor<Types.AllocateHostsInput, Types.AllocateHostsOutput> = {
  action: 'AllocateHosts',
  service: cvm,
  input: {
    ClientToken: clientTokenParameter,
    HostChargePrepaid: { kind: 'object', fields: chargePrepaidFields },
    HostChargeType: text,
    HostCount: minimumInteger,
    HostType: text,
    Placement: placementParameter,
    TagSpecification: tagSpecificationParameter,
  },
  errors: { 'InvalidProjectId.NotFound': failedOperationDisasterRecoverGroupNotFound },
  repeatability: 'once',
  clientToken: 'ClientToken',
};

/**
 * Bind key pairs to instances.
 *
 * @see https://cloud.tencent.com/document/api/213/15698
 */
export const associateInstancesKeyPairs: BatchOperation<
  Types.AssociateInstancesKeyPairsInput,
  Types.AssociateInstancesKeyPairsOutput
> = {
  action: 'AssociateInstancesKeyPairs',
  service: cvm,
  input: { ForceStop: defaultFlag, InstanceIds: instanceIdsParameter, KeyIds: keyIdsParameter },
  errors: {
    'InvalidKeyPairId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
  batch: { ids: 'InstanceIds', maximum: 100 },
};

/**
 * Add instances to a security group.
 *
 * @see https://cloud.tencent.com/document/api/213/31282
 */
export const associateSecurityGroups: BatchOperation<
  Types.AssociateSecurityGroupsInput,
  Types.AssociateSecurityGroupsOutput
> = {
  action: 'AssociateSecurityGroups',
  service: cvm,
  input: {
    InstanceIds: instanceIdsParameter,
    SecurityGroupIds: {
      kind: 'list',
      required: true,
      items: {
        kind: 'string',
        pattern: 'sg-[0-9a-z]{1,40}',
        meaning: 'a security group such as sg-efil73jd',
      },
      maxItems: 1,
      selects: true,
    },
  },
  errors: {
    'InvalidSecurityGroupId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
    SecGroupActionFailure: secGroupActionFailure,
  },
  repeatability: 'idempotent',
  batch: { ids: 'InstanceIds', maximum: 100 },
};

export const configureChcAssistVpc: OperationDescriptor<
  Types.ConfigureChcAssistVpcInput,
  Types.ConfigureChcAssistVpcOutput
> = {
  action: 'ConfigureChcAssistVpc',
  service: cvm,
  input: {
    BmcSecurityGroupIds: bmcSecurityGroupIdsParameter,
    BmcVirtualPrivateCloud: bmcVirtualPrivateCloudParameter,
    ChcDeployExtraConfig: { kind: 'object', fields: chcDeployExtraConfigFields },
    ChcIds: chcIdsParameter,
    DeploySecurityGroupIds: bmcSecurityGroupIdsParameter,
    DeployVirtualPrivateCloud: deployVirtualPrivateCloudParameter,
  },
  errors: {
    AccountQualificationRestrictions: accountQualificationRestrictions,
    'InvalidHost.NotSupported': failedOperationAlreadyInDisasterRecoverGroup,
    VpcAddrNotInSubNet: vpcAddrNotInSubNet,
    VpcIpIsUsed: vpcIpIsUsed,
  },
  repeatability: 'once',
};

export const configureChcDeployVpc: OperationDescriptor<
  Types.ConfigureChcDeployVpcInput,
  Types.ConfigureChcDeployVpcOutput
> = {
  action: 'ConfigureChcDeployVpc',
  service: cvm,
  input: {
    ChcDeployExtraConfig: { kind: 'object', fields: chcDeployExtraConfigFields },
    ChcIds: chcIdsParameter,
    DeploySecurityGroupIds: bmcSecurityGroupIdsParameter,
    DeployVirtualPrivateCloud: bmcVirtualPrivateCloudParameter,
  },
  errors: {
    AccountQualificationRestrictions: accountQualificationRestrictions,
    'InvalidHost.NotSupported': failedOperationAlreadyInDisasterRecoverGroup,
    VpcAddrNotInSubNet: vpcAddrNotInSubNet,
    VpcIpIsUsed: vpcIpIsUsed,
  },
  repeatability: 'once',
};

export const convertOperatingSystems: OperationDescriptor<
  Types.ConvertOperatingSystemsInput,
  Types.ConvertOperatingSystemsOutput
> = {
  action: 'ConvertOperatingSystems',
  service: cvm,
  input: { DryRun: defaultFlag, InstanceIds: chcIdsParameter, MinimalConversion: flag, TargetOSType: text },
  repeatability: 'once',
  dryRun: 'DryRun',
};

export const createDisasterRecoverGroup: OperationDescriptor<
  Types.CreateDisasterRecoverGroupInput,
  Types.CreateDisasterRecoverGroupOutput
> = {
  action: 'CreateDisasterRecoverGroup',
  service: cvm,
  input: {
    Affinity: { kind: 'integer', minimum: 1, maximum: 10 },
    ClientToken: clientTokenParameter,
    Name: requiredText,
    PartitionCount: { kind: 'integer', minimum: 2, maximum: 30 },
    Strategy: text,
    TagSpecification: tagSpecificationParameter,
    Type: requiredText,
  },
  repeatability: 'once',
  clientToken: 'ClientToken',
};

export const createHpcCluster: OperationDescriptor<
  Types.CreateHpcClusterInput,
  Types.CreateHpcClusterOutput
> = {
  action: 'CreateHpcCluster',
  service: cvm,
  input: {
    HpcClusterBusinessId: text,
    HpcClusterType: text,
    Name: requiredText,
    Remark: text,
    TagSpecification: tagSpecificationParameter,
    Zone: requiredText,
  },
  repeatability: 'once',
};

/**
 * Create an image.
 *
 * @see https://cloud.tencent.com/document/api/213/16726
 */
export const createImage: OperationDescriptor<Types.CreateImageInput, Types.CreateImageOutput> = {
  action: 'CreateImage',
  service: cvm,
  input: {
    DataDiskIds: bmcSecurityGroupIdsParameter,
    DryRun: defaultFlag,
    ForcePoweroff: text,
    ImageDescription: maxLengthText,
    ImageFamily: text,
    ImageName: { kind: 'string', required: true, minLength: 1, maxLength: 60 },
    InstanceId: {
      kind: 'string',
      unless: ['SnapshotIds'],
      pattern: 'ins-[0-9a-z]{1,40}',
      meaning: 'an instance id such as ins-09dx96dg',
    },
    SnapshotIds: bmcSecurityGroupIdsParameter,
    Sysprep: text,
    TagSpecification: tagSpecificationParameter,
  },
  exclusive: [['InstanceId', 'SnapshotIds']],
  errors: {
    ImageQuotaLimitExceeded: imageQuotaLimitExceeded,
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
  dryRun: 'DryRun',
};

/**
 * Create a key pair.
 *
 * @see https://cloud.tencent.com/document/api/213/15702
 */
export const createKeyPair: OperationDescriptor<Types.CreateKeyPairInput, Types.CreateKeyPairOutput> = {
  action: 'CreateKeyPair',
  service: cvm,
  input: {
    KeyName: {
      kind: 'string',
      required: true,
      pattern: '[A-Za-z0-9_]+',
      meaning: 'letters, digits and _',
      maxLength: 25,
    },
    ProjectId: projectIdParameter,
    TagSpecification: tagSpecificationParameter,
  },
  errors: {
    'FailedOperation.TagKeyReserved': failedOperationIllegalTagKey,
    'InvalidKeyPair.LimitExceeded': imageQuotaLimitExceeded,
    'InvalidProjectId.NotFound': failedOperationDisasterRecoverGroupNotFound,
  },
  repeatability: 'once',
};

export const createLaunchTemplate: OperationDescriptor<
  Types.CreateLaunchTemplateInput,
  Types.CreateLaunchTemplateOutput
> = {
  action: 'CreateLaunchTemplate',
  service: cvm,
  input: {
    ActionTimer: actionTimerParameter,
    CamRoleName: text,
    ClientToken: clientTokenParameter,
    DataDisks: dataDisksParameter,
    DisableApiTermination: flag,
    DisasterRecoverGroupIds: bmcSecurityGroupIdsParameter,
    DryRun: defaultFlag,
    EnableJumboFrame: flag,
    EnhancedService: enhancedServiceParameter,
    HostName: text,
    HpcClusterId: text,
    ImageId: requiredText,
    InstanceChargePrepaid: instanceChargePrepaidParameter,
    InstanceChargeType: text,
    InstanceCount: integer,
    InstanceMarketOptions: instanceMarketOptionsParameter,
    InstanceName: maxLengthText_,
    InstanceType: text,
    InternetAccessible: internetAccessibleParameter,
    LaunchTemplateName: requiredText,
    LaunchTemplateTagSpecification: tagSpecificationParameter,
    LaunchTemplateVersionDescription: text,
    LoginSettings: loginSettingsParameter,
    Metadata: metadataParameter,
    NetworkInterfaces: networkInterfacesParameter,
    Placement: placementParameter,
    SecurityGroupIds: bmcSecurityGroupIdsParameter,
    SystemDisk: systemDiskParameter,
    TagSpecification: tagSpecificationParameter,
    TemplateDataModifyAction: text,
    UserData: text,
    VirtualPrivateCloud: deployVirtualPrivateCloudParameter,
  },
  errors: {
    AccountQualificationRestrictions: accountQualificationRestrictions,
    'AuthFailure.CamRoleNameAuthenticateFailed': authFailureCamRoleNameAuthenticateFailed,
    'FailedOperation.DisasterRecoverGroupNotFound': failedOperationDisasterRecoverGroupNotFound,
    'FailedOperation.InquiryPriceFailed': failedOperationInquiryPriceFailed,
    'FailedOperation.SnapshotSizeLargerThanDataSize': failedOperationSnapshotSizeLargerThanDataSize,
    'FailedOperation.TagKeyReserved': failedOperationIllegalTagKey,
    InstancesQuotaLimitExceeded: imageQuotaLimitExceeded,
    'InvalidHostId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'InvalidImageId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'InvalidProjectId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'InvalidSecurityGroupId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    VpcAddrNotInSubNet: vpcAddrNotInSubNet,
    VpcIpIsUsed: vpcIpIsUsed,
  },
  repeatability: 'once',
  clientToken: 'ClientToken',
  dryRun: 'DryRun',
};

export const createLaunchTemplateVersion: OperationDescriptor<
  Types.CreateLaunchTemplateVersionInput,
  Types.CreateLaunchTemplateVersionOutput
> = {
  action: 'CreateLaunchTemplateVersion',
  service: cvm,
  input: {
    ActionTimer: actionTimerParameter,
    CamRoleName: text,
    ClientToken: clientTokenParameter,
    DataDisks: dataDisksParameter,
    DisableApiTermination: flag,
    DisasterRecoverGroupIds: bmcSecurityGroupIdsParameter,
    DryRun: defaultFlag,
    EnableJumboFrame: flag,
    EnhancedService: enhancedServiceParameter,
    HostName: text,
    HpcClusterId: text,
    ImageId: text,
    InstanceChargePrepaid: instanceChargePrepaidParameter,
    InstanceChargeType: text,
    InstanceCount: integer,
    InstanceMarketOptions: instanceMarketOptionsParameter,
    InstanceName: maxLengthText_,
    InstanceType: text,
    InternetAccessible: internetAccessibleParameter,
    LaunchTemplateId: requiredText,
    LaunchTemplateVersion: integer,
    LaunchTemplateVersionDescription: text,
    LoginSettings: loginSettingsParameter,
    Metadata: metadataParameter,
    NetworkInterfaces: networkInterfacesParameter,
    Placement: placementParameter,
    SecurityGroupIds: bmcSecurityGroupIdsParameter,
    SystemDisk: systemDiskParameter,
    TagSpecification: tagSpecificationParameter,
    TemplateDataModifyAction: text,
    UserData: text,
    VirtualPrivateCloud: deployVirtualPrivateCloudParameter,
  },
  errors: {
    'AuthFailure.CamRoleNameAuthenticateFailed': authFailureCamRoleNameAuthenticateFailed,
    'FailedOperation.DisasterRecoverGroupNotFound': failedOperationDisasterRecoverGroupNotFound,
    'FailedOperation.InquiryPriceFailed': failedOperationInquiryPriceFailed,
    'FailedOperation.TagKeyReserved': failedOperationIllegalTagKey,
    'InvalidHostId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'InvalidImageId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'InvalidProjectId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'InvalidSecurityGroupId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    VpcAddrNotInSubNet: vpcAddrNotInSubNet,
    VpcIpIsUsed: vpcIpIsUsed,
  },
  repeatability: 'once',
  clientToken: 'ClientToken',
  dryRun: 'DryRun',
};

export const deleteDisasterRecoverGroups: OperationDescriptor<
  Types.DeleteDisasterRecoverGroupsInput,
  Types.DeleteDisasterRecoverGroupsOutput
> = {
  action: 'DeleteDisasterRecoverGroups',
  service: cvm,
  input: {
    DisasterRecoverGroupIds: {
      kind: 'list',
      required: true,
      items: { kind: 'string' },
      maxItems: 10,
      selects: true,
    },
  },
  errors: { 'FailedOperation.PlacementSetNotEmpty': failedOperationAlreadyInDisasterRecoverGroup },
  repeatability: 'idempotent',
};

export const deleteHpcClusters: OperationDescriptor<
  Types.DeleteHpcClustersInput,
  Types.DeleteHpcClustersOutput
> = {
  action: 'DeleteHpcClusters',
  service: cvm,
  input: { HpcClusterIds: chcIdsParameter },
  repeatability: 'idempotent',
};

/**
 * Delete images.
 *
 * @see https://cloud.tencent.com/document/api/213/15716
 */
export const deleteImages: OperationDescriptor<Types.DeleteImagesInput, Types.DeleteImagesOutput> = {
  action: 'DeleteImages',
  service: cvm,
  input: {
    DeleteBindedSnap: flag,
    DryRun: defaultFlag,
    ImageIds: {
      kind: 'list',
      required: true,
      items: { kind: 'string', pattern: 'img-[0-9a-z]{1,40}', meaning: 'an image id such as img-gvbnzy6f' },
      selects: true,
    },
  },
  errors: {
    'InvalidImageId.InShared': failedOperationAlreadyInDisasterRecoverGroup,
    'InvalidImageId.IncorrectState': failedOperationAlreadyInDisasterRecoverGroup,
    'InvalidImageId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
  },
  repeatability: 'idempotent',
  dryRun: 'DryRun',
};

/**
 * Delete timers.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DeleteInstancesActionTimer
 */
export const deleteInstancesActionTimer: OperationDescriptor<
  Types.DeleteInstancesActionTimerInput,
  Types.DeleteInstancesActionTimerOutput
> = {
  action: 'DeleteInstancesActionTimer',
  service: cvm,
  input: { ActionTimerIds: chcIdsParameter },
  repeatability: 'idempotent',
};

export const deleteInstancesDisasterRecoverGroups: OperationDescriptor<
  Types.DeleteInstancesDisasterRecoverGroupsInput,
  Types.DeleteInstancesDisasterRecoverGroupsOutput
> = {
  action: 'DeleteInstancesDisasterRecoverGroups',
  service: cvm,
  input: { DisasterRecoverGroupIds: chcIdsParameter, InstanceIds: instanceIdsParameter_ },
  errors: { 'FailedOperation.DisasterRecoverGroupNotFound': failedOperationDisasterRecoverGroupNotFound },
  repeatability: 'idempotent',
};

/**
 * Delete key pairs.
 *
 * @see https://cloud.tencent.com/document/api/213/15700
 */
export const deleteKeyPairs: BatchOperation<Types.DeleteKeyPairsInput, Types.DeleteKeyPairsOutput> = {
  action: 'DeleteKeyPairs',
  service: cvm,
  input: { KeyIds: keyIdsParameter },
  errors: {
    'InvalidKeyPair.LimitExceeded': imageQuotaLimitExceeded,
    'InvalidKeyPairId.NotFound': failedOperationDisasterRecoverGroupNotFound,
  },
  repeatability: 'idempotent',
  batch: { ids: 'KeyIds', maximum: 100 },
};

export const deleteLaunchTemplate: OperationDescriptor<
  Types.DeleteLaunchTemplateInput,
  Types.DeleteLaunchTemplateOutput
> = {
  action: 'DeleteLaunchTemplate',
  service: cvm,
  input: { LaunchTemplateId: requiredText },
  errors: {
    AccountQualificationRestrictions: accountQualificationRestrictions,
    'AuthFailure.CamRoleNameAuthenticateFailed': authFailureCamRoleNameAuthenticateFailed,
  },
  repeatability: 'idempotent',
};

export const deleteLaunchTemplateVersions: OperationDescriptor<
  Types.DeleteLaunchTemplateVersionsInput,
  Types.DeleteLaunchTemplateVersionsOutput
> = {
  action: 'DeleteLaunchTemplateVersions',
  service: cvm,
  input: {
    LaunchTemplateId: requiredText,
    LaunchTemplateVersions: { kind: 'list', required: true, items: { kind: 'integer' }, selects: true },
  },
  repeatability: 'idempotent',
};

export const describeAccountQuota: OperationDescriptor<
  Types.DescribeAccountQuotaInput,
  Types.DescribeAccountQuotaOutput
> = {
  action: 'DescribeAccountQuota',
  service: cvm,
  input: {
    Filters: {
      kind: 'list',
      items: {
        kind: 'object',
        fields: {
          Name: { kind: 'string', required: true, minLength: 1, names: ['zone', 'quota-type'] },
          Values: { kind: 'list', required: true, items: { kind: 'string' } },
        },
      },
      selects: true,
    },
  },
  repeatability: 'read',
};

export const describeChcDeniedActions: OperationDescriptor<
  Types.DescribeChcDeniedActionsInput,
  Types.DescribeChcDeniedActionsOutput
> = {
  action: 'DescribeChcDeniedActions',
  service: cvm,
  input: { ChcIds: chcIdsParameter },
  errors: { AccountQualificationRestrictions: accountQualificationRestrictions },
  repeatability: 'read',
};

export const describeChcHosts: PaginatedOperation<
  Types.DescribeChcHostsInput,
  Types.DescribeChcHostsOutput,
  Types.ChcHost
> = {
  action: 'DescribeChcHosts',
  service: cvm,
  input: {
    ChcIds: { kind: 'list', items: { kind: 'string' }, maxItems: 100, selects: true },
    Filters: {
      kind: 'list',
      items: {
        kind: 'object',
        fields: {
          Name: {
            kind: 'string',
            required: true,
            minLength: 1,
            names: ['zone', 'instance-name', 'instance-state', 'device-type', 'vpc-id', 'subnet-id', 'sn'],
          },
          Values: { kind: 'list', required: true, items: { kind: 'string' } },
        },
      },
      selects: true,
    },
    Limit: limitParameter,
    Offset: offsetParameter,
  },
  exclusive: [['ChcIds', 'Filters']],
  output: { ChcHostSet: { kind: 'list', required: true }, TotalCount: { kind: 'integer', required: true } },
  errors: { AccountQualificationRestrictions: accountQualificationRestrictions },
  repeatability: 'read',
  pagination: {
    limit: 'Limit',
    items: 'ChcHostSet',
    id: 'ChcId',
    maxLimit: 100,
    offset: 'Offset',
    total: 'TotalCount',
  },
};

export const describeDisasterRecoverGroupQuota: OperationDescriptor<
  Types.DescribeDisasterRecoverGroupQuotaInput,
  Types.DescribeDisasterRecoverGroupQuotaOutput
> = {
  action: 'DescribeDisasterRecoverGroupQuota',
  service: cvm,
  input: {},
  errors: { AccountQualificationRestrictions: accountQualificationRestrictions },
  repeatability: 'read',
};

export const describeDisasterRecoverGroups: PaginatedOperation<
  Types.DescribeDisasterRecoverGroupsInput,
  Types.DescribeDisasterRecoverGroupsOutput,
  Types.DisasterRecoverGroup
> = {
  action: 'DescribeDisasterRecoverGroups',
  service: cvm,
  input: {
    DisasterRecoverGroupIds: { kind: 'list', items: { kind: 'string' }, maxItems: 10, selects: true },
    Filters: {
      kind: 'list',
      items: {
        kind: 'object',
        fields: {
          Name: {
            kind: 'string',
            required: true,
            minLength: 1,
            names: ['tag-key', 'tag-value', 'tag:{key}'],
          },
          Values: { kind: 'list', required: true, items: { kind: 'string' }, maxItems: 5 },
        },
      },
      maxItems: 10,
      selects: true,
    },
    Limit: limitParameter,
    Name: text,
    Offset: offsetParameter,
  },
  output: {
    DisasterRecoverGroupSet: { kind: 'list', required: true },
    TotalCount: { kind: 'integer', required: true },
  },
  repeatability: 'read',
  pagination: {
    limit: 'Limit',
    items: 'DisasterRecoverGroupSet',
    id: 'DisasterRecoverGroupId',
    maxLimit: 100,
    offset: 'Offset',
    total: 'TotalCount',
  },
};

export const describeHosts: PaginatedOperation<
  Types.DescribeHostsInput,
  Types.DescribeHostsOutput,
  Types.HostItem
> = {
  action: 'DescribeHosts',
  service: cvm,
  input: {
    Filters: {
      kind: 'list',
      items: {
        kind: 'object',
        fields: {
          Name: {
            kind: 'string',
            required: true,
            minLength: 1,
            names: [
              'zone', 'project-id', 'host-id', 'host-name', 'host-state', 'host-type', 'tag-key', 'tag-value',
              'tag:{key}',
            ],
          },
          Values: { kind: 'list', required: true, items: { kind: 'string' }, maxItems: 5 },
        },
      },
      maxItems: 10,
      selects: true,
    },
    Limit: limitParameter,
    Offset: offsetParameter,
  },
  output: { HostSet: { kind: 'list', required: true }, TotalCount: { kind: 'integer', required: true } },
  errors: { 'FailedOperation.TagKeyReserved': failedOperationIllegalTagKey },
  repeatability: 'read',
  pagination: {
    limit: 'Limit',
    items: 'HostSet',
    id: 'HostId',
    maxLimit: 100,
    offset: 'Offset',
    total: 'TotalCount',
  },
};

export const describeHpcClusters: PaginatedOperation<
  Types.DescribeHpcClustersInput,
  Types.DescribeHpcClustersOutput,
  Types.HpcClusterInfo
> = {
  action: 'DescribeHpcClusters',
  service: cvm,
  input: {
    Filters: {
      kind: 'list',
      items: {
        kind: 'object',
        fields: {
          Name: {
            kind: 'string',
            required: true,
            minLength: 1,
            names: ['tag-key', 'tag-value', 'tag:{key}'],
          },
          Values: { kind: 'list', required: true, items: { kind: 'string' }, maxItems: 5 },
        },
      },
      maxItems: 10,
      selects: true,
    },
    HpcClusterBusinessId: text,
    HpcClusterIds: { kind: 'list', items: { kind: 'string' }, maxItems: 100, selects: true },
    HpcClusterType: text,
    InstanceType: text,
    Limit: limitParameter,
    Name: text,
    Offset: offsetParameter,
    Zone: text,
  },
  output: {
    HpcClusterSet: { kind: 'list', required: true },
    TotalCount: { kind: 'integer', required: true },
  },
  repeatability: 'read',
  pagination: {
    limit: 'Limit',
    items: 'HpcClusterSet',
    id: 'HpcClusterId',
    maxLimit: 100,
    offset: 'Offset',
    total: 'TotalCount',
  },
};

export const describeImageFromFamily: OperationDescriptor<
  Types.DescribeImageFromFamilyInput,
  Types.DescribeImageFromFamilyOutput
> = {
  action: 'DescribeImageFromFamily',
  service: cvm,
  input: { ImageFamily: text },
  repeatability: 'read',
};

export const describeImageQuota: OperationDescriptor<
  Types.DescribeImageQuotaInput,
  Types.DescribeImageQuotaOutput
> = {
  action: 'DescribeImageQuota',
  service: cvm,
  input: {},
  repeatability: 'read',
};

/**
 * List the accounts that share an image.
 *
 * @see https://cloud.tencent.com/document/api/213/15712
 */
export const describeImageSharePermission: OperationDescriptor<
  Types.DescribeImageSharePermissionInput,
  Types.DescribeImageSharePermissionOutput
> = {
  action: 'DescribeImageSharePermission',
  service: cvm,
  input: { ImageId: imageIdParameter },
  errors: {
    'InvalidAccountId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'InvalidImageId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    OverQuota: imageQuotaLimitExceeded,
  },
  repeatability: 'read',
};

/**
 * List images.
 *
 * @see https://cloud.tencent.com/document/api/213/15715
 */
export const describeImages: PaginatedOperation<
  Types.DescribeImagesInput,
  Types.DescribeImagesOutput,
  Types.Image
> = {
  action: 'DescribeImages',
  service: cvm,
  input: {
    Filters: {
      kind: 'list',
      items: {
        kind: 'object',
        fields: {
          Name: {
            kind: 'string',
            required: true,
            minLength: 1,
            names: [
              'image-id', 'image-type', 'image-name', 'platform', 'tag-key', 'tag-value', 'tag:{key}',
              'dedicated-cluster-id', 'cdc-cache-status',
            ],
          },
          Values: { kind: 'list', required: true, items: { kind: 'string' }, maxItems: 5 },
        },
      },
      maxItems: 10,
      selects: true,
    },
    ImageIds: {
      kind: 'list',
      items: { kind: 'string', pattern: 'img-[0-9a-z]{1,40}', meaning: 'an image id such as img-gvbnzy6f' },
      selects: true,
    },
    InstanceType: text,
    Limit: limitParameter,
    Offset: offsetParameter,
  },
  exclusive: [['ImageIds', 'Filters']],
  output: { ImageSet: { kind: 'list', required: true }, TotalCount: { kind: 'integer', required: true } },
  errors: { 'FailedOperation.IllegalTagKey': failedOperationIllegalTagKey },
  repeatability: 'read',
  pagination: {
    limit: 'Limit',
    items: 'ImageSet',
    id: 'ImageId',
    maxLimit: 100,
    offset: 'Offset',
    total: 'TotalCount',
  },
};

export const describeImportImageOs: OperationDescriptor<
  Types.DescribeImportImageOsInput,
  Types.DescribeImportImageOsOutput
> = {
  action: 'DescribeImportImageOs',
  service: cvm,
  input: {},
  errors: { 'FailedOperation.IllegalTagKey': failedOperationIllegalTagKey },
  repeatability: 'read',
};

export const describeInstanceFamilyConfigs: OperationDescriptor<
  Types.DescribeInstanceFamilyConfigsInput,
  Types.DescribeInstanceFamilyConfigsOutput
> = {
  action: 'DescribeInstanceFamilyConfigs',
  service: cvm,
  input: {},
  repeatability: 'read',
};

export const describeInstanceInternetBandwidthConfigs: OperationDescriptor<
  Types.DescribeInstanceInternetBandwidthConfigsInput,
  Types.DescribeInstanceInternetBandwidthConfigsOutput
> = {
  action: 'DescribeInstanceInternetBandwidthConfigs',
  service: cvm,
  input: { InstanceId: requiredText },
  repeatability: 'read',
};

export const describeInstanceTypeConfigs: OperationDescriptor<
  Types.DescribeInstanceTypeConfigsInput,
  Types.DescribeInstanceTypeConfigsOutput
> = {
  action: 'DescribeInstanceTypeConfigs',
  service: cvm,
  input: {
    Filters: {
      kind: 'list',
      items: {
        kind: 'object',
        fields: {
          Name: {
            kind: 'string',
            required: true,
            minLength: 1,
            names: ['zone', 'instance-family', 'instance-type'],
          },
          Values: { kind: 'list', required: true, items: { kind: 'string' }, maxItems: 1 },
        },
      },
      maxItems: 10,
      selects: true,
    },
  },
  repeatability: 'read',
};

/**
 * Get the address of an instance's console.
 *
 * @see https://cloud.tencent.com/document/api/213/18150
 */
export const describeInstanceVncUrl: OperationDescriptor<
  Types.DescribeInstanceVncUrlInput,
  Types.DescribeInstanceVncUrlOutput
> = {
  action: 'DescribeInstanceVncUrl',
  service: cvm,
  input: { InstanceId: instanceIdParameter },
  errors: { 'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning },
  repeatability: 'read',
};

/**
 * List instances.
 *
 * @see https://cloud.tencent.com/document/api/213/15728
 */
export const describeInstances: PaginatedOperation<
  Types.DescribeInstancesInput,
  Types.DescribeInstancesOutput,
  Types.Instance
> = {
  action: 'DescribeInstances',
  service: cvm,
  input: {
    Filters: {
      kind: 'list',
      items: {
        kind: 'object',
        fields: {
          Name: {
            kind: 'string',
            required: true,
            minLength: 1,
            names: [
              'zone', 'project-id', 'host-id', 'dedicated-cluster-id', 'vpc-id', 'subnet-id', 'instance-id',
              'uuid', 'security-group-id', 'instance-name', 'instance-charge-type', 'instance-state',
              'private-ip-address', 'public-ip-address', 'ipv6-address', 'tag-key', 'tag-value', 'tag:{key}',
              'creation-start-time', 'creation-end-time',
            ],
          },
          Values: { kind: 'list', required: true, items: { kind: 'string' }, maxItems: 5 },
        },
      },
      maxItems: 10,
      selects: true,
    },
    InstanceIds: {
      kind: 'list',
      items: {
        kind: 'string',
        pattern: 'ins-[0-9a-z]{1,40}',
        meaning: 'an instance id such as ins-09dx96dg',
      },
      maxItems: 100,
      unique: true,
      selects: true,
    },
    Limit: limitParameter,
    Offset: offsetParameter,
  },
  exclusive: [['InstanceIds', 'Filters']],
  output: { InstanceSet: { kind: 'list', required: true }, TotalCount: { kind: 'integer', required: true } },
  errors: {
    'FailedOperation.IllegalTagKey': failedOperationIllegalTagKey,
    'FailedOperation.IllegalTagValue': failedOperationIllegalTagKey,
    'FailedOperation.TagKeyReserved': failedOperationIllegalTagKey,
    'InvalidSecurityGroupId.NotFound': failedOperationDisasterRecoverGroupNotFound,
  },
  repeatability: 'read',
  quotas: [{ calls: 40, seconds: 1, per: 'action' }],
  pagination: {
    limit: 'Limit',
    items: 'InstanceSet',
    id: 'InstanceId',
    maxLimit: 100,
    offset: 'Offset',
    total: 'TotalCount',
  },
  waiters: () => [instancesRunning, instancesStopped],
};

/**
 * List timers.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeInstancesActionTimer
 */
export const describeInstancesActionTimer: OperationDescriptor<
  Types.DescribeInstancesActionTimerInput,
  Types.DescribeInstancesActionTimerOutput
> = {
  action: 'DescribeInstancesActionTimer',
  service: cvm,
  input: {
    ActionTimerIds: bmcSecurityGroupIdsParameter,
    EndActionTime: text,
    InstanceIds: {
      kind: 'list',
      items: {
        kind: 'string',
        pattern: 'ins-[0-9a-z]{1,40}',
        meaning: 'an instance id such as ins-09dx96dg',
      },
      selects: true,
    },
    StartActionTime: text,
    StatusList: statusListParameter,
    TimerAction: text,
  },
  repeatability: 'read',
};

export const describeInstancesAttributes: OperationDescriptor<
  Types.DescribeInstancesAttributesInput,
  Types.DescribeInstancesAttributesOutput
> = {
  action: 'DescribeInstancesAttributes',
  service: cvm,
  input: {
    Attributes: { kind: 'list', required: true, items: { kind: 'string' } },
    InstanceIds: chcIdsParameter,
  },
  repeatability: 'read',
};

export const describeInstancesModification: OperationDescriptor<
  Types.DescribeInstancesModificationInput,
  Types.DescribeInstancesModificationOutput
> = {
  action: 'DescribeInstancesModification',
  service: cvm,
  input: {
    Filters: {
      kind: 'list',
      items: {
        kind: 'object',
        fields: {
          Name: { kind: 'string', required: true, minLength: 1, names: ['status'] },
          Values: { kind: 'list', required: true, items: { kind: 'string' }, maxItems: 2 },
        },
      },
      maxItems: 10,
      selects: true,
    },
    InstanceIds: { kind: 'list', required: true, items: { kind: 'string' }, maxItems: 20, selects: true },
  },
  repeatability: 'read',
};

export const describeInstancesOperationLimit: OperationDescriptor<
  Types.DescribeInstancesOperationLimitInput,
  Types.DescribeInstancesOperationLimitOutput
> = {
  action: 'DescribeInstancesOperationLimit',
  service: cvm,
  input: { InstanceIds: instanceIdsParameter_, Operation: requiredText },
  repeatability: 'read',
};

/**
 * List the states of instances.
 *
 * @see https://cloud.tencent.com/document/api/213/15738
 */
export const describeInstancesStatus: PaginatedOperation<
  Types.DescribeInstancesStatusInput,
  Types.DescribeInstancesStatusOutput,
  Types.InstanceStatus
> = {
  action: 'DescribeInstancesStatus',
  service: cvm,
  input: {
    InstanceIds: {
      kind: 'list',
      items: {
        kind: 'string',
        pattern: 'ins-[0-9a-z]{1,40}',
        meaning: 'an instance id such as ins-09dx96dg',
      },
      maxItems: 100,
      unique: true,
      selects: true,
    },
    Limit: limitParameter,
    Offset: offsetParameter,
  },
  output: {
    InstanceStatusSet: { kind: 'list', required: true },
    TotalCount: { kind: 'integer', required: true },
  },
  repeatability: 'read',
  quotas: [{ calls: 40, seconds: 1, per: 'action' }],
  pagination: {
    limit: 'Limit',
    items: 'InstanceStatusSet',
    id: 'InstanceId',
    maxLimit: 100,
    offset: 'Offset',
    total: 'TotalCount',
  },
};

export const describeInternetChargeTypeConfigs: OperationDescriptor<
  Types.DescribeInternetChargeTypeConfigsInput,
  Types.DescribeInternetChargeTypeConfigsOutput
> = {
  action: 'DescribeInternetChargeTypeConfigs',
  service: cvm,
  input: {},
  repeatability: 'read',
};

/**
 * List key pairs.
 *
 * @see https://cloud.tencent.com/document/api/213/15699
 */
export const describeKeyPairs: PaginatedOperation<
  Types.DescribeKeyPairsInput,
  Types.DescribeKeyPairsOutput,
  Types.KeyPair
> = {
  action: 'DescribeKeyPairs',
  service: cvm,
  input: {
    Filters: {
      kind: 'list',
      items: {
        kind: 'object',
        fields: {
          Name: {
            kind: 'string',
            required: true,
            minLength: 1,
            names: ['project-id', 'key-name', 'tag-key', 'tag-value', 'tag:{key}'],
          },
          Values: { kind: 'list', required: true, items: { kind: 'string' } },
        },
      },
      selects: true,
    },
    KeyIds: {
      kind: 'list',
      items: {
        kind: 'string',
        pattern: 'skey-[0-9a-z]{1,40}',
        meaning: 'the id of a key pair such as skey-11112222',
      },
      selects: true,
    },
    Limit: limitParameter,
    Offset: offsetParameter,
  },
  exclusive: [['KeyIds', 'Filters']],
  output: { KeyPairSet: { kind: 'list', required: true }, TotalCount: { kind: 'integer', required: true } },
  errors: { 'InvalidKeyPair.LimitExceeded': imageQuotaLimitExceeded },
  repeatability: 'read',
  pagination: {
    limit: 'Limit',
    items: 'KeyPairSet',
    id: 'KeyId',
    maxLimit: 100,
    offset: 'Offset',
    total: 'TotalCount',
  },
};

export const describeLaunchTemplateVersions: PaginatedOperation<
  Types.DescribeLaunchTemplateVersionsInput,
  Types.DescribeLaunchTemplateVersionsOutput,
  Types.LaunchTemplateVersionInfo
> = {
  action: 'DescribeLaunchTemplateVersions',
  service: cvm,
  input: {
    DefaultVersion: flag,
    LaunchTemplateId: requiredText,
    LaunchTemplateVersions: { kind: 'list', items: { kind: 'integer', minimum: 0 }, selects: true },
    Limit: limitParameter,
    MaxVersion: minimumInteger,
    MinVersion: minimumInteger,
    Offset: offsetParameter,
  },
  exclusive: [
    ['LaunchTemplateVersions', 'MinVersion'],
    ['LaunchTemplateVersions', 'MaxVersion'],
    ['LaunchTemplateVersions', 'DefaultVersion'],
    ['LaunchTemplateVersions', 'Limit'],
    ['LaunchTemplateVersions', 'Offset'],
  ],
  output: {
    LaunchTemplateVersionSet: { kind: 'list', required: true },
    TotalCount: { kind: 'integer', required: true },
  },
  repeatability: 'read',
  pagination: {
    limit: 'Limit',
    items: 'LaunchTemplateVersionSet',
    id: 'LaunchTemplateVersion',
    maxLimit: 100,
    offset: 'Offset',
    total: 'TotalCount',
  },
};

export const describeLaunchTemplates: PaginatedOperation<
  Types.DescribeLaunchTemplatesInput,
  Types.DescribeLaunchTemplatesOutput,
  Types.LaunchTemplateInfo
> = {
  action: 'DescribeLaunchTemplates',
  service: cvm,
  input: {
    Filters: {
      kind: 'list',
      items: {
        kind: 'object',
        fields: {
          Name: {
            kind: 'string',
            required: true,
            minLength: 1,
            names: ['LaunchTemplateName', 'tag-key', 'tag-value', 'tag:{key}'],
          },
          Values: { kind: 'list', required: true, items: { kind: 'string' }, maxItems: 5 },
        },
      },
      maxItems: 10,
      selects: true,
    },
    LaunchTemplateIds: bmcSecurityGroupIdsParameter,
    Limit: limitParameter,
    Offset: offsetParameter,
  },
  exclusive: [['LaunchTemplateIds', 'Filters']],
  output: {
    LaunchTemplateSet: { kind: 'list', required: true },
    TotalCount: { kind: 'integer', required: true },
  },
  repeatability: 'read',
  pagination: {
    limit: 'Limit',
    items: 'LaunchTemplateSet',
    id: 'LaunchTemplateId',
    maxLimit: 100,
    offset: 'Offset',
    total: 'TotalCount',
  },
};

/**
 * List regions.
 *
 * @see https://cloud.tencent.com/document/api/213/15708
 */
export const describeRegions: OperationDescriptor<Types.DescribeRegionsInput, Types.DescribeRegionsOutput> = {
  action: 'DescribeRegions',
  service: cvm,
  input: {},
  repeatability: 'read',
  quotas: [{ calls: 20, seconds: 1, per: 'action' }],
};

export const describeResourcePoolPackInstances: OperationDescriptor<
  Types.DescribeResourcePoolPackInstancesInput,
  Types.DescribeResourcePoolPackInstancesOutput
> = {
  action: 'DescribeResourcePoolPackInstances',
  service: cvm,
  input: { DedicatedResourcePackIds: instanceIdsParameter_ },
  repeatability: 'read',
};

export const describeResourcePoolPackTypeConfigs: OperationDescriptor<
  Types.DescribeResourcePoolPackTypeConfigsInput,
  Types.DescribeResourcePoolPackTypeConfigsOutput
> = {
  action: 'DescribeResourcePoolPackTypeConfigs',
  service: cvm,
  input: {
    Filters: {
      kind: 'list',
      required: true,
      items: {
        kind: 'object',
        fields: {
          Name: {
            kind: 'string',
            required: true,
            minLength: 1,
            names: ['zone', 'instance-family', 'instance-type'],
          },
          Values: { kind: 'list', required: true, items: { kind: 'string' } },
        },
      },
      maxItems: 10,
      selects: true,
    },
  },
  repeatability: 'read',
};

export const describeResourcePoolPacks: TokenPaginatedOperation<
  Types.DescribeResourcePoolPacksInput,
  Types.DescribeResourcePoolPacksOutput,
  Types.ResourcePoolPack
> = {
  action: 'DescribeResourcePoolPacks',
  service: cvm,
  input: {
    Filters: {
      kind: 'list',
      items: {
        kind: 'object',
        fields: {
          Name: {
            kind: 'string',
            required: true,
            minLength: 1,
            names: ['dedicated-resource-pack-id', 'zone', 'instance-family', 'instance-type', 'status'],
          },
          Values: { kind: 'list', required: true, items: { kind: 'string' } },
        },
      },
      maxItems: 10,
      selects: true,
    },
    MaxResults: { kind: 'integer', minimum: 10, maximum: 100, default: 10 },
    NextToken: text,
  },
  output: { DedicatedResourcePackSet: { kind: 'list', required: true } },
  repeatability: 'read',
  tokenPagination: {
    limit: 'MaxResults',
    items: 'DedicatedResourcePackSet',
    id: 'DedicatedResourcePackId',
    maxLimit: 100,
    token: 'NextToken',
    nextToken: 'NextToken',
  },
};

export const describeTaskInfo: PaginatedOperation<
  Types.DescribeTaskInfoInput,
  Types.DescribeTaskInfoOutput,
  Types.RepairTaskInfo
> = {
  action: 'DescribeTaskInfo',
  service: cvm,
  input: {
    Aliases: bmcSecurityGroupIdsParameter,
    EndDate: text,
    InstanceIds: bmcSecurityGroupIdsParameter,
    Limit: { kind: 'integer', required: true, minimum: 1, maximum: 100 },
    Offset: projectIdParameter,
    Order: integer,
    OrderField: text,
    Product: text,
    StartDate: text,
    TaskIds: bmcSecurityGroupIdsParameter,
    TaskStatus: { kind: 'list', items: { kind: 'integer' } },
    TaskTypeIds: { kind: 'list', items: { kind: 'integer' }, selects: true },
  },
  output: {
    RepairTaskInfoSet: { kind: 'list', required: true },
    TotalCount: { kind: 'integer', required: true },
  },
  repeatability: 'read',
  pagination: {
    limit: 'Limit',
    items: 'RepairTaskInfoSet',
    id: 'TaskId',
    maxLimit: 100,
    offset: 'Offset',
    total: 'TotalCount',
  },
};

export const describeZoneInstanceConfigInfos: OperationDescriptor<
  Types.DescribeZoneInstanceConfigInfosInput,
  Types.DescribeZoneInstanceConfigInfosOutput
> = {
  action: 'DescribeZoneInstanceConfigInfos',
  service: cvm,
  input: {
    Filters: {
      kind: 'list',
      items: {
        kind: 'object',
        fields: {
          Name: {
            kind: 'string',
            required: true,
            minLength: 1,
            names: ['zone', 'instance-family', 'instance-type', 'instance-charge-type', 'sort-keys'],
          },
          Values: { kind: 'list', required: true, items: { kind: 'string' }, maxItems: 100 },
        },
      },
      maxItems: 10,
      selects: true,
    },
  },
  repeatability: 'read',
};

/**
 * List the availability zones of a region.
 *
 * @see https://cloud.tencent.com/document/api/213/15707
 */
export const describeZones: OperationDescriptor<Types.DescribeZonesInput, Types.DescribeZonesOutput> = {
  action: 'DescribeZones',
  service: cvm,
  input: {},
  repeatability: 'read',
  quotas: [{ calls: 20, seconds: 1, per: 'action' }],
};

/**
 * Unbind key pairs from instances.
 *
 * @see https://cloud.tencent.com/document/api/213/15697
 */
export const disassociateInstancesKeyPairs: BatchOperation<
  Types.DisassociateInstancesKeyPairsInput,
  Types.DisassociateInstancesKeyPairsOutput
> = {
  action: 'DisassociateInstancesKeyPairs',
  service: cvm,
  input: { ForceStop: defaultFlag, InstanceIds: instanceIdsParameter, KeyIds: keyIdsParameter },
  errors: {
    'InvalidKeyPairId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
  batch: { ids: 'InstanceIds', maximum: 100 },
};

/**
 * Remove instances from a security group.
 *
 * @see https://cloud.tencent.com/document/api/213/31281
 */
export const disassociateSecurityGroups: BatchOperation<
  Types.DisassociateSecurityGroupsInput,
  Types.DisassociateSecurityGroupsOutput
> = {
  action: 'DisassociateSecurityGroups',
  service: cvm,
  input: {
    InstanceIds: instanceIdsParameter,
    SecurityGroupIds: {
      kind: 'list',
      required: true,
      items: {
        kind: 'string',
        pattern: 'sg-[0-9a-z]{1,40}',
        meaning: 'a security group such as sg-efil73jd',
      },
      maxItems: 1,
      selects: true,
    },
  },
  errors: {
    'InvalidSecurityGroupId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
    SecGroupActionFailure: secGroupActionFailure,
  },
  repeatability: 'idempotent',
  batch: { ids: 'InstanceIds', maximum: 100 },
};

export const enterRescueMode: OperationDescriptor<Types.EnterRescueModeInput, Types.EnterRescueModeOutput> = {
  action: 'EnterRescueMode',
  service: cvm,
  input: {
    ForceStop: flag,
    InstanceId: requiredText,
    Password: requiredText,
    StopType: stopTypeParameter,
    Username: text,
  },
  exclusive: [['ForceStop', 'StopType']],
  errors: {
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
};

export const exitRescueMode: OperationDescriptor<Types.ExitRescueModeInput, Types.ExitRescueModeOutput> = {
  action: 'ExitRescueMode',
  service: cvm,
  input: { InstanceId: requiredText },
  errors: {
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
};

export const exportImages: OperationDescriptor<Types.ExportImagesInput, Types.ExportImagesOutput> = {
  action: 'ExportImages',
  service: cvm,
  input: {
    BucketName: requiredText,
    DryRun: defaultFlag,
    ExportFormat: text,
    FileNamePrefixList: statusListParameter,
    ImageIds: chcIdsParameter,
    OnlyExportRootDisk: flag,
    RoleName: text,
  },
  errors: {
    'AuthFailure.CamRoleNameAuthenticateFailed': authFailureCamRoleNameAuthenticateFailed,
    'InvalidImageId.NotFound': failedOperationDisasterRecoverGroupNotFound,
  },
  repeatability: 'once',
  dryRun: 'DryRun',
};

export const importImage: OperationDescriptor<Types.ImportImageInput, Types.ImportImageOutput> = {
  action: 'ImportImage',
  service: cvm,
  input: {
    Architecture: requiredText,
    BootMode: text,
    DryRun: defaultFlag,
    Force: flag,
    ImageDescription: maxLengthText,
    ImageFamily: text,
    ImageName: { kind: 'string', required: true, maxLength: 60 },
    ImageUrl: requiredText,
    ImportImageDataDiskList: { kind: 'list', items: { kind: 'object', fields: importImageDataDiskFields } },
    LicenseType: text,
    OsType: requiredText,
    OsVersion: requiredText,
    TagSpecification: tagSpecificationParameter,
  },
  errors: { ImageQuotaLimitExceeded: imageQuotaLimitExceeded, 'RegionAbilityLimit.*': regionAbilityLimit },
  repeatability: 'once',
  dryRun: 'DryRun',
};

/**
 * Set timers that destroy instances.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ImportInstancesActionTimer
 */
export const importInstancesActionTimer: OperationDescriptor<
  Types.ImportInstancesActionTimerInput,
  Types.ImportInstancesActionTimerOutput
> = {
  action: 'ImportInstancesActionTimer',
  service: cvm,
  input: {
    ActionTimer: { kind: 'object', required: true, fields: actionTimerFields },
    InstanceIds: {
      kind: 'list',
      required: true,
      items: {
        kind: 'string',
        pattern: 'ins-[0-9a-z]{1,40}',
        meaning: 'an instance id such as ins-09dx96dg',
      },
      selects: true,
    },
  },
  repeatability: 'once',
};

/**
 * Register a public key.
 *
 * @see https://cloud.tencent.com/document/api/213/15703
 */
export const importKeyPair: OperationDescriptor<Types.ImportKeyPairInput, Types.ImportKeyPairOutput> = {
  action: 'ImportKeyPair',
  service: cvm,
  input: {
    KeyName: {
      kind: 'string',
      required: true,
      pattern: '[A-Za-z0-9_]+',
      meaning: 'letters, digits and _',
      maxLength: 25,
    },
    ProjectId: projectIdParameter,
    PublicKey: publicKeyParameter,
    TagSpecification: tagSpecificationParameter,
  },
  errors: {
    'InvalidKeyPair.LimitExceeded': imageQuotaLimitExceeded,
    'InvalidProjectId.NotFound': failedOperationDisasterRecoverGroupNotFound,
  },
  repeatability: 'once',
};

export const inquirePricePurchaseResourcePoolPacks: OperationDescriptor<
  Types.InquirePricePurchaseResourcePoolPacksInput,
  Types.InquirePricePurchaseResourcePoolPacksOutput
> = {
  action: 'InquirePricePurchaseResourcePoolPacks',
  service: cvm,
  input: {
    InstanceCount: requiredInteger,
    InstanceType: requiredText,
    Period: { kind: 'integer', required: true, minimum: 1, maximum: 60 },
    Zone: requiredText,
  },
  repeatability: 'read',
};

export const inquiryPriceModifyInstancesChargeType: OperationDescriptor<
  Types.InquiryPriceModifyInstancesChargeTypeInput,
  Types.InquiryPriceModifyInstancesChargeTypeOutput
> = {
  action: 'InquiryPriceModifyInstancesChargeType',
  service: cvm,
  input: {
    InstanceChargePrepaid: instanceChargePrepaidParameter,
    InstanceChargeType: requiredText,
    InstanceIds: instanceIdsParameter_,
    ModifyPortableDataDisk: flag,
  },
  errors: {
    AccountQualificationRestrictions: accountQualificationRestrictions,
    'FailedOperation.InquiryPriceFailed': failedOperationInquiryPriceFailed,
  },
  repeatability: 'read',
};

export const inquiryPriceRenewHosts: OperationDescriptor<
  Types.InquiryPriceRenewHostsInput,
  Types.InquiryPriceRenewHostsOutput
> = {
  action: 'InquiryPriceRenewHosts',
  service: cvm,
  input: {
    DryRun: defaultFlag,
    HostChargePrepaid: { kind: 'object', required: true, fields: chargePrepaidFields },
    HostIds: instanceIdsParameter_,
  },
  errors: {
    'InvalidHost.NotSupported': failedOperationAlreadyInDisasterRecoverGroup,
    'InvalidHostId.NotFound': failedOperationDisasterRecoverGroupNotFound,
  },
  repeatability: 'read',
  dryRun: 'DryRun',
};

/**
 * Get the price of a renewal.
 *
 * @see https://cloud.tencent.com/document/api/213/15725
 */
export const inquiryPriceRenewInstances: OperationDescriptor<
  Types.InquiryPriceRenewInstancesInput,
  Types.InquiryPriceRenewInstancesOutput
> = {
  action: 'InquiryPriceRenewInstances',
  service: cvm,
  input: {
    DryRun: defaultFlag,
    InstanceChargePrepaid: { kind: 'object', required: true, fields: instanceChargePrepaidFields },
    InstanceIds: instanceIdsParameter,
    RenewPortableDataDisk: defaultFlag_,
  },
  repeatability: 'read',
  dryRun: 'DryRun',
};

/**
 * Get the price of a reinstallation.
 *
 * @see https://cloud.tencent.com/document/api/213/15747
 */
export const inquiryPriceResetInstance: OperationDescriptor<
  Types.InquiryPriceResetInstanceInput,
  Types.InquiryPriceResetInstanceOutput
> = {
  action: 'InquiryPriceResetInstance',
  service: cvm,
  input: {
    EnhancedService: enhancedServiceParameter,
    ImageId: { kind: 'string', pattern: 'img-[0-9a-z]{1,40}', meaning: 'an image id such as img-gvbnzy6f' },
    InstanceId: instanceIdParameter,
    LoginSettings: loginSettingsParameter,
    SystemDisk: systemDiskParameter,
    UserData: text,
  },
  errors: {
    'FailedOperation.InquiryPriceFailed': failedOperationInquiryPriceFailed,
    'InvalidImageId.NotFound': failedOperationDisasterRecoverGroupNotFound,
  },
  repeatability: 'read',
};

export const inquiryPriceResetInstancesInternetMaxBandwidth: OperationDescriptor<
  Types.InquiryPriceResetInstancesInternetMaxBandwidthInput,
  Types.InquiryPriceResetInstancesInternetMaxBandwidthOutput
> = {
  action: 'InquiryPriceResetInstancesInternetMaxBandwidth',
  service: cvm,
  input: {
    EndTime: text,
    InstanceIds: instanceIdsParameter_,
    InternetAccessible: { kind: 'object', required: true, fields: internetAccessibleFields },
    StartTime: text,
  },
  errors: { 'FailedOperation.InquiryPriceFailed': failedOperationInquiryPriceFailed },
  repeatability: 'read',
};

/**
 * Get the price of another type.
 *
 * @see https://cloud.tencent.com/document/api/213/15733
 */
export const inquiryPriceResetInstancesType: OperationDescriptor<
  Types.InquiryPriceResetInstancesTypeInput,
  Types.InquiryPriceResetInstancesTypeOutput
> = {
  action: 'InquiryPriceResetInstancesType',
  service: cvm,
  input: {
    InstanceIds: {
      kind: 'list',
      required: true,
      items: {
        kind: 'string',
        pattern: 'ins-[0-9a-z]{1,40}',
        meaning: 'an instance id such as ins-09dx96dg',
      },
      maxItems: 1,
      selects: true,
    },
    InstanceType: publicKeyParameter,
  },
  errors: { 'InvalidProjectId.NotFound': failedOperationDisasterRecoverGroupNotFound },
  repeatability: 'read',
};

export const inquiryPriceResizeInstanceDisks: OperationDescriptor<
  Types.InquiryPriceResizeInstanceDisksInput,
  Types.InquiryPriceResizeInstanceDisksOutput
> = {
  action: 'InquiryPriceResizeInstanceDisks',
  service: cvm,
  input: {
    DataDisks: { kind: 'list', unless: ['SystemDisk'], items: { kind: 'object', fields: dataDiskFields } },
    ForceStop: flag,
    InstanceId: requiredText,
    ResizeOnline: flag,
    SystemDisk: systemDiskParameter,
  },
  exclusive: [['DataDisks', 'SystemDisk']],
  repeatability: 'read',
};

/**
 * Get the price of instances.
 *
 * @see https://cloud.tencent.com/document/api/213/15726
 */
export const inquiryPriceRunInstances: OperationDescriptor<
  Types.InquiryPriceRunInstancesInput,
  Types.InquiryPriceRunInstancesOutput
> = {
  action: 'InquiryPriceRunInstances',
  service: cvm,
  input: {
    ClientToken: clientTokenParameter,
    CpuTopology: { kind: 'object', fields: cpuTopologyFields },
    DataDisks: { kind: 'list', items: { kind: 'object', fields: dataDiskFields }, maxItems: 21 },
    EnhancedService: enhancedServiceParameter,
    HostName: text,
    HpcClusterId: text,
    ImageId: imageIdParameter,
    InstanceChargePrepaid: instanceChargePrepaidParameter,
    InstanceChargeType: text,
    InstanceCount: { kind: 'integer', minimum: 1, maximum: 100, default: 1 },
    InstanceMarketOptions: instanceMarketOptionsParameter,
    InstanceName: maxLengthText_,
    InstanceType: text,
    InternetAccessible: internetAccessibleParameter,
    LaunchTemplate: { kind: 'object', fields: launchTemplateFields },
    LoginSettings: loginSettingsParameter,
    Metadata: metadataParameter,
    NetworkInterfaces: networkInterfacesParameter,
    Placement: placementParameter,
    SecurityGroupIds: bmcSecurityGroupIdsParameter,
    SystemDisk: systemDiskParameter,
    TagSpecification: tagSpecificationParameter,
    VirtualPrivateCloud: deployVirtualPrivateCloudParameter,
  },
  errors: {
    AccountQualificationRestrictions: accountQualificationRestrictions,
    'AuthFailure.CamRoleNameAuthenticateFailed': authFailureCamRoleNameAuthenticateFailed,
    'FailedOperation.DisasterRecoverGroupNotFound': failedOperationDisasterRecoverGroupNotFound,
    'FailedOperation.IllegalTagKey': failedOperationIllegalTagKey,
    'FailedOperation.IllegalTagValue': failedOperationIllegalTagKey,
    'FailedOperation.InquiryPriceFailed': failedOperationInquiryPriceFailed,
    'FailedOperation.SnapshotSizeLargerThanDataSize': failedOperationSnapshotSizeLargerThanDataSize,
    'FailedOperation.TagKeyReserved': failedOperationIllegalTagKey,
    InstancesQuotaLimitExceeded: imageQuotaLimitExceeded,
    'InvalidHostId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'InvalidImageId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'InvalidProjectId.NotFound': failedOperationDisasterRecoverGroupNotFound,
  },
  repeatability: 'read',
  clientToken: 'ClientToken',
};

/**
 * Get the refund for returning instances.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=InquiryPriceTerminateInstances
 */
export const inquiryPriceTerminateInstances: OperationDescriptor<
  Types.InquiryPriceTerminateInstancesInput,
  Types.InquiryPriceTerminateInstancesOutput
> = {
  action: 'InquiryPriceTerminateInstances',
  service: cvm,
  input: { InstanceIds: instanceIdsParameter },
  errors: {
    'FailedOperation.Unreturnable': failedOperationAlreadyInDisasterRecoverGroup,
    InvalidInstanceNotSupportedPrepaidInstance: failedOperationAlreadyInDisasterRecoverGroup,
  },
  repeatability: 'read',
};

export const modifyChcAttribute: OperationDescriptor<
  Types.ModifyChcAttributeInput,
  Types.ModifyChcAttributeOutput
> = {
  action: 'ModifyChcAttribute',
  service: cvm,
  input: {
    BmcSecurityGroupIds: bmcSecurityGroupIdsParameter,
    BmcUser: text,
    ChcIds: chcIdsParameter,
    DeviceType: text,
    InstanceName: text,
    Password: text,
  },
  errors: {
    AccountQualificationRestrictions: accountQualificationRestrictions,
    'InvalidHost.NotSupported': failedOperationAlreadyInDisasterRecoverGroup,
    'InvalidSecurityGroupId.NotFound': failedOperationDisasterRecoverGroupNotFound,
  },
  repeatability: 'idempotent',
};

export const modifyChcNetworkMode: OperationDescriptor<
  Types.ModifyChcNetworkModeInput,
  Types.ModifyChcNetworkModeOutput
> = {
  action: 'ModifyChcNetworkMode',
  service: cvm,
  input: { ChcIds: chcIdsParameter, NetworkMode: requiredText },
  errors: {
    'InvalidHost.NotSupported': failedOperationAlreadyInDisasterRecoverGroup,
    'OperationDenied.ChcDeployConfigInvalid': operationDeniedChcDeployConfigInvalid,
    'OperationDenied.ChcHostStateNotSupported': failedOperationAlreadyInDisasterRecoverGroup,
  },
  repeatability: 'once',
};

export const modifyDisasterRecoverGroupAttribute: OperationDescriptor<
  Types.ModifyDisasterRecoverGroupAttributeInput,
  Types.ModifyDisasterRecoverGroupAttributeOutput
> = {
  action: 'ModifyDisasterRecoverGroupAttribute',
  service: cvm,
  input: {
    Affinity: { kind: 'integer', minimum: 1, maximum: 10 },
    DisasterRecoverGroupId: requiredText,
    Name: requiredText,
  },
  repeatability: 'idempotent',
};

export const modifyHostsAttribute: OperationDescriptor<
  Types.ModifyHostsAttributeInput,
  Types.ModifyHostsAttributeOutput
> = {
  action: 'ModifyHostsAttribute',
  service: cvm,
  input: {
    HostIds: chcIdsParameter,
    HostName: { kind: 'string', unless: ['RenewFlag', 'ProjectId'] },
    ProjectId: minimumInteger,
    RenewFlag: text,
  },
  exclusive: [['HostName', 'RenewFlag']],
  errors: {
    'InvalidHost.NotSupported': failedOperationAlreadyInDisasterRecoverGroup,
    'InvalidHostId.NotFound': failedOperationDisasterRecoverGroupNotFound,
  },
  repeatability: 'idempotent',
};

export const modifyHpcClusterAttribute: OperationDescriptor<
  Types.ModifyHpcClusterAttributeInput,
  Types.ModifyHpcClusterAttributeOutput
> = {
  action: 'ModifyHpcClusterAttribute',
  service: cvm,
  input: { HpcClusterId: requiredText, Name: text, Remark: text },
  repeatability: 'idempotent',
};

/**
 * Change an image.
 *
 * @see https://cloud.tencent.com/document/api/213/15713
 */
export const modifyImageAttribute: OperationDescriptor<
  Types.ModifyImageAttributeInput,
  Types.ModifyImageAttributeOutput
> = {
  action: 'ModifyImageAttribute',
  service: cvm,
  input: {
    ImageDeprecated: flag,
    ImageDescription: maxLengthText,
    ImageFamily: text,
    ImageId: imageIdParameter,
    ImageName: maxLengthText__,
  },
  errors: {
    'InvalidImageId.IncorrectState': failedOperationAlreadyInDisasterRecoverGroup,
    'InvalidImageId.NotFound': failedOperationDisasterRecoverGroupNotFound,
  },
  repeatability: 'idempotent',
};

/**
 * Share or unshare an image.
 *
 * @see https://cloud.tencent.com/document/api/213/15710
 */
export const modifyImageSharePermission: OperationDescriptor<
  Types.ModifyImageSharePermissionInput,
  Types.ModifyImageSharePermissionOutput
> = {
  action: 'ModifyImageSharePermission',
  service: cvm,
  input: {
    AccountIds: chcIdsParameter,
    ImageId: imageIdParameter,
    Permission: { kind: 'string', required: true, values: ['SHARE', 'CANCEL'] },
  },
  errors: {
    'InvalidAccountId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'InvalidImageId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    OverQuota: imageQuotaLimitExceeded,
  },
  repeatability: 'idempotent',
};

export const modifyInstanceDiskType: OperationDescriptor<
  Types.ModifyInstanceDiskTypeInput,
  Types.ModifyInstanceDiskTypeOutput
> = {
  action: 'ModifyInstanceDiskType',
  service: cvm,
  input: { DataDisks: dataDisksParameter, InstanceId: requiredText, SystemDisk: systemDiskParameter },
  errors: {
    AccountQualificationRestrictions: accountQualificationRestrictions,
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
};

/**
 * Change an attribute of instances.
 *
 * @see https://cloud.tencent.com/document/api/213/15739
 */
export const modifyInstancesAttribute: BatchOperation<
  Types.ModifyInstancesAttributeInput,
  Types.ModifyInstancesAttributeOutput
> = {
  action: 'ModifyInstancesAttribute',
  service: cvm,
  input: {
    AutoReboot: defaultFlag_,
    CamRoleName: text,
    CamRoleType: text,
    DisableApiTermination: flag,
    HostName: text,
    InstanceIds: instanceIdsParameter,
    InstanceName: maxLengthText_,
    SecurityGroups: bmcSecurityGroupIdsParameter,
    UserData: text,
  },
  errors: {
    'AuthFailure.CamRoleNameAuthenticateFailed': authFailureCamRoleNameAuthenticateFailed,
    'FailedOperation.InvalidInstanceApplicationRole': failedOperationInvalidInstanceApplicationRole,
    'InvalidSecurityGroupId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
  batch: { ids: 'InstanceIds', maximum: 100 },
};

export const modifyInstancesChargeType: OperationDescriptor<
  Types.ModifyInstancesChargeTypeInput,
  Types.ModifyInstancesChargeTypeOutput
> = {
  action: 'ModifyInstancesChargeType',
  service: cvm,
  input: {
    InstanceChargePrepaid: instanceChargePrepaidParameter,
    InstanceChargeType: requiredText,
    InstanceIds: { kind: 'list', required: true, items: { kind: 'string' }, maxItems: 20, selects: true },
    ModifyPortableDataDisk: flag,
  },
  errors: {
    AccountQualificationRestrictions: accountQualificationRestrictions,
    'FailedOperation.InvalidInstanceApplicationRoleEmr': failedOperationInvalidInstanceApplicationRole,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
};

export const modifyInstancesDisasterRecoverGroup: OperationDescriptor<
  Types.ModifyInstancesDisasterRecoverGroupInput,
  Types.ModifyInstancesDisasterRecoverGroupOutput
> = {
  action: 'ModifyInstancesDisasterRecoverGroup',
  service: cvm,
  input: {
    DisasterRecoverGroupId: text,
    DisasterRecoverGroupIds: bmcSecurityGroupIdsParameter,
    Force: flag,
    InstanceIds: instanceIdsParameter_,
    PartitionNumber: integer,
  },
  errors: {
    'FailedOperation.AlreadyInDisasterRecoverGroup': failedOperationAlreadyInDisasterRecoverGroup,
    'FailedOperation.DisasterRecoverGroupNotFound': failedOperationDisasterRecoverGroupNotFound,
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
};

/**
 * Move instances to another project.
 *
 * @see https://cloud.tencent.com/document/api/213/15746
 */
export const modifyInstancesProject: BatchOperation<
  Types.ModifyInstancesProjectInput,
  Types.ModifyInstancesProjectOutput
> = {
  action: 'ModifyInstancesProject',
  service: cvm,
  input: { InstanceIds: instanceIdsParameter, ProjectId: projectIdParameter },
  errors: {
    'InvalidProjectId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'idempotent',
  batch: { ids: 'InstanceIds', maximum: 100 },
};

export const modifyInstancesRenewFlag: OperationDescriptor<
  Types.ModifyInstancesRenewFlagInput,
  Types.ModifyInstancesRenewFlagOutput
> = {
  action: 'ModifyInstancesRenewFlag',
  service: cvm,
  input: { InstanceIds: instanceIdsParameter_, RenewFlag: requiredText },
  errors: {
    'FailedOperation.InvalidInstanceApplicationRoleEmr': failedOperationInvalidInstanceApplicationRole,
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'idempotent',
};

export const modifyInstancesVpcAttribute: OperationDescriptor<
  Types.ModifyInstancesVpcAttributeInput,
  Types.ModifyInstancesVpcAttributeOutput
> = {
  action: 'ModifyInstancesVpcAttribute',
  service: cvm,
  input: {
    ForceStop: flag,
    InstanceIds: chcIdsParameter,
    ReserveHostName: flag,
    VirtualPrivateCloud: bmcVirtualPrivateCloudParameter,
  },
  errors: {
    EniNotAllowedChangeSubnet: eniNotAllowedChangeSubnet,
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
    VpcAddrNotInSubNet: vpcAddrNotInSubNet,
    VpcIpIsUsed: vpcIpIsUsed,
  },
  repeatability: 'once',
};

/**
 * Change a key pair.
 *
 * @see https://cloud.tencent.com/document/api/213/15701
 */
export const modifyKeyPairAttribute: OperationDescriptor<
  Types.ModifyKeyPairAttributeInput,
  Types.ModifyKeyPairAttributeOutput
> = {
  action: 'ModifyKeyPairAttribute',
  service: cvm,
  input: {
    Description: maxLengthText__,
    KeyId: {
      kind: 'string',
      required: true,
      pattern: 'skey-[0-9a-z]{1,40}',
      meaning: 'the id of a key pair such as skey-11112222',
    },
    KeyName: {
      kind: 'string',
      unless: ['Description'],
      pattern: '[A-Za-z0-9_]+',
      meaning: 'letters, digits and _',
      maxLength: 25,
    },
  },
  errors: { 'InvalidKeyPairId.NotFound': failedOperationDisasterRecoverGroupNotFound },
  repeatability: 'idempotent',
};

export const modifyLaunchTemplateDefaultVersion: OperationDescriptor<
  Types.ModifyLaunchTemplateDefaultVersionInput,
  Types.ModifyLaunchTemplateDefaultVersionOutput
> = {
  action: 'ModifyLaunchTemplateDefaultVersion',
  service: cvm,
  input: { DefaultVersion: requiredInteger, LaunchTemplateId: requiredText },
  repeatability: 'idempotent',
};

export const programFpgaImage: OperationDescriptor<
  Types.ProgramFpgaImageInput,
  Types.ProgramFpgaImageOutput
> = {
  action: 'ProgramFpgaImage',
  service: cvm,
  input: {
    DBDFs: bmcSecurityGroupIdsParameter,
    DryRun: defaultFlag,
    FPGAUrl: requiredText,
    InstanceId: requiredText,
  },
  errors: { 'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning },
  repeatability: 'once',
  dryRun: 'DryRun',
};

export const purchaseResourcePoolPacks: OperationDescriptor<
  Types.PurchaseResourcePoolPacksInput,
  Types.PurchaseResourcePoolPacksOutput
> = {
  action: 'PurchaseResourcePoolPacks',
  service: cvm,
  input: {
    AutoPlacement: flag,
    DedicatedResourcePoolPackName: text,
    DryRun: defaultFlag,
    InstanceCount: { kind: 'integer', required: true, minimum: 1, maximum: 100 },
    InstanceType: requiredText,
    Period: { kind: 'integer', required: true, minimum: 1, maximum: 60 },
    RenewFlag: text,
    ResourcePoolPackType: text,
    Zone: requiredText,
  },
  repeatability: 'once',
  dryRun: 'DryRun',
};

/**
 * Restart instances.
 *
 * @see https://cloud.tencent.com/document/api/213/15742
 */
export const rebootInstances: ChangeOperation<Types.RebootInstancesInput, Types.RebootInstancesOutput> = {
  action: 'RebootInstances',
  service: cvm,
  input: { ForceReboot: defaultFlag, InstanceIds: instanceIdsParameter, StopType: stopTypeParameter },
  exclusive: [['ForceReboot', 'StopType']],
  errors: {
    'FailedOperation.InvalidInstanceApplicationRole': failedOperationInvalidInstanceApplicationRole,
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
  batch: { ids: 'InstanceIds', maximum: 100 },
  transition: { from: ['RUNNING'], via: 'REBOOTING', to: 'RUNNING', force: { StopType: 'SOFT_FIRST' } },
};

export const removeChcAssistVpc: OperationDescriptor<
  Types.RemoveChcAssistVpcInput,
  Types.RemoveChcAssistVpcOutput
> = {
  action: 'RemoveChcAssistVpc',
  service: cvm,
  input: { ChcIds: chcIdsParameter },
  errors: {
    AccountQualificationRestrictions: accountQualificationRestrictions,
    'InvalidHost.NotSupported': failedOperationAlreadyInDisasterRecoverGroup,
  },
  repeatability: 'once',
};

export const removeChcDeployVpc: OperationDescriptor<
  Types.RemoveChcDeployVpcInput,
  Types.RemoveChcDeployVpcOutput
> = {
  action: 'RemoveChcDeployVpc',
  service: cvm,
  input: { ChcIds: chcIdsParameter },
  errors: {
    AccountQualificationRestrictions: accountQualificationRestrictions,
    'InvalidHost.NotSupported': failedOperationAlreadyInDisasterRecoverGroup,
  },
  repeatability: 'once',
};

export const renewHosts: OperationDescriptor<Types.RenewHostsInput, Types.RenewHostsOutput> = {
  action: 'RenewHosts',
  service: cvm,
  input: {
    HostChargePrepaid: { kind: 'object', required: true, fields: chargePrepaidFields },
    HostIds: instanceIdsParameter_,
  },
  errors: {
    'InvalidHost.NotSupported': failedOperationAlreadyInDisasterRecoverGroup,
    'InvalidHostId.NotFound': failedOperationDisasterRecoverGroupNotFound,
  },
  repeatability: 'once',
};

/**
 * Renew prepaid instances.
 *
 * @see https://cloud.tencent.com/document/api/213/15740
 */
export const renewInstances: BatchOperation<Types.RenewInstancesInput, Types.RenewInstancesOutput> = {
  action: 'RenewInstances',
  service: cvm,
  input: {
    InstanceChargePrepaid: instanceChargePrepaidParameter,
    InstanceIds: instanceIdsParameter,
    RenewPortableDataDisk: defaultFlag_,
  },
  errors: {
    'FailedOperation.InvalidInstanceApplicationRole': failedOperationInvalidInstanceApplicationRole,
    'FailedOperation.InvalidInstanceApplicationRoleEmr': failedOperationInvalidInstanceApplicationRole,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
  batch: { ids: 'InstanceIds', maximum: 100 },
};

export const repairTaskControl: OperationDescriptor<
  Types.RepairTaskControlInput,
  Types.RepairTaskControlOutput
> = {
  action: 'RepairTaskControl',
  service: cvm,
  input: {
    InstanceIds: chcIdsParameter,
    Operate: requiredText,
    OrderAuthTime: text,
    Product: requiredText,
    TaskId: requiredText,
    TaskSubMethod: text,
  },
  repeatability: 'once',
};

/**
 * Reinstall an instance.
 *
 * @see https://cloud.tencent.com/document/api/213/15724
 */
export const resetInstance: OperationDescriptor<Types.ResetInstanceInput, Types.ResetInstanceOutput> = {
  action: 'ResetInstance',
  service: cvm,
  input: {
    EnhancedService: enhancedServiceParameter,
    HostName: text,
    ImageId: { kind: 'string', pattern: 'img-[0-9a-z]{1,40}', meaning: 'an image id such as img-gvbnzy6f' },
    InstanceId: instanceIdParameter,
    LoginSettings: loginSettingsParameter,
    SystemDisk: systemDiskParameter,
    UserData: text,
  },
  errors: {
    'FailedOperation.InvalidInstanceApplicationRoleEmr': failedOperationInvalidInstanceApplicationRole,
    'InvalidImageId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.ChcInstallCloudImageWithoutDeployNetwork': operationDeniedChcDeployConfigInvalid,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
};

export const resetInstancesInternetMaxBandwidth: OperationDescriptor<
  Types.ResetInstancesInternetMaxBandwidthInput,
  Types.ResetInstancesInternetMaxBandwidthOutput
> = {
  action: 'ResetInstancesInternetMaxBandwidth',
  service: cvm,
  input: {
    EndTime: text,
    InstanceIds: instanceIdsParameter_,
    InternetAccessible: { kind: 'object', required: true, fields: internetAccessibleFields },
    StartTime: text,
  },
  errors: {
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
};

/**
 * Set the password of instances.
 *
 * @see https://cloud.tencent.com/document/api/213/15736
 */
export const resetInstancesPassword: BatchOperation<
  Types.ResetInstancesPasswordInput,
  Types.ResetInstancesPasswordOutput
> = {
  action: 'ResetInstancesPassword',
  service: cvm,
  input: {
    ForceStop: defaultFlag,
    InstanceIds: instanceIdsParameter,
    Password: {
      kind: 'string',
      required: true,
      pattern: '[^/\\r\\n][^\\r\\n]{7,29}',
      meaning: '8 to 30 characters that do not begin with /',
    },
    UserName: { kind: 'string', maxLength: 64 },
  },
  errors: {
    'FailedOperation.InvalidInstanceApplicationRole': failedOperationInvalidInstanceApplicationRole,
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
  batch: { ids: 'InstanceIds', maximum: 100 },
};

/**
 * Change the type of an instance.
 *
 * @see https://cloud.tencent.com/document/api/213/15744
 */
export const resetInstancesType: OperationDescriptor<
  Types.ResetInstancesTypeInput,
  Types.ResetInstancesTypeOutput
> = {
  action: 'ResetInstancesType',
  service: cvm,
  input: {
    ForceStop: defaultFlag,
    InstanceIds: {
      kind: 'list',
      required: true,
      items: {
        kind: 'string',
        pattern: 'ins-[0-9a-z]{1,40}',
        meaning: 'an instance id such as ins-09dx96dg',
      },
      maxItems: 1,
      selects: true,
    },
    InstanceType: publicKeyParameter,
  },
  errors: {
    'FailedOperation.InvalidInstanceApplicationRole': failedOperationInvalidInstanceApplicationRole,
    'FailedOperation.InvalidInstanceApplicationRoleEmr': failedOperationInvalidInstanceApplicationRole,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
};

export const resizeInstanceDisks: OperationDescriptor<
  Types.ResizeInstanceDisksInput,
  Types.ResizeInstanceDisksOutput
> = {
  action: 'ResizeInstanceDisks',
  service: cvm,
  input: {
    DataDisks: { kind: 'list', unless: ['SystemDisk'], items: { kind: 'object', fields: dataDiskFields } },
    ForceStop: flag,
    InstanceId: requiredText,
    ResizeOnline: flag,
    SystemDisk: systemDiskParameter,
  },
  exclusive: [['DataDisks', 'SystemDisk']],
  errors: {
    'FailedOperation.InvalidInstanceApplicationRole': failedOperationInvalidInstanceApplicationRole,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
};

/**
 * Create and start instances.
 *
 * @see https://cloud.tencent.com/document/api/213/15730
 */
export const runInstances: OperationDescriptor<Types.RunInstancesInput, Types.RunInstancesOutput> = {
  action: 'RunInstances',
  service: cvm,
  input: {
    ActionTimer: actionTimerParameter,
    CamRoleName: text,
    ChcIds: bmcSecurityGroupIdsParameter,
    ClientToken: clientTokenParameter,
    CpuTopology: { kind: 'object', fields: cpuTopologyFields },
    DataDisks: { kind: 'list', items: { kind: 'object', fields: dataDiskFields }, maxItems: 21 },
    DedicatedClusterId: text,
    DisableApiTermination: defaultFlag,
    DisasterRecoverGroupIds: { kind: 'list', items: { kind: 'string' }, maxItems: 1, selects: true },
    DryRun: defaultFlag,
    EnableJumboFrame: flag,
    EnhancedService: enhancedServiceParameter,
    HostName: text,
    HpcClusterId: text,
    ImageId: {
      kind: 'string',
      unless: ['LaunchTemplate'],
      pattern: 'img-[0-9a-z]{1,40}',
      meaning: 'an image id such as img-gvbnzy6f',
    },
    InstanceChargePrepaid: instanceChargePrepaidParameter,
    InstanceChargeType: text,
    InstanceCount: { kind: 'integer', minimum: 1, maximum: 500, default: 1 },
    InstanceMarketOptions: instanceMarketOptionsParameter,
    InstanceName: maxLengthText_,
    InstanceType: text,
    InternetAccessible: internetAccessibleParameter,
    LaunchTemplate: { kind: 'object', fields: launchTemplateFields },
    LoginSettings: loginSettingsParameter,
    Metadata: metadataParameter,
    MinCount: { kind: 'integer', minimum: 1 },
    NetworkInterfaces: networkInterfacesParameter,
    PartitionNumber: integer,
    Placement: { kind: 'object', unless: ['LaunchTemplate'], fields: placementFields },
    SecurityGroupIds: bmcSecurityGroupIdsParameter,
    SystemDisk: systemDiskParameter,
    TagSpecification: tagSpecificationParameter,
    UserData: text,
    VirtualPrivateCloud: deployVirtualPrivateCloudParameter,
  },
  errors: {
    AccountQualificationRestrictions: accountQualificationRestrictions,
    'AuthFailure.CamRoleNameAuthenticateFailed': authFailureCamRoleNameAuthenticateFailed,
    'FailedOperation.DisasterRecoverGroupNotFound': failedOperationDisasterRecoverGroupNotFound,
    'FailedOperation.IllegalTagKey': failedOperationIllegalTagKey,
    'FailedOperation.IllegalTagValue': failedOperationIllegalTagKey,
    'FailedOperation.InquiryPriceFailed': failedOperationInquiryPriceFailed,
    'FailedOperation.SnapshotSizeLargerThanDataSize': failedOperationSnapshotSizeLargerThanDataSize,
    'FailedOperation.SnapshotSizeLessThanDataSize': failedOperationSnapshotSizeLessThanDataSize,
    'FailedOperation.TagKeyReserved': failedOperationIllegalTagKey,
    InstancesQuotaLimitExceeded: imageQuotaLimitExceeded,
    'InvalidHostId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'InvalidImageId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'InvalidProjectId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'InvalidSecurityGroupId.NotFound': failedOperationDisasterRecoverGroupNotFound,
    'OperationDenied.ChcInstallCloudImageWithoutDeployNetwork': operationDeniedChcDeployConfigInvalid,
    VpcAddrNotInSubNet: vpcAddrNotInSubNet,
    VpcIpIsUsed: vpcIpIsUsed,
  },
  repeatability: 'once',
  clientToken: 'ClientToken',
  dryRun: 'DryRun',
};

/**
 * Start instances.
 *
 * @see https://cloud.tencent.com/document/api/213/15735
 */
export const startInstances: ChangeOperation<Types.StartInstancesInput, Types.StartInstancesOutput> = {
  action: 'StartInstances',
  service: cvm,
  input: { InstanceIds: instanceIdsParameter },
  errors: {
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'idempotent',
  batch: { ids: 'InstanceIds', maximum: 100 },
  transition: { from: ['STOPPED'], via: 'STARTING', to: 'RUNNING' },
};

/**
 * Shut instances down.
 *
 * @see https://cloud.tencent.com/document/api/213/15743
 */
export const stopInstances: ChangeOperation<Types.StopInstancesInput, Types.StopInstancesOutput> = {
  action: 'StopInstances',
  service: cvm,
  input: {
    ForceStop: defaultFlag,
    InstanceIds: instanceIdsParameter,
    StopType: stopTypeParameter,
    StoppedMode: { kind: 'string', values: ['KEEP_CHARGING', 'STOP_CHARGING'], default: 'KEEP_CHARGING' },
  },
  exclusive: [['ForceStop', 'StopType']],
  errors: {
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'idempotent',
  batch: { ids: 'InstanceIds', maximum: 100 },
  transition: { from: ['RUNNING'], via: 'STOPPING', to: 'STOPPED', force: { StopType: 'SOFT_FIRST' } },
};

/**
 * Copy an image to other regions.
 *
 * @see https://cloud.tencent.com/document/api/213/15711
 */
export const syncImages: OperationDescriptor<Types.SyncImagesInput, Types.SyncImagesOutput> = {
  action: 'SyncImages',
  service: cvm,
  input: {
    DestinationRegions: chcIdsParameter,
    DryRun: defaultFlag,
    Encrypt: defaultFlag,
    ImageIds: {
      kind: 'list',
      required: true,
      items: { kind: 'string', pattern: 'img-[0-9a-z]{1,40}', meaning: 'an image id such as img-gvbnzy6f' },
      maxItems: 1,
      selects: true,
    },
    ImageName: maxLengthText__,
    ImageSetRequired: defaultFlag,
    KmsKeyId: text,
  },
  errors: {
    ImageQuotaLimitExceeded: imageQuotaLimitExceeded,
    'InvalidImageId.IncorrectState': failedOperationAlreadyInDisasterRecoverGroup,
    'InvalidImageId.NotFound': failedOperationDisasterRecoverGroupNotFound,
  },
  repeatability: 'once',
  dryRun: 'DryRun',
};

/**
 * Destroy instances.
 *
 * @see https://cloud.tencent.com/document/api/213/15723
 */
export const terminateInstances: BatchOperation<
  Types.TerminateInstancesInput,
  Types.TerminateInstancesOutput
> = {
  action: 'TerminateInstances',
  service: cvm,
  input: {
    InstanceIds: instanceIdsParameter,
    ReleaseAddress: defaultFlag,
    ReleasePrepaidDataDisks: defaultFlag,
  },
  errors: {
    'FailedOperation.InvalidInstanceApplicationRole': failedOperationInvalidInstanceApplicationRole,
    'FailedOperation.InvalidInstanceApplicationRoleEmr': failedOperationInvalidInstanceApplicationRole,
    'FailedOperation.Unreturnable': failedOperationAlreadyInDisasterRecoverGroup,
    InvalidInstanceNotSupportedPrepaidInstance: failedOperationAlreadyInDisasterRecoverGroup,
    'MutexOperation.TaskRunning': mutexOperationTaskRunning,
    'OperationDenied.InstanceOperationInProgress': mutexOperationTaskRunning,
  },
  repeatability: 'once',
  batch: { ids: 'InstanceIds', maximum: 100 },
};

export const terminateResourcePoolPacks: OperationDescriptor<
  Types.TerminateResourcePoolPacksInput,
  Types.TerminateResourcePoolPacksOutput
> = {
  action: 'TerminateResourcePoolPacks',
  service: cvm,
  input: { DedicatedResourcePackIds: instanceIdsParameter_ },
  repeatability: 'once',
};

/** Every instance is running. */
export const instancesRunning: WaiterDescriptor<
  Types.DescribeInstancesInput,
  Types.DescribeInstancesOutput,
  Types.Instance
> = {
  name: 'InstancesRunning',
  operation: describeInstances,
  ids: 'InstanceIds',
  itemIds: ['InstanceId'],
  state: 'InstanceState',
  success: ['RUNNING'],
  failure: ['LAUNCH_FAILED', 'SHUTDOWN', 'TERMINATING'],
  minDelay: 2,
  maxDelay: 30,
};

/** Every instance is shut down. */
export const instancesStopped: WaiterDescriptor<
  Types.DescribeInstancesInput,
  Types.DescribeInstancesOutput,
  Types.Instance
> = {
  name: 'InstancesStopped',
  operation: describeInstances,
  ids: 'InstanceIds',
  itemIds: ['InstanceId'],
  state: 'InstanceState',
  success: ['STOPPED'],
  failure: ['LAUNCH_FAILED', 'SHUTDOWN', 'TERMINATING'],
  minDelay: 2,
  maxDelay: 30,
};
