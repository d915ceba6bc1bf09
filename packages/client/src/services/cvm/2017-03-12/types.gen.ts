// Generated from specs/3.0/common.yaml, specs/3.0/cvm-2017-03-12.errors.json, specs/3.0/cvm-2017-03-12.openapi.json and specs/3.0/cvm-2017-03-12.overlay.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

export interface AccountQuota {
  readonly DisasterRecoverGroupQuotaSet: readonly DisasterRecoverGroupQuota[];
  readonly ImageQuotaSet: readonly ImageQuota[];
  readonly PostPaidQuotaSet: readonly PostPaidQuota[];
  readonly PrePaidQuotaSet: readonly PrePaidQuota[];
  readonly SpotPaidQuotaSet: readonly SpotPaidQuota[];
}

export interface AccountQuotaOverview {
  readonly AccountQuota: AccountQuota;
  readonly Region: string;
}

/**
 * A timer of an instance.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface ActionTimer {
  /** When: ISO 8601 in UTC, `2018-05-29T11:26:40Z`, at least five minutes from now. */
  readonly ActionTime?: string;
  /** Its id. In responses only. */
  readonly ActionTimerId?: string;
  /** Further data. In responses only. */
  readonly Externals?: Externals;
  /** Its instance. In responses only. */
  readonly InstanceId?: string;
  /**
   * Its state. In responses only.
   *
   * - `UNDO`: Not due yet.
   * - `DOING`: In progress.
   * - `DONE`: Done.
   */
  readonly Status?: 'UNDO' | 'DOING' | 'DONE' | (string & {});
  /** What it does; only `TerminateInstances`. */
  readonly TimerAction?: string;
}

export interface AllocateHostsInput {
  /**
   * Makes a repeated call safe: a second call with the same token is the first one again. At most 64 ASCII
   * characters, unique for each thing that is wanted. How long the service remembers it is not documented.
   *
   * Must be a token of printable ASCII characters. At most 64 characters.
   */
  readonly ClientToken?: string;
  readonly HostChargePrepaid?: ChargePrepaid;
  readonly HostChargeType?: string;
  readonly HostCount?: number;
  readonly HostType?: string;
  readonly Placement: Placement;
  readonly TagSpecification?: readonly TagSpecification[];
}

export interface AllocateHostsOutput {
  readonly HostIdSet: readonly string[];
  readonly RequestId: string;
}

/**
 * Which key pairs, and which instances.
 *
 * @see https://cloud.tencent.com/document/api/213/15698
 */
export interface AssociateInstancesKeyPairsInput {
  /** True: shut running instances down first, by force if necessary. Default: false. */
  readonly ForceStop?: boolean;
  /** The instances. At most 100 items. No item twice. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
  /**
   * The key pairs.
   *
   * At most 100 items. No item twice. Each must be the id of a key pair such as skey-11112222.
   */
  readonly KeyIds: readonly string[];
}

export interface AssociateInstancesKeyPairsOutput {
  readonly RequestId: string;
}

/**
 * Which security group, and which instances.
 *
 * @see https://cloud.tencent.com/document/api/213/31282
 */
export interface AssociateSecurityGroupsInput {
  /** The instances. At most 100 items. No item twice. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
  /**
   * The security group: a list of one.
   *
   * At most 1 item. Each must be a security group such as sg-efil73jd.
   */
  readonly SecurityGroupIds: readonly string[];
}

export interface AssociateSecurityGroupsOutput {
  readonly RequestId: string;
}

export interface Attribute {
  readonly UserData?: string;
}

export interface ChargePrepaid {
  readonly Period: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 24 | 36;
  /** Whether a prepaid instance is renewed automatically. */
  readonly RenewFlag?: RenewFlag;
}

export interface ChcDeployExtraConfig {
  readonly BootFile?: string;
  readonly BootType: string;
  readonly MiniOsType: string;
  readonly NextServerAddress?: string;
}

export interface ChcHost {
  readonly BmcIp: string;
  readonly BmcMAC: string;
  readonly BmcSecurityGroupIds: readonly string[];
  readonly BmcVirtualPrivateCloud: VirtualPrivateCloud;
  readonly CPU: number;
  readonly ChcGatewayId?: string;
  readonly ChcId: string;
  readonly ChcInstanceFamily?: string;
  readonly ChcInstanceFamilyName?: string;
  readonly ChcInstanceType?: string;
  readonly CreatedTime: string;
  readonly CvmInstanceId: string;
  readonly DedicatedClusterId?: string;
  readonly DeployExtraConfig: ChcDeployExtraConfig;
  readonly DeployIp: string;
  readonly DeployMAC: string;
  readonly DeploySecurityGroupIds: readonly string[];
  readonly DeployVirtualPrivateCloud: VirtualPrivateCloud;
  readonly DeviceType: string;
  readonly Disk: string;
  readonly Gpu?: string;
  readonly HardwareDescription: string;
  readonly InstanceName: string;
  readonly InstanceState: string;
  readonly IsPredefinedType?: boolean;
  readonly LatestOperation?: string;
  readonly LatestOperationErrorCode?: string;
  readonly LatestOperationErrorMsg?: string;
  readonly LatestOperationName?: string;
  readonly LatestOperationState?: string;
  readonly Memory: number;
  readonly NetworkCard?: string;
  readonly NetworkMode?: string;
  readonly Placement: Placement;
  readonly ResaleAccountId?: string;
  readonly ResaleAppId?: string;
  readonly SaleStatus?: string;
  readonly SerialNumber: string;
  readonly Tags?: readonly Tag[];
  readonly TenantType: string;
}

export interface ChcHostDeniedActions {
  readonly ChcId: string;
  readonly DenyActions: readonly string[];
  readonly State: string;
}

export interface ConfigureChcAssistVpcInput {
  readonly BmcSecurityGroupIds?: readonly string[];
  readonly BmcVirtualPrivateCloud: VirtualPrivateCloud;
  readonly ChcDeployExtraConfig?: ChcDeployExtraConfig;
  readonly ChcIds: readonly string[];
  readonly DeploySecurityGroupIds?: readonly string[];
  readonly DeployVirtualPrivateCloud?: VirtualPrivateCloud;
}

export interface ConfigureChcAssistVpcOutput {
  readonly RequestId: string;
}

export interface ConfigureChcDeployVpcInput {
  readonly ChcDeployExtraConfig?: ChcDeployExtraConfig;
  readonly ChcIds: readonly string[];
  readonly DeploySecurityGroupIds?: readonly string[];
  readonly DeployVirtualPrivateCloud: VirtualPrivateCloud;
}

export interface ConfigureChcDeployVpcOutput {
  readonly RequestId: string;
}

export interface ConvertOperatingSystemsInput {
  /** True: only checks whether the call would succeed. Default: false. */
  readonly DryRun?: boolean;
  readonly InstanceIds: readonly string[];
  readonly MinimalConversion?: boolean;
  readonly TargetOSType?: string;
}

export interface ConvertOperatingSystemsOutput {
  readonly RequestId: string;
  readonly SupportTargetOSList?: readonly TargetOS[];
  readonly TaskId?: string;
}

/**
 * Cores and threads of an instance.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeInstances
 */
export interface CpuTopology {
  /** Number of physical cores. */
  readonly CoreCount?: number | null;
  /** 1 without, 2 with hyper-threading. */
  readonly ThreadPerCore?: number | null;
}

export interface CreateDisasterRecoverGroupInput {
  /** From 1 to 10. */
  readonly Affinity?: number;
  /**
   * Makes a repeated call safe: a second call with the same token is the first one again. At most 64 ASCII
   * characters, unique for each thing that is wanted. How long the service remembers it is not documented.
   *
   * Must be a token of printable ASCII characters. At most 64 characters.
   */
  readonly ClientToken?: string;
  readonly Name: string;
  /** From 2 to 30. */
  readonly PartitionCount?: number;
  readonly Strategy?: string;
  readonly TagSpecification?: readonly TagSpecification[];
  readonly Type: string;
}

export interface CreateDisasterRecoverGroupOutput {
  /** `YYYY-MM-DD hh:mm:ss`. */
  readonly CreateTime: string;
  readonly CurrentNum: number;
  readonly CvmQuotaTotal: number;
  readonly DisasterRecoverGroupId: string;
  readonly Name: string;
  readonly PartitionCount: number;
  readonly RequestId: string;
  readonly Strategy: string;
  readonly Type: string;
}

export interface CreateHpcClusterInput {
  readonly HpcClusterBusinessId?: string;
  readonly HpcClusterType?: string;
  readonly Name: string;
  readonly Remark?: string;
  readonly TagSpecification?: readonly TagSpecification[];
  readonly Zone: string;
}

export interface CreateHpcClusterOutput {
  readonly HpcClusterSet: readonly HpcClusterInfo[];
  readonly RequestId: string;
}

/**
 * Source of the image. Instance and snapshots are mutually exclusive.
 *
 * @see https://cloud.tencent.com/document/api/213/16726
 */
export interface CreateImageInput {
  /** Data disks to include. */
  readonly DataDiskIds?: readonly string[];
  /** True: only checks whether the call would succeed. Default: false. */
  readonly DryRun?: boolean;
  /** `true`: shut the instance down first, by force if necessary. A string. */
  readonly ForcePoweroff?: string;
  /** Description of the image. At most 256 characters. */
  readonly ImageDescription?: string;
  /** Family to put it into. */
  readonly ImageFamily?: string;
  /** Name of the image. 1 to 60 characters. */
  readonly ImageName: string;
  /** The instance. Must be an instance id such as ins-09dx96dg. */
  readonly InstanceId?: string;
  /** The snapshots, one of a system disk among them. */
  readonly SnapshotIds?: readonly string[];
  /** `TRUE`: run Sysprep on a Windows image. A string. */
  readonly Sysprep?: string;
  /** Tags for the image. */
  readonly TagSpecification?: readonly TagSpecification[];
}

/**
 * The image that is being created.
 *
 * @see https://cloud.tencent.com/document/api/213/16726
 */
export interface CreateImageOutput {
  /** Its id. */
  readonly ImageId?: string;
  readonly RequestId: string;
}

/**
 * Name of the key pair.
 *
 * @see https://cloud.tencent.com/document/api/213/15702
 */
export interface CreateKeyPairInput {
  /** Name: letters, digits and `_`. Must be letters, digits and _. At most 25 characters. */
  readonly KeyName: string;
  /** Project; 0 is the default one. */
  readonly ProjectId: number;
  /** Tags for the key pair. */
  readonly TagSpecification?: readonly TagSpecification[];
}

/**
 * The key pair, private key included.
 *
 * @see https://cloud.tencent.com/document/api/213/15702
 */
export interface CreateKeyPairOutput {
  /** The key pair. */
  readonly KeyPair: KeyPair;
  readonly RequestId: string;
}

export interface CreateLaunchTemplateInput {
  readonly ActionTimer?: ActionTimer;
  readonly CamRoleName?: string;
  /**
   * Makes a repeated call safe: a second call with the same token is the first one again. At most 64 ASCII
   * characters, unique for each thing that is wanted. How long the service remembers it is not documented.
   *
   * Must be a token of printable ASCII characters. At most 64 characters.
   */
  readonly ClientToken?: string;
  readonly DataDisks?: readonly DataDisk[];
  readonly DisableApiTermination?: boolean;
  readonly DisasterRecoverGroupIds?: readonly string[];
  /** True: only checks whether the call would succeed. Default: false. */
  readonly DryRun?: boolean;
  readonly EnableJumboFrame?: boolean;
  readonly EnhancedService?: EnhancedService;
  readonly HostName?: string;
  readonly HpcClusterId?: string;
  readonly ImageId: string;
  readonly InstanceChargePrepaid?: InstanceChargePrepaid;
  readonly InstanceChargeType?: string;
  readonly InstanceCount?: number;
  readonly InstanceMarketOptions?: InstanceMarketOptionsRequestInput;
  /** At most 128 characters. */
  readonly InstanceName?: string;
  readonly InstanceType?: string;
  readonly InternetAccessible?: InternetAccessible;
  readonly LaunchTemplateName: string;
  readonly LaunchTemplateTagSpecification?: readonly TagSpecification[];
  readonly LaunchTemplateVersionDescription?: string;
  readonly LoginSettings?: LoginSettings;
  readonly Metadata?: MetadataInput;
  readonly NetworkInterfaces?: readonly NetworkInterfaces[];
  readonly Placement: Placement;
  readonly SecurityGroupIds?: readonly string[];
  readonly SystemDisk?: SystemDisk;
  readonly TagSpecification?: readonly TagSpecification[];
  readonly TemplateDataModifyAction?: string;
  readonly UserData?: string;
  readonly VirtualPrivateCloud?: VirtualPrivateCloud;
}

export interface CreateLaunchTemplateOutput {
  readonly LaunchTemplateId?: string;
  readonly RequestId: string;
}

export interface CreateLaunchTemplateVersionInput {
  readonly ActionTimer?: ActionTimer;
  readonly CamRoleName?: string;
  /**
   * Makes a repeated call safe: a second call with the same token is the first one again. At most 64 ASCII
   * characters, unique for each thing that is wanted. How long the service remembers it is not documented.
   *
   * Must be a token of printable ASCII characters. At most 64 characters.
   */
  readonly ClientToken?: string;
  readonly DataDisks?: readonly DataDisk[];
  readonly DisableApiTermination?: boolean;
  readonly DisasterRecoverGroupIds?: readonly string[];
  /** True: only checks whether the call would succeed. Default: false. */
  readonly DryRun?: boolean;
  readonly EnableJumboFrame?: boolean;
  readonly EnhancedService?: EnhancedService;
  readonly HostName?: string;
  readonly HpcClusterId?: string;
  readonly ImageId?: string;
  readonly InstanceChargePrepaid?: InstanceChargePrepaid;
  readonly InstanceChargeType?: string;
  readonly InstanceCount?: number;
  readonly InstanceMarketOptions?: InstanceMarketOptionsRequestInput;
  /** At most 128 characters. */
  readonly InstanceName?: string;
  readonly InstanceType?: string;
  readonly InternetAccessible?: InternetAccessible;
  readonly LaunchTemplateId: string;
  readonly LaunchTemplateVersion?: number;
  readonly LaunchTemplateVersionDescription?: string;
  readonly LoginSettings?: LoginSettings;
  readonly Metadata?: MetadataInput;
  readonly NetworkInterfaces?: readonly NetworkInterfaces[];
  readonly Placement: Placement;
  readonly SecurityGroupIds?: readonly string[];
  readonly SystemDisk?: SystemDisk;
  readonly TagSpecification?: readonly TagSpecification[];
  readonly TemplateDataModifyAction?: string;
  readonly UserData?: string;
  readonly VirtualPrivateCloud?: VirtualPrivateCloud;
}

export interface CreateLaunchTemplateVersionOutput {
  readonly LaunchTemplateVersionNumber?: number;
  readonly RequestId: string;
}

/**
 * A data disk of an instance.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface DataDisk {
  /** Whether it may burst. */
  readonly BurstPerformance?: boolean;
  /** Dedicated cluster that it is in. */
  readonly CdcId?: string | null;
  /** Whether it is destroyed with the instance. Default: true. */
  readonly DeleteWithInstance?: boolean;
  /** Id of the disk. In responses only. */
  readonly DiskId?: string;
  /** Name of the disk. At most 128 characters. */
  readonly DiskName?: string;
  /** Size in GiB, in steps of 10. */
  readonly DiskSize: number;
  /** Kind of disk. */
  readonly DiskType?: DiskType;
  /** Whether it is encrypted. Default: false. */
  readonly Encrypt?: boolean;
  /** Key that it is encrypted with. */
  readonly KmsKeyId?: string | null;
  /** Snapshot to make it from; smaller than the disk. */
  readonly SnapshotId?: string;
  /** Additional throughput in MiB/s, for enhanced and tremendous SSD. */
  readonly ThroughputPerformance?: number | null;
}

export interface DeleteDisasterRecoverGroupsInput {
  /** At most 10 items. */
  readonly DisasterRecoverGroupIds: readonly string[];
}

export interface DeleteDisasterRecoverGroupsOutput {
  readonly RequestId: string;
}

export interface DeleteHpcClustersInput {
  readonly HpcClusterIds: readonly string[];
}

export interface DeleteHpcClustersOutput {
  readonly RequestId: string;
}

/**
 * Which images to delete.
 *
 * @see https://cloud.tencent.com/document/api/213/15716
 */
export interface DeleteImagesInput {
  /** Whether their snapshots are deleted as well. */
  readonly DeleteBindedSnap?: boolean;
  /** True: only checks whether the call would succeed. Default: false. */
  readonly DryRun?: boolean;
  /** The images. Each must be an image id such as img-gvbnzy6f. */
  readonly ImageIds: readonly string[];
}

export interface DeleteImagesOutput {
  readonly RequestId: string;
}

/**
 * Which timers to delete.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DeleteInstancesActionTimer
 */
export interface DeleteInstancesActionTimerInput {
  /** The timers. */
  readonly ActionTimerIds: readonly string[];
}

export interface DeleteInstancesActionTimerOutput {
  readonly RequestId: string;
}

export interface DeleteInstancesDisasterRecoverGroupsInput {
  readonly DisasterRecoverGroupIds: readonly string[];
  /** At most 100 items. */
  readonly InstanceIds: readonly string[];
}

export interface DeleteInstancesDisasterRecoverGroupsOutput {
  readonly RequestId: string;
}

/**
 * Which key pairs to delete.
 *
 * @see https://cloud.tencent.com/document/api/213/15700
 */
export interface DeleteKeyPairsInput {
  /**
   * The key pairs.
   *
   * At most 100 items. No item twice. Each must be the id of a key pair such as skey-11112222.
   */
  readonly KeyIds: readonly string[];
}

export interface DeleteKeyPairsOutput {
  readonly RequestId: string;
}

export interface DeleteLaunchTemplateInput {
  readonly LaunchTemplateId: string;
}

export interface DeleteLaunchTemplateOutput {
  readonly RequestId: string;
}

export interface DeleteLaunchTemplateVersionsInput {
  readonly LaunchTemplateId: string;
  readonly LaunchTemplateVersions: readonly number[];
}

export interface DeleteLaunchTemplateVersionsOutput {
  readonly RequestId: string;
}

export interface DescribeAccountQuotaInput {
  readonly Filters?: readonly Filter[];
}

export interface DescribeAccountQuotaOutput {
  readonly AccountQuotaOverview: AccountQuotaOverview;
  readonly AppId: number;
  readonly RequestId: string;
}

export interface DescribeChcDeniedActionsInput {
  readonly ChcIds: readonly string[];
}

export interface DescribeChcDeniedActionsOutput {
  readonly ChcHostDeniedActionSet: readonly ChcHostDeniedActions[];
  readonly RequestId: string;
}

export interface DescribeChcHostsInput {
  /** At most 100 items. */
  readonly ChcIds?: readonly string[];
  readonly Filters?: readonly Filter[];
  /** Maximum number of items to return. From 1 to 100. Default: 20. */
  readonly Limit?: number;
  /** Number of items to skip. Default: 0. */
  readonly Offset?: number;
}

export interface DescribeChcHostsOutput {
  readonly ChcHostSet: readonly ChcHost[];
  readonly RequestId: string;
  readonly TotalCount: number;
}

export type DescribeDisasterRecoverGroupQuotaInput = { readonly [name: string]: never };

export interface DescribeDisasterRecoverGroupQuotaOutput {
  readonly CurrentNum: number;
  readonly CvmInHostGroupQuota: number;
  readonly CvmInRackGroupQuota: number;
  /** @deprecated The vendor advises against it. */
  readonly CvmInSwGroupQuota: number;
  readonly CvmInSwitchGroupQuota?: number;
  readonly GroupQuota: number;
  readonly RequestId: string;
}

export interface DescribeDisasterRecoverGroupsInput {
  /** At most 10 items. */
  readonly DisasterRecoverGroupIds?: readonly string[];
  /** At most 10 items. */
  readonly Filters?: readonly Filter[];
  /** Maximum number of items to return. From 1 to 100. Default: 20. */
  readonly Limit?: number;
  readonly Name?: string;
  /** Number of items to skip. Default: 0. */
  readonly Offset?: number;
}

export interface DescribeDisasterRecoverGroupsOutput {
  readonly DisasterRecoverGroupSet: readonly DisasterRecoverGroup[];
  readonly RequestId: string;
  readonly TotalCount: number;
}

export interface DescribeHostsInput {
  /** At most 10 items. */
  readonly Filters?: readonly Filter[];
  /** Maximum number of items to return. From 1 to 100. Default: 20. */
  readonly Limit?: number;
  /** Number of items to skip. Default: 0. */
  readonly Offset?: number;
}

export interface DescribeHostsOutput {
  readonly HostSet: readonly HostItem[];
  readonly RequestId: string;
  readonly TotalCount: number;
}

export interface DescribeHpcClustersInput {
  /** At most 10 items. */
  readonly Filters?: readonly Filter[];
  readonly HpcClusterBusinessId?: string;
  /** At most 100 items. */
  readonly HpcClusterIds?: readonly string[];
  readonly HpcClusterType?: string;
  readonly InstanceType?: string;
  /** Maximum number of items to return. From 1 to 100. Default: 20. */
  readonly Limit?: number;
  readonly Name?: string;
  /** Number of items to skip. Default: 0. */
  readonly Offset?: number;
  readonly Zone?: string;
}

export interface DescribeHpcClustersOutput {
  readonly HpcClusterSet: readonly HpcClusterInfo[];
  readonly RequestId: string;
  readonly TotalCount: number;
}

export interface DescribeImageFromFamilyInput {
  readonly ImageFamily?: string;
}

export interface DescribeImageFromFamilyOutput {
  readonly Image?: Image | null;
  readonly RequestId: string;
}

export type DescribeImageQuotaInput = { readonly [name: string]: never };

export interface DescribeImageQuotaOutput {
  readonly ImageNumQuota: number;
  readonly RequestId: string;
}

/**
 * Which image.
 *
 * @see https://cloud.tencent.com/document/api/213/15712
 */
export interface DescribeImageSharePermissionInput {
  /** The image. Must be an image id such as img-gvbnzy6f. */
  readonly ImageId: string;
}

/**
 * The accounts.
 *
 * @see https://cloud.tencent.com/document/api/213/15712
 */
export interface DescribeImageSharePermissionOutput {
  readonly RequestId: string;
  /** The accounts. */
  readonly SharePermissionSet: readonly SharePermission[];
}

/**
 * Which images to list. Ids and filters are mutually exclusive.
 *
 * @see https://cloud.tencent.com/document/api/213/15715
 */
export interface DescribeImagesInput {
  /** Only the images that match all of these filters. At most 10 items. */
  readonly Filters?: readonly Filter[];
  /** Only the images with these ids. Each must be an image id such as img-gvbnzy6f. */
  readonly ImageIds?: readonly string[];
  /** Only images for this type of instance, such as `S5.LARGE4`. */
  readonly InstanceType?: string;
  /** Maximum number of items to return. From 1 to 100. Default: 20. */
  readonly Limit?: number;
  /** Number of items to skip. Default: 0. */
  readonly Offset?: number;
}

/**
 * One page of images.
 *
 * @see https://cloud.tencent.com/document/api/213/15715
 */
export interface DescribeImagesOutput {
  /** The images of this page. */
  readonly ImageSet: readonly Image[];
  readonly RequestId: string;
  /** Total number of selected images. */
  readonly TotalCount: number;
}

export type DescribeImportImageOsInput = { readonly [name: string]: never };

export interface DescribeImportImageOsOutput {
  readonly ImportImageOsListSupported: ImageOsList;
  readonly ImportImageOsVersionSet: readonly OsVersion[];
  readonly RequestId: string;
}

export type DescribeInstanceFamilyConfigsInput = { readonly [name: string]: never };

export interface DescribeInstanceFamilyConfigsOutput {
  readonly InstanceFamilyConfigSet: readonly InstanceFamilyConfig[];
  readonly RequestId: string;
}

export interface DescribeInstanceInternetBandwidthConfigsInput {
  readonly InstanceId: string;
}

export interface DescribeInstanceInternetBandwidthConfigsOutput {
  readonly InternetBandwidthConfigSet: readonly InternetBandwidthConfig[];
  readonly RequestId: string;
}

export interface DescribeInstanceTypeConfigsInput {
  /** At most 10 items. */
  readonly Filters?: readonly Filter[];
}

export interface DescribeInstanceTypeConfigsOutput {
  readonly InstanceTypeConfigSet: readonly InstanceTypeConfig[];
  readonly RequestId: string;
}

/**
 * Which instance.
 *
 * @see https://cloud.tencent.com/document/api/213/18150
 */
export interface DescribeInstanceVncUrlInput {
  /** The instance. Must be an instance id such as ins-09dx96dg. */
  readonly InstanceId: string;
}

/**
 * The address.
 *
 * @see https://cloud.tencent.com/document/api/213/18150
 */
export interface DescribeInstanceVncUrlOutput {
  /** The address. It logs in without a password: treat it as a secret. */
  readonly InstanceVncUrl: string;
  readonly RequestId: string;
}

/**
 * Which timers to list.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeInstancesActionTimer
 */
export interface DescribeInstancesActionTimerInput {
  /** Only these timers. */
  readonly ActionTimerIds?: readonly string[];
  /** Only timers for this time or earlier, `2018-05-01 19:00:00`. */
  readonly EndActionTime?: string;
  /** Only timers of these instances. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds?: readonly string[];
  /** Only timers for this time or later, `2018-05-01 19:00:00`. */
  readonly StartActionTime?: string;
  /** Only timers in these states: `UNDO`, `DOING`, `DONE`. */
  readonly StatusList?: readonly string[];
  /** Only timers that do this: `TerminateInstances`. */
  readonly TimerAction?: string;
}

/**
 * The timers.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeInstancesActionTimer
 */
export interface DescribeInstancesActionTimerOutput {
  /** The timers. */
  readonly ActionTimers: readonly ActionTimer[];
  readonly RequestId: string;
}

export interface DescribeInstancesAttributesInput {
  readonly Attributes: readonly string[];
  readonly InstanceIds: readonly string[];
}

export interface DescribeInstancesAttributesOutput {
  readonly InstanceSet: readonly InstanceAttribute[];
  readonly RequestId: string;
}

/**
 * Which instances to list. Ids and filters are mutually exclusive.
 *
 * @see https://cloud.tencent.com/document/api/213/15728
 */
export interface DescribeInstancesInput {
  /** Only the instances that match all of these filters. At most 10 items. */
  readonly Filters?: readonly Filter[];
  /**
   * Only the instances with these ids. Set `Limit` as well, as it limits these, too.
   *
   * At most 100 items. No item twice. Each must be an instance id such as ins-09dx96dg.
   */
  readonly InstanceIds?: readonly string[];
  /** Maximum number of items to return. From 1 to 100. Default: 20. */
  readonly Limit?: number;
  /** Number of items to skip. Default: 0. */
  readonly Offset?: number;
}

export interface DescribeInstancesModificationInput {
  /** At most 10 items. */
  readonly Filters?: readonly Filter[];
  /** At most 20 items. */
  readonly InstanceIds: readonly string[];
}

export interface DescribeInstancesModificationOutput {
  readonly InstanceTypeConfigStatusSet: readonly InstanceTypeConfigStatus[];
  readonly RequestId: string;
  readonly TotalCount: number;
}

export interface DescribeInstancesOperationLimitInput {
  /** At most 100 items. */
  readonly InstanceIds: readonly string[];
  readonly Operation: string;
}

export interface DescribeInstancesOperationLimitOutput {
  readonly InstanceOperationLimitSet: readonly OperationCountLimit[];
  readonly RequestId: string;
}

/**
 * One page of instances.
 *
 * @see https://cloud.tencent.com/document/api/213/15728
 */
export interface DescribeInstancesOutput {
  /** The instances of this page. */
  readonly InstanceSet: readonly Instance[];
  readonly RequestId: string;
  /** Total number of selected instances. */
  readonly TotalCount: number;
}

/**
 * Which instances to list.
 *
 * @see https://cloud.tencent.com/document/api/213/15738
 */
export interface DescribeInstancesStatusInput {
  /**
   * Only the instances with these ids. Set `Limit` as well, as it limits these, too.
   *
   * At most 100 items. No item twice. Each must be an instance id such as ins-09dx96dg.
   */
  readonly InstanceIds?: readonly string[];
  /** Maximum number of items to return. From 1 to 100. Default: 20. */
  readonly Limit?: number;
  /** Number of items to skip. Default: 0. */
  readonly Offset?: number;
}

/**
 * One page of states.
 *
 * @see https://cloud.tencent.com/document/api/213/15738
 */
export interface DescribeInstancesStatusOutput {
  /** The states of this page. */
  readonly InstanceStatusSet: readonly InstanceStatus[];
  readonly RequestId: string;
  /** Total number of selected instances. */
  readonly TotalCount: number;
}

export type DescribeInternetChargeTypeConfigsInput = { readonly [name: string]: never };

export interface DescribeInternetChargeTypeConfigsOutput {
  readonly InternetChargeTypeConfigSet: readonly InternetChargeTypeConfig[];
  readonly RequestId: string;
}

/**
 * Which key pairs to list. Ids and filters are mutually exclusive.
 *
 * @see https://cloud.tencent.com/document/api/213/15699
 */
export interface DescribeKeyPairsInput {
  /** Only the key pairs that match all of these filters. */
  readonly Filters?: readonly Filter[];
  /** Only the key pairs with these ids. Each must be the id of a key pair such as skey-11112222. */
  readonly KeyIds?: readonly string[];
  /** Maximum number of items to return. From 1 to 100. Default: 20. */
  readonly Limit?: number;
  /** Number of items to skip. Default: 0. */
  readonly Offset?: number;
}

/**
 * One page of key pairs.
 *
 * @see https://cloud.tencent.com/document/api/213/15699
 */
export interface DescribeKeyPairsOutput {
  /** The key pairs of this page. */
  readonly KeyPairSet: readonly KeyPair[];
  readonly RequestId: string;
  /** Total number of selected key pairs. */
  readonly TotalCount: number;
}

export interface DescribeLaunchTemplateVersionsInput {
  readonly DefaultVersion?: boolean;
  readonly LaunchTemplateId: string;
  readonly LaunchTemplateVersions?: readonly number[];
  /** Maximum number of items to return. From 1 to 100. Default: 20. */
  readonly Limit?: number;
  readonly MaxVersion?: number;
  readonly MinVersion?: number;
  /** Number of items to skip. Default: 0. */
  readonly Offset?: number;
}

export interface DescribeLaunchTemplateVersionsOutput {
  readonly LaunchTemplateVersionSet: readonly LaunchTemplateVersionInfo[];
  readonly RequestId: string;
  readonly TotalCount: number;
}

export interface DescribeLaunchTemplatesInput {
  /** At most 10 items. */
  readonly Filters?: readonly Filter[];
  readonly LaunchTemplateIds?: readonly string[];
  /** Maximum number of items to return. From 1 to 100. Default: 20. */
  readonly Limit?: number;
  /** Number of items to skip. Default: 0. */
  readonly Offset?: number;
}

export interface DescribeLaunchTemplatesOutput {
  readonly LaunchTemplateSet: readonly LaunchTemplateInfo[];
  readonly RequestId: string;
  readonly TotalCount: number;
}

export type DescribeRegionsInput = { readonly [name: string]: never };

/**
 * The regions.
 *
 * @see https://cloud.tencent.com/document/api/213/15708
 */
export interface DescribeRegionsOutput {
  /** The regions. */
  readonly RegionSet: readonly RegionInfo[];
  readonly RequestId: string;
  /** How many there are. */
  readonly TotalCount: number;
}

export interface DescribeResourcePoolPackInstancesInput {
  /** At most 100 items. */
  readonly DedicatedResourcePackIds: readonly string[];
}

export interface DescribeResourcePoolPackInstancesOutput {
  readonly DedicatedResourcePackInstanceSet: readonly ResourcePoolPackInstance[];
  readonly RequestId: string;
}

export interface DescribeResourcePoolPackTypeConfigsInput {
  /** At most 10 items. */
  readonly Filters: readonly Filter[];
}

export interface DescribeResourcePoolPackTypeConfigsOutput {
  readonly InstanceTypeConfigSet: readonly InstanceTypeConfig[];
  readonly RequestId: string;
}

export interface DescribeResourcePoolPacksInput {
  /** At most 10 items. */
  readonly Filters?: readonly Filter[];
  /** Maximum number of items to return. From 10 to 100. Default: 10. */
  readonly MaxResults?: number;
  /** `NextToken` of the previous page; absent for the first one. */
  readonly NextToken?: string;
}

export interface DescribeResourcePoolPacksOutput {
  readonly DedicatedResourcePackSet: readonly ResourcePoolPack[];
  readonly NextToken?: string | null;
  readonly RequestId: string;
}

export interface DescribeTaskInfoInput {
  readonly Aliases?: readonly string[];
  /** `YYYY-MM-DD hh:mm:ss`. */
  readonly EndDate?: string;
  readonly InstanceIds?: readonly string[];
  /** Maximum number of items to return. From 1 to 100. */
  readonly Limit: number;
  /** Number of items to skip. */
  readonly Offset: number;
  readonly Order?: number;
  readonly OrderField?: string;
  readonly Product?: string;
  /** `YYYY-MM-DD hh:mm:ss`. */
  readonly StartDate?: string;
  readonly TaskIds?: readonly string[];
  readonly TaskStatus?: readonly number[];
  readonly TaskTypeIds?: readonly number[];
}

export interface DescribeTaskInfoOutput {
  readonly RepairTaskInfoSet: readonly RepairTaskInfo[];
  readonly RequestId: string;
  readonly TotalCount: number;
}

export interface DescribeZoneInstanceConfigInfosInput {
  /** At most 10 items. */
  readonly Filters?: readonly Filter[];
}

export interface DescribeZoneInstanceConfigInfosOutput {
  readonly InstanceTypeQuotaSet: readonly InstanceTypeQuotaItem[];
  readonly RequestId: string;
}

export type DescribeZonesInput = { readonly [name: string]: never };

/**
 * The zones of the region.
 *
 * @see https://cloud.tencent.com/document/api/213/15707
 */
export interface DescribeZonesOutput {
  readonly RequestId: string;
  /** How many there are. */
  readonly TotalCount: number;
  /** The zones. */
  readonly ZoneSet: readonly ZoneInfo[];
}

/**
 * Which key pairs, and which instances.
 *
 * @see https://cloud.tencent.com/document/api/213/15697
 */
export interface DisassociateInstancesKeyPairsInput {
  /** True: shut running instances down first, by force if necessary. Default: false. */
  readonly ForceStop?: boolean;
  /** The instances. At most 100 items. No item twice. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
  /**
   * The key pairs.
   *
   * At most 100 items. No item twice. Each must be the id of a key pair such as skey-11112222.
   */
  readonly KeyIds: readonly string[];
}

export interface DisassociateInstancesKeyPairsOutput {
  readonly RequestId: string;
}

/**
 * Which security group, and which instances.
 *
 * @see https://cloud.tencent.com/document/api/213/31281
 */
export interface DisassociateSecurityGroupsInput {
  /** The instances. At most 100 items. No item twice. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
  /**
   * The security group: a list of one.
   *
   * At most 1 item. Each must be a security group such as sg-efil73jd.
   */
  readonly SecurityGroupIds: readonly string[];
}

export interface DisassociateSecurityGroupsOutput {
  readonly RequestId: string;
}

export interface DisasterRecoverGroup {
  readonly Affinity: number;
  /** ISO 8601, in UTC. */
  readonly CreateTime: string;
  readonly CurrentNum: number;
  readonly CvmQuotaTotal: number;
  readonly DisasterRecoverGroupId: string;
  readonly InstanceIds: readonly string[];
  readonly Name: string;
  readonly PartitionCount: number;
  readonly Strategy: string;
  readonly Tags?: readonly Tag[];
  readonly Type: string;
}

export interface DisasterRecoverGroupQuota {
  readonly CurrentNum: number;
  readonly CvmInHostGroupQuota: number;
  readonly CvmInRackGroupQuota: number;
  readonly CvmInSwitchGroupQuota: number;
  readonly GroupQuota: number;
}

/**
 * Kind of a disk.
 *
 * - `LOCAL_BASIC`: Local disk.
 * - `LOCAL_SSD`: Local SSD.
 * - `LOCAL_NVME`: Local NVMe disk; comes with the instance type.
 * - `LOCAL_PRO`: Local HDD; comes with the instance type.
 * - `CLOUD_BASIC`: Cloud disk (HDD).
 * - `CLOUD_PREMIUM`: Premium cloud disk.
 * - `CLOUD_SSD`: Cloud SSD.
 * - `CLOUD_BSSD`: Balanced cloud SSD.
 * - `CLOUD_HSSD`: Enhanced cloud SSD.
 * - `CLOUD_TSSD`: Tremendous cloud SSD.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export type DiskType =
  | 'LOCAL_BASIC'
  | 'LOCAL_SSD'
  | 'LOCAL_NVME'
  | 'LOCAL_PRO'
  | 'CLOUD_BASIC'
  | 'CLOUD_PREMIUM'
  | 'CLOUD_SSD'
  | 'CLOUD_BSSD'
  | 'CLOUD_HSSD'
  | 'CLOUD_TSSD'
  | (string & {});

/**
 * Services of the vendor that run in an instance.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=CreateLaunchTemplate
 */
export interface EnhancedService {
  /** Running of commands from outside. On by default with public images. */
  readonly AutomationService?: RunAutomationServiceEnabled;
  /** Monitoring. On by default with public images. */
  readonly MonitorService?: RunMonitorServiceEnabled;
  /** Protection. On by default with public images. */
  readonly SecurityService?: RunSecurityServiceEnabled;
}

export interface EnterRescueModeInput {
  /** @deprecated The vendor advises against it. */
  readonly ForceStop?: boolean;
  readonly InstanceId: string;
  readonly Password: string;
  /** Default: 'SOFT'. */
  readonly StopType?: 'SOFT' | 'HARD' | 'SOFT_FIRST';
  readonly Username?: string;
}

export interface EnterRescueModeOutput {
  readonly RequestId: string;
}

export interface ExitRescueModeInput {
  readonly InstanceId: string;
}

export interface ExitRescueModeOutput {
  readonly RequestId: string;
}

export interface ExportImagesInput {
  readonly BucketName: string;
  /** True: only checks whether the call would succeed. Default: false. */
  readonly DryRun?: boolean;
  readonly ExportFormat?: string;
  readonly FileNamePrefixList?: readonly string[];
  readonly ImageIds: readonly string[];
  readonly OnlyExportRootDisk?: boolean;
  readonly RoleName?: string;
}

export interface ExportImagesOutput {
  readonly CosPaths?: readonly string[];
  readonly RequestId: string;
  readonly TaskId?: number;
}

export interface Externals {
  readonly ReleaseAddress?: boolean;
  readonly StorageBlockAttr?: StorageBlock;
  readonly UnsupportNetworks?: readonly string[];
}

/**
 * Selects by one property. Several filters are combined with "and", the values of one with "or".
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface Filter {
  /** Name of the filter. Each operation has its own. */
  readonly Name: string;
  /** Values to match; booleans and numbers as strings. */
  readonly Values: readonly string[];
}

/**
 * The GPUs of an instance.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeInstances
 */
export interface GPUInfo {
  /** Number of GPUs; less than 1 for a shared one. */
  readonly GPUCount: number;
  /** Their addresses. */
  readonly GPUId: readonly string[];
  /** Their type. */
  readonly GPUType: string;
}

export interface HostItem {
  readonly CageId: string;
  /** ISO 8601, in UTC. */
  readonly CreatedTime: string;
  /** ISO 8601, in UTC. */
  readonly ExpiredTime: string;
  readonly HostChargeType: string;
  readonly HostId: string;
  readonly HostIp?: string;
  readonly HostName: string;
  readonly HostResource: HostResource;
  readonly HostState: string;
  readonly HostType: string;
  readonly InstanceIds: readonly string[];
  readonly Placement: Placement;
  /** Whether a prepaid instance is renewed automatically. */
  readonly RenewFlag: RenewFlag;
  readonly Tags: readonly Tag[];
}

export interface HostPriceInfo {
  readonly HostPrice: ItemPrice;
}

export interface HostResource {
  readonly CpuAvailable: number;
  readonly CpuTotal: number;
  readonly DiskAvailable: number;
  readonly DiskTotal: number;
  readonly DiskType: string;
  readonly ExclusiveOwner?: string | null;
  readonly GpuAvailable: number;
  readonly GpuTotal: number;
  readonly MemAvailable: number;
  readonly MemTotal: number;
}

export interface HpcClusterInfo {
  /** ISO 8601, in UTC. */
  readonly CreateTime: string;
  readonly CurrentNum: number;
  readonly CvmQuotaTotal: number;
  readonly HpcClusterBusinessId?: string;
  readonly HpcClusterId: string;
  readonly HpcClusterNetMode?: number;
  readonly HpcClusterType?: string;
  readonly InstanceIds: readonly string[];
  readonly Name: string;
  readonly Remark: string;
  readonly Tags?: readonly Tag[];
  readonly Zone: string;
}

/**
 * An image.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface Image {
  /** Its architecture, such as `x86_64`. */
  readonly Architecture: string;
  /** Whether it is cached in a dedicated cluster. */
  readonly CdcCacheStatus?: string;
  /** When it was created. ISO 8601, in UTC. */
  readonly CreatedTime: string;
  /** The account that created it. */
  readonly ImageCreator: string;
  /** Whether it is deprecated. */
  readonly ImageDeprecated?: boolean;
  /** Its description. */
  readonly ImageDescription: string;
  /** The family that it belongs to. */
  readonly ImageFamily?: string;
  /** Its id. */
  readonly ImageId: string;
  /** Its name. */
  readonly ImageName: string;
  /** Its size in GiB. */
  readonly ImageSize: number;
  /** Where it comes from. */
  readonly ImageSource: string;
  /** `NORMAL` when it can be used. */
  readonly ImageState: string;
  /**
   * Its owner.
   *
   * - `PRIVATE_IMAGE`: The account's own.
   * - `PUBLIC_IMAGE`: The vendor's.
   * - `SHARED_IMAGE`: Another account's.
   */
  readonly ImageType: 'PRIVATE_IMAGE' | 'PUBLIC_IMAGE' | 'SHARED_IMAGE' | (string & {});
  /** Whether it has cloud-init. */
  readonly IsSupportCloudinit: boolean;
  /** Its licence. */
  readonly LicenseType: string;
  /** Name of its operating system. */
  readonly OsName: string;
  /** Its platform, such as `CentOS`. */
  readonly Platform: string;
  /** Its snapshots. */
  readonly SnapshotSet: readonly Snapshot[];
  /** Progress of its copy from another region, in percent. */
  readonly SyncPercent: number | null;
  /** Its tags. */
  readonly Tags: readonly Tag[];
}

export interface ImageOsList {
  readonly Linux: readonly string[];
  readonly Windows: readonly string[];
}

export interface ImageQuota {
  readonly TotalQuota: number;
  readonly UsedQuota: number;
}

export interface ImportImageDataDisk {
  readonly ImageUrl: string;
}

export interface ImportImageInput {
  readonly Architecture: string;
  readonly BootMode?: string;
  /** True: only checks whether the call would succeed. Default: false. */
  readonly DryRun?: boolean;
  readonly Force?: boolean;
  /** At most 256 characters. */
  readonly ImageDescription?: string;
  readonly ImageFamily?: string;
  /** At most 60 characters. */
  readonly ImageName: string;
  readonly ImageUrl: string;
  readonly ImportImageDataDiskList?: readonly ImportImageDataDisk[];
  readonly LicenseType?: string;
  readonly OsType: string;
  readonly OsVersion: string;
  readonly TagSpecification?: readonly TagSpecification[];
}

export interface ImportImageOutput {
  readonly ImageId?: string;
  readonly RequestId: string;
}

/**
 * Which instances, and the timer.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ImportInstancesActionTimer
 */
export interface ImportInstancesActionTimerInput {
  /** The timer. */
  readonly ActionTimer: ActionTimer;
  /** The instances. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
}

/**
 * The new timers.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ImportInstancesActionTimer
 */
export interface ImportInstancesActionTimerOutput {
  /** Their ids. */
  readonly ActionTimerIds: readonly string[];
  readonly RequestId: string;
}

/**
 * The public key and its name.
 *
 * @see https://cloud.tencent.com/document/api/213/15703
 */
export interface ImportKeyPairInput {
  /** Name: letters, digits and `_`. Must be letters, digits and _. At most 25 characters. */
  readonly KeyName: string;
  /** Project; 0 is the default one. */
  readonly ProjectId: number;
  /** RSA public key in OpenSSH format. */
  readonly PublicKey: string;
  /** Tags for the key pair. */
  readonly TagSpecification?: readonly TagSpecification[];
}

/**
 * The key pair.
 *
 * @see https://cloud.tencent.com/document/api/213/15703
 */
export interface ImportKeyPairOutput {
  /** Its id. */
  readonly KeyId: string;
  readonly RequestId: string;
}

export interface InquirePricePurchaseResourcePoolPacksInput {
  readonly InstanceCount: number;
  readonly InstanceType: string;
  /** From 1 to 60. */
  readonly Period: number;
  readonly Zone: string;
}

export interface InquirePricePurchaseResourcePoolPacksOutput {
  readonly Price: ItemPrice;
  readonly RequestId: string;
}

export interface InquiryPriceModifyInstancesChargeTypeInput {
  readonly InstanceChargePrepaid?: InstanceChargePrepaid;
  readonly InstanceChargeType: string;
  /** At most 100 items. */
  readonly InstanceIds: readonly string[];
  readonly ModifyPortableDataDisk?: boolean;
}

export interface InquiryPriceModifyInstancesChargeTypeOutput {
  readonly Price: Price;
  readonly RequestId: string;
}

export interface InquiryPriceRenewHostsInput {
  /** True: only checks whether the call would succeed. Default: false. */
  readonly DryRun?: boolean;
  readonly HostChargePrepaid: ChargePrepaid;
  /** At most 100 items. */
  readonly HostIds: readonly string[];
}

export interface InquiryPriceRenewHostsOutput {
  readonly Price?: HostPriceInfo;
  readonly RequestId: string;
}

/**
 * Which instances would be renewed, and for how long.
 *
 * @see https://cloud.tencent.com/document/api/213/15725
 */
export interface InquiryPriceRenewInstancesInput {
  /** True: only checks whether the call would succeed. Default: false. */
  readonly DryRun?: boolean;
  /** For how long. */
  readonly InstanceChargePrepaid: InstanceChargePrepaid;
  /** The instances. At most 100 items. No item twice. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
  /** Whether their elastic data disks are renewed as well. Default: true. */
  readonly RenewPortableDataDisk?: boolean;
}

/**
 * The price.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=InquiryPriceRenewInstances
 */
export interface InquiryPriceRenewInstancesOutput {
  /** The price. */
  readonly Price?: Price;
  readonly RequestId: string;
}

/**
 * Which instance would be reinstalled, and with what.
 *
 * @see https://cloud.tencent.com/document/api/213/15747
 */
export interface InquiryPriceResetInstanceInput {
  /** Vendor agents to install. */
  readonly EnhancedService?: EnhancedService;
  /** Image to install; the present one when left out. Must be an image id such as img-gvbnzy6f. */
  readonly ImageId?: string;
  /** The instance. Must be an instance id such as ins-09dx96dg. */
  readonly InstanceId: string;
  /** How to log in. */
  readonly LoginSettings?: LoginSettings;
  /** New size of the system disk; it can only grow. */
  readonly SystemDisk?: SystemDisk;
  /** What it runs at its first start, in base64; at most 16 KB. */
  readonly UserData?: string;
}

/**
 * The price.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=InquiryPriceResetInstance
 */
export interface InquiryPriceResetInstanceOutput {
  /** The price. */
  readonly Price: Price;
  readonly RequestId: string;
}

export interface InquiryPriceResetInstancesInternetMaxBandwidthInput {
  readonly EndTime?: string;
  /** At most 100 items. */
  readonly InstanceIds: readonly string[];
  readonly InternetAccessible: InternetAccessible;
  readonly StartTime?: string;
}

export interface InquiryPriceResetInstancesInternetMaxBandwidthOutput {
  readonly Price: Price;
  readonly RequestId: string;
}

/**
 * Which instance, and its new type.
 *
 * @see https://cloud.tencent.com/document/api/213/15733
 */
export interface InquiryPriceResetInstancesTypeInput {
  /** The instance: a list of one. At most 1 item. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
  /** New type, such as `S5.LARGE4`. */
  readonly InstanceType: string;
}

/**
 * The price.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=InquiryPriceResetInstancesType
 */
export interface InquiryPriceResetInstancesTypeOutput {
  /** The price. */
  readonly Price: Price;
  readonly RequestId: string;
}

export interface InquiryPriceResizeInstanceDisksInput {
  readonly DataDisks?: readonly DataDisk[];
  readonly ForceStop?: boolean;
  readonly InstanceId: string;
  readonly ResizeOnline?: boolean;
  readonly SystemDisk?: SystemDisk;
}

export interface InquiryPriceResizeInstanceDisksOutput {
  readonly Price: Price;
  readonly RequestId: string;
}

/**
 * What would be created.
 *
 * @see https://cloud.tencent.com/document/api/213/15726
 */
export interface InquiryPriceRunInstancesInput {
  /**
   * Makes a repeated call safe: a second call with the same token is the first one again. At most 64 ASCII
   * characters, unique for each thing that is wanted. How long the service remembers it is not documented.
   *
   * Must be a token of printable ASCII characters. At most 64 characters.
   */
  readonly ClientToken?: string;
  /** Its cores and threads. */
  readonly CpuTopology?: CpuTopology;
  /** Its data disks; none when left out. At most 21 items. */
  readonly DataDisks?: readonly DataDisk[];
  /** Vendor agents to install. */
  readonly EnhancedService?: EnhancedService;
  /** Its host name. */
  readonly HostName?: string;
  /** High-performance cluster to put it in. */
  readonly HpcClusterId?: string;
  /** Image to create it from. Must be an image id such as img-gvbnzy6f. */
  readonly ImageId: string;
  /** Duration; with PREPAID. */
  readonly InstanceChargePrepaid?: InstanceChargePrepaid;
  /** Billing mode. Default POSTPAID_BY_HOUR. */
  readonly InstanceChargeType?: InstanceChargeType;
  /** How many instances. From 1 to 100. Default: 1. */
  readonly InstanceCount?: number;
  /** The bid for a spot instance. */
  readonly InstanceMarketOptions?: InstanceMarketOptionsRequestInput;
  /**
   * Name; for many instances with a pattern: `web-{R:1}` gives web-1, web-2 and so on.
   *
   * At most 128 characters.
   */
  readonly InstanceName?: string;
  /** Its type, such as `S5.LARGE4`. Left out, the service chooses one. */
  readonly InstanceType?: string;
  /** Its access to the public network; none when left out. */
  readonly InternetAccessible?: InternetAccessible;
  /** Template for omitted parameters. */
  readonly LaunchTemplate?: LaunchTemplate;
  /** How to log in. */
  readonly LoginSettings?: LoginSettings;
  /** Its metadata. */
  readonly Metadata?: MetadataInput;
  /** Its network interfaces. */
  readonly NetworkInterfaces?: readonly NetworkInterfaces[];
  /** Where to create it: zone, project, host. */
  readonly Placement: Placement;
  /** Its security groups; the default one of the project when left out. */
  readonly SecurityGroupIds?: readonly string[];
  /** Its system disk. */
  readonly SystemDisk?: SystemDisk;
  /** Tags for what is created. */
  readonly TagSpecification?: readonly TagSpecification[];
  /** Its private network. */
  readonly VirtualPrivateCloud?: VirtualPrivateCloud;
}

/**
 * The price.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=InquiryPriceRunInstances
 */
export interface InquiryPriceRunInstancesOutput {
  /** The price. */
  readonly Price: Price;
  readonly RequestId: string;
}

/**
 * Which instances would be destroyed.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=InquiryPriceTerminateInstances
 */
export interface InquiryPriceTerminateInstancesInput {
  /** The instances. At most 100 items. No item twice. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
}

/**
 * What would be paid back.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=InquiryPriceTerminateInstances
 */
export interface InquiryPriceTerminateInstancesOutput {
  /** For each instance. */
  readonly InstanceRefundsSet: readonly InstanceRefund[];
  readonly RequestId: string;
}

/**
 * One instance, as DescribeInstances lists it.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface Instance {
  /** Number of CPU cores. */
  readonly CPU: number;
  /** Role of access management that the instance has. */
  readonly CamRoleName: string | null;
  /** Its cores and threads. */
  readonly CpuTopology?: CpuTopology;
  /** When it was created. ISO 8601, in UTC. */
  readonly CreatedTime: string;
  /** Its data disks. */
  readonly DataDisks: readonly DataDisk[];
  /** Dedicated cluster that it is in. */
  readonly DedicatedClusterId: string;
  /** Port to log in at. */
  readonly DefaultLoginPort: number;
  /** User to log in as. */
  readonly DefaultLoginUser: string;
  /** True when it cannot be destroyed by the API. */
  readonly DisableApiTermination: boolean;
  /** @deprecated The vendor advises against it. */
  readonly DisasterRecoverGroupId: string;
  /** Placement groups that it is in; at most one. */
  readonly DisasterRecoverGroupIds: readonly string[];
  /** Expiry of a prepaid instance. Null for a postpaid one. ISO 8601, in UTC. */
  readonly ExpiredTime: string | null;
  /** Its GPUs. Absent when it has none. */
  readonly GPUInfo?: GPUInfo;
  /** High-performance cluster that it is in. */
  readonly HpcClusterId: string;
  /** Its IPv6 addresses. */
  readonly IPv6Addresses: readonly string[] | null;
  /** Image that it was created from. */
  readonly ImageId: string;
  /** Billing mode. */
  readonly InstanceChargeType: InstanceChargeType;
  /** Id of the instance, as used by all other operations. */
  readonly InstanceId: string;
  /** Its name, chosen by its owner. */
  readonly InstanceName: string;
  /** Its state. */
  readonly InstanceState: InstanceState;
  /** Its type, such as `S5.LARGE4`. */
  readonly InstanceType: string;
  /** Its access to the public network. */
  readonly InternetAccessible: InternetAccessible;
  /**
   * Why it is isolated.
   *
   * - `ARREAR`: The account is in arrears.
   * - `EXPIRE`: It has expired.
   * - `MANMADE`: It was returned.
   * - `NOTISOLATED`: It is not isolated.
   */
  readonly IsolatedSource: 'ARREAR' | 'EXPIRE' | 'MANMADE' | 'NOTISOLATED' | (string & {});
  /** Action of the last change, such as `StopInstances`. */
  readonly LatestOperation: string | null;
  /** Why the last change failed. */
  readonly LatestOperationErrorMsg: string | null;
  /** Request id of the last change. Lags behind the call by some seconds. */
  readonly LatestOperationRequestId: string | null;
  /**
   * Result of the last change.
   *
   * - `SUCCESS`: It succeeded.
   * - `OPERATING`: It is in progress.
   * - `FAILED`: It failed.
   */
  readonly LatestOperationState: 'SUCCESS' | 'OPERATING' | 'FAILED' | (string & {}) | null;
  /** Licence of its operating system. */
  readonly LicenseType: string;
  /** How to log in. Only the ids of its key pairs are shown. */
  readonly LoginSettings: LoginSettings;
  /** Memory in GiB. */
  readonly Memory: number;
  /** Its metadata. */
  readonly Metadata?: Metadata;
  /** Name of its operating system. */
  readonly OsName: string;
  /** Its partition in a partitioned placement group. */
  readonly PartitionNumber?: number;
  /** Where it is. */
  readonly Placement: Placement;
  /** Private IPs of its primary network interface. */
  readonly PrivateIpAddresses: readonly string[];
  /** Its public IPv6 addresses. */
  readonly PublicIPv6Addresses?: readonly string[];
  /** Public IPs of its primary network interface. Null when it has none. */
  readonly PublicIpAddresses: readonly string[] | null;
  /** Its addresses in the high-performance cluster. */
  readonly RdmaIpAddresses: readonly string[] | null;
  /** Whether it is renewed automatically. Null for a postpaid instance. */
  readonly RenewFlag: RenewFlag | null;
  /**
   * Whether it can be used.
   *
   * - `NORMAL`: Yes.
   * - `EXPIRED`: It has expired.
   * - `PROTECTIVELY_ISOLATED`: Isolated for security.
   */
  readonly RestrictState: 'NORMAL' | 'EXPIRED' | 'PROTECTIVELY_ISOLATED' | (string & {});
  /** Its security groups. */
  readonly SecurityGroupIds: readonly string[];
  /**
   * Billing while stopped. The only reliable sign that a stopped instance is not billed.
   *
   * - `KEEP_CHARGING`: It is still billed.
   * - `STOP_CHARGING`: CPU and memory are not billed; disks and images are.
   * - `NOT_APPLICABLE`: It is not stopped, or does not support STOP_CHARGING.
   */
  readonly StopChargingMode: 'KEEP_CHARGING' | 'STOP_CHARGING' | 'NOT_APPLICABLE' | (string & {});
  /** Its system disk. */
  readonly SystemDisk: SystemDisk;
  /** Its tags. */
  readonly Tags: readonly Tag[];
  /** UUID of the instance. */
  readonly Uuid: string;
  /** Its private network. */
  readonly VirtualPrivateCloud: VirtualPrivateCloud;
}

export interface InstanceAttribute {
  readonly Attributes?: Attribute;
  readonly InstanceId?: string;
}

/**
 * For how long a prepaid instance is bought.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface InstanceChargePrepaid {
  /** Months. */
  readonly Period: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 24 | 36 | 48 | 60;
  /** Whether it renews itself. Default NOTIFY_AND_MANUAL_RENEW. */
  readonly RenewFlag?: RenewFlag;
}

/**
 * Billing mode of an instance.
 *
 * - `PREPAID`: Prepaid, by the month.
 * - `POSTPAID_BY_HOUR`: Postpaid, billed by the hour.
 * - `CDHPAID`: On a dedicated host, which is billed.
 * - `SPOTPAID`: Spot instance, which may be reclaimed.
 * - `CDCPAID`: In a dedicated cluster.
 *
 * @see https://cloud.tencent.com/document/api/213/15730
 */
export type InstanceChargeType =
  | 'PREPAID'
  | 'POSTPAID_BY_HOUR'
  | 'CDHPAID'
  | 'SPOTPAID'
  | 'CDCPAID'
  | (string & {});

export interface InstanceFamilyConfig {
  readonly InstanceFamily: string;
  readonly InstanceFamilyName: string;
}

/**
 * The bid for a spot instance.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=CreateLaunchTemplate
 */
export interface InstanceMarketOptionsRequest {
  /** Kind of market; `spot`. */
  readonly MarketType: string;
  /** The bid. */
  readonly SpotOptions: SpotMarketOptions;
}

/**
 * The bid for a spot instance.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=CreateLaunchTemplate
 */
export interface InstanceMarketOptionsRequestInput {
  /** Kind of market; `spot`. */
  readonly MarketType?: string;
  /** The bid. */
  readonly SpotOptions: SpotMarketOptionsInput;
}

/**
 * What would be paid back for an instance.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=InquiryPriceTerminateInstances
 */
export interface InstanceRefund {
  /** The instance. */
  readonly InstanceId: string;
  /** How it is made up. */
  readonly PriceDetail?: string;
  /** The sum. */
  readonly Refunds: number;
}

/**
 * Status of an instance.
 *
 * - `PENDING`: Being created.
 * - `LAUNCH_FAILED`: Creation failed.
 * - `RUNNING`: Running.
 * - `STOPPED`: Shut down.
 * - `STARTING`: Starting.
 * - `STOPPING`: Shutting down.
 * - `REBOOTING`: Rebooting.
 * - `SHUTDOWN`: Stopped, to be destroyed.
 * - `TERMINATING`: Being destroyed.
 * - `ENTER_RESCUE_MODE`: Entering rescue mode.
 * - `RESCUE_MODE`: In rescue mode.
 * - `EXIT_RESCUE_MODE`: Leaving rescue mode.
 * - `ENTER_SERVICE_LIVE_MIGRATE`: About to be moved to another machine while running.
 * - `SERVICE_LIVE_MIGRATE`: Being moved to another machine while running.
 * - `EXIT_SERVICE_LIVE_MIGRATE`: Almost moved to another machine.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export type InstanceState =
  | 'PENDING'
  | 'LAUNCH_FAILED'
  | 'RUNNING'
  | 'STOPPED'
  | 'STARTING'
  | 'STOPPING'
  | 'REBOOTING'
  | 'SHUTDOWN'
  | 'TERMINATING'
  | 'ENTER_RESCUE_MODE'
  | 'RESCUE_MODE'
  | 'EXIT_RESCUE_MODE'
  | 'ENTER_SERVICE_LIVE_MIGRATE'
  | 'SERVICE_LIVE_MIGRATE'
  | 'EXIT_SERVICE_LIVE_MIGRATE'
  | (string & {});

/**
 * An instance and its state.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface InstanceStatus {
  /** Id of the instance. */
  readonly InstanceId: string;
  /** Its state. */
  readonly InstanceState: InstanceState;
}

export interface InstanceTypeConfig {
  readonly CPU: number;
  readonly FPGA: number;
  readonly GPU: number;
  readonly GpuCount: number;
  readonly GpuMemory?: number;
  readonly GpuType?: string;
  readonly InstanceFamily: string;
  readonly InstanceType: string;
  readonly Memory: number;
  readonly Zone: string;
}

export interface InstanceTypeConfigStatus {
  readonly InstanceTypeConfig: InstanceTypeConfig;
  readonly Message: string;
  readonly Status: string;
}

export interface InstanceTypeQuotaItem {
  readonly Cpu: number;
  readonly CpuType: string;
  readonly Externals: Externals;
  readonly Fpga: number;
  readonly Frequency: string;
  readonly Gpu: number;
  readonly GpuCount: number;
  readonly InstanceBandwidth: number;
  readonly InstanceChargeType: string;
  readonly InstanceFamily: string;
  readonly InstancePps: number;
  readonly InstanceType: string;
  readonly LocalDiskTypeList: readonly LocalDiskType[];
  readonly Memory: number;
  readonly NetworkCard: number;
  readonly Price: ItemPrice;
  readonly Remark: string;
  readonly SoldOutReason: string;
  readonly Status: string;
  readonly StatusCategory: string;
  readonly StorageBlockAmount: number;
  readonly TypeName: string;
  readonly Zone: string;
}

/**
 * Access of an instance to the public network.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface InternetAccessible {
  /** Its DDoS protection package, if any. */
  readonly AntiDDoSPackageId?: string;
  /** Bandwidth package. In requests only. */
  readonly BandwidthPackageId?: string;
  /** Kind of public IPv4 address. */
  readonly IPv4AddressType?: string;
  /** Kind of public IPv6 address. */
  readonly IPv6AddressType?: string;
  /** Billing mode. */
  readonly InternetChargeType?: InternetChargeType;
  /** Outgoing bandwidth in Mbps. Default: 0. */
  readonly InternetMaxBandwidthOut?: number;
  /** Provider of the line. */
  readonly InternetServiceProvider?: string;
  /** Whether a public IP is assigned. In requests only. */
  readonly PublicIpAssigned?: boolean;
}

export interface InternetBandwidthConfig {
  /** ISO 8601, in UTC. */
  readonly EndTime: string;
  readonly InternetAccessible: InternetAccessible;
  /** ISO 8601, in UTC. */
  readonly StartTime: string;
}

/**
 * Billing mode of the public network.
 *
 * - `BANDWIDTH_PREPAID`: Bandwidth, prepaid.
 * - `BANDWIDTH_POSTPAID_BY_HOUR`: Bandwidth, by the hour.
 * - `TRAFFIC_POSTPAID_BY_HOUR`: Traffic, by the hour.
 * - `BANDWIDTH_PACKAGE`: By a bandwidth package.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export type InternetChargeType =
  | 'BANDWIDTH_PREPAID'
  | 'BANDWIDTH_POSTPAID_BY_HOUR'
  | 'TRAFFIC_POSTPAID_BY_HOUR'
  | 'BANDWIDTH_PACKAGE'
  | (string & {});

export interface InternetChargeTypeConfig {
  readonly Description: string;
  readonly InternetChargeType: string;
}

/**
 * A price, in yuan (in US dollars for international accounts). What is paid by use has unit prices, what is
 * prepaid has sums. Discounts are percentages of the price that remains: 20 is a fifth of it.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface ItemPrice {
  /**
   * What a unit price is for.
   *
   * - `HOUR`: An hour.
   * - `GB`: A GB of traffic.
   */
  readonly ChargeUnit?: 'HOUR' | 'GB' | (string & {});
  /** Discount in percent. */
  readonly Discount?: number;
  /** Discount for five years in percent; null where it has none. */
  readonly DiscountFiveYear?: number | null;
  /** Discount for a year in percent; null where it has none. */
  readonly DiscountOneYear?: number | null;
  /** Discounted price of what is prepaid. */
  readonly DiscountPrice?: number;
  /** Discounted price of five years; null where it has none. */
  readonly DiscountPriceFiveYear?: number | null;
  /** Discounted price of a year; null where it has none. */
  readonly DiscountPriceOneYear?: number | null;
  /** Discounted price of three years; null where it has none. */
  readonly DiscountPriceThreeYear?: number | null;
  /** Discount for three years in percent; null where it has none. */
  readonly DiscountThreeYear?: number | null;
  /** Full price of what is prepaid. */
  readonly OriginalPrice?: number;
  /** Full price of five years; null where it has none. */
  readonly OriginalPriceFiveYear?: number | null;
  /** Full price of a year; null where it has none. */
  readonly OriginalPriceOneYear?: number | null;
  /** Full price of three years; null where it has none. */
  readonly OriginalPriceThreeYear?: number | null;
  /** Full price of a unit, for the first 96 hours where later ones differ. */
  readonly UnitPrice?: number;
  /** Discounted price of a unit, for the first 96 hours where later ones differ. */
  readonly UnitPriceDiscount?: number;
  /** Discounted price of a unit, hours 96 to 360. */
  readonly UnitPriceDiscountSecondStep?: number;
  /** Discounted price of a unit, after 360 hours. */
  readonly UnitPriceDiscountThirdStep?: number;
  /** Full price of a unit, hours 96 to 360. */
  readonly UnitPriceSecondStep?: number;
  /** Full price of a unit, after 360 hours. */
  readonly UnitPriceThirdStep?: number;
}

/**
 * A key pair.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface KeyPair {
  /** Instances that it is on. */
  readonly AssociatedInstanceIds?: readonly string[];
  /** When it was created. ISO 8601, in UTC. */
  readonly CreatedTime?: string;
  /** Its description. */
  readonly Description?: string;
  /** Its id. */
  readonly KeyId: string;
  /** Its name. */
  readonly KeyName: string;
  /** Its private key, which the service shows once and does not keep. */
  readonly PrivateKey?: string;
  /** Its project; 0 is the default one. */
  readonly ProjectId: number;
  /** Its public key. */
  readonly PublicKey?: string;
  /** Its tags. */
  readonly Tags?: readonly Tag[];
}

/**
 * A launch template.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=InquiryPriceRunInstances
 */
export interface LaunchTemplate {
  /** Its id. */
  readonly LaunchTemplateId?: string;
  /** Its version. */
  readonly LaunchTemplateVersion?: number;
}

export interface LaunchTemplateInfo {
  readonly CreatedBy: string;
  /** ISO 8601, in UTC. */
  readonly CreationTime: string;
  readonly DefaultVersionNumber: number;
  readonly LatestVersionNumber: number;
  readonly LaunchTemplateId: string;
  readonly LaunchTemplateName: string;
  readonly LaunchTemplateVersionCount: number;
}

export interface LaunchTemplateVersionData {
  readonly ActionTimer?: ActionTimer;
  readonly CamRoleName?: string;
  readonly ClientToken?: string;
  readonly DataDisks?: readonly DataDisk[];
  readonly DisableApiTermination: boolean;
  readonly DisasterRecoverGroupIds?: readonly string[];
  readonly EnhancedService: EnhancedService;
  readonly HostName?: string;
  readonly HpcClusterId?: string;
  readonly ImageId: string;
  readonly InstanceChargePrepaid?: InstanceChargePrepaid;
  readonly InstanceChargeType: string;
  readonly InstanceCount: number;
  readonly InstanceMarketOptions?: InstanceMarketOptionsRequest;
  readonly InstanceName: string;
  readonly InstanceType: string;
  readonly InternetAccessible: InternetAccessible;
  readonly LoginSettings?: LoginSettings;
  readonly Placement: Placement;
  readonly SecurityGroupIds: readonly string[];
  readonly SystemDisk: SystemDisk;
  readonly TagSpecification?: readonly TagSpecification[];
  readonly UserData?: string;
  readonly VirtualPrivateCloud: VirtualPrivateCloud;
}

export interface LaunchTemplateVersionInfo {
  readonly CreatedBy: string;
  /** ISO 8601, in UTC. */
  readonly CreationTime: string;
  readonly IsDefaultVersion: boolean;
  readonly LaunchTemplateId: string;
  readonly LaunchTemplateVersion: number;
  readonly LaunchTemplateVersionData: LaunchTemplateVersionData;
  readonly LaunchTemplateVersionDescription: string;
}

export interface LocalDiskType {
  readonly MaxSize: number;
  readonly MinSize: number;
  readonly PartitionType: string;
  readonly Required: string;
  readonly Type: string;
}

/**
 * How to log in to an instance. Password, key pairs and the image's own settings are mutually exclusive.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface LoginSettings {
  /** `true` to keep the login settings of the image; for custom images only. A string. */
  readonly KeepImageLogin?: string;
  /** Key pairs. Linux only. */
  readonly KeyIds?: readonly string[] | null;
  /**
   * Password: 8 to 30 characters of at least two kinds for Linux, 12 to 30 of at least three for Windows.
   * Left out, the service makes one and sends it to the account's messages.
   *
   * 8 to 30 characters.
   */
  readonly Password?: string;
}

/**
 * Metadata of an instance.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=CreateLaunchTemplate
 */
export interface Metadata {
  /** Its entries. */
  readonly Items?: readonly MetadataItem[];
}

/**
 * Metadata of an instance.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=CreateLaunchTemplate
 */
export interface MetadataInput {
  /** Its entries. */
  readonly Items: readonly MetadataItemInput[];
}

/**
 * One entry of metadata.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=CreateLaunchTemplate
 */
export interface MetadataItem {
  /** Its name: letters, digits, `_` and `-`, at most 128 bytes. */
  readonly Key?: string;
  /** Its value, at most 256 KB. */
  readonly Value?: string;
}

/**
 * One entry of metadata.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=CreateLaunchTemplate
 */
export interface MetadataItemInput {
  /** Its name: letters, digits, `_` and `-`, at most 128 bytes. */
  readonly Key: string;
  /** Its value, at most 256 KB. */
  readonly Value: string;
}

export interface ModifyChcAttributeInput {
  readonly BmcSecurityGroupIds?: readonly string[];
  readonly BmcUser?: string;
  readonly ChcIds: readonly string[];
  readonly DeviceType?: string;
  readonly InstanceName?: string;
  readonly Password?: string;
}

export interface ModifyChcAttributeOutput {
  readonly RequestId: string;
}

export interface ModifyChcNetworkModeInput {
  readonly ChcIds: readonly string[];
  readonly NetworkMode: string;
}

export interface ModifyChcNetworkModeOutput {
  readonly RequestId: string;
}

export interface ModifyDisasterRecoverGroupAttributeInput {
  /** From 1 to 10. */
  readonly Affinity?: number;
  readonly DisasterRecoverGroupId: string;
  readonly Name: string;
}

export interface ModifyDisasterRecoverGroupAttributeOutput {
  readonly RequestId: string;
}

export interface ModifyHostsAttributeInput {
  readonly HostIds: readonly string[];
  readonly HostName?: string;
  readonly ProjectId?: number;
  /** Whether a prepaid instance is renewed automatically. */
  readonly RenewFlag?: RenewFlag;
}

export interface ModifyHostsAttributeOutput {
  readonly RequestId: string;
}

export interface ModifyHpcClusterAttributeInput {
  readonly HpcClusterId: string;
  readonly Name?: string;
  readonly Remark?: string;
}

export interface ModifyHpcClusterAttributeOutput {
  readonly RequestId: string;
}

/**
 * Which image to change, and how.
 *
 * @see https://cloud.tencent.com/document/api/213/15713
 */
export interface ModifyImageAttributeInput {
  /** Whether it is deprecated. */
  readonly ImageDeprecated?: boolean;
  /** New description. At most 256 characters. */
  readonly ImageDescription?: string;
  /** New family. */
  readonly ImageFamily?: string;
  /** The image. Must be an image id such as img-gvbnzy6f. */
  readonly ImageId: string;
  /** New name. At most 60 characters. */
  readonly ImageName?: string;
}

export interface ModifyImageAttributeOutput {
  readonly RequestId: string;
}

/**
 * The image, and the accounts.
 *
 * @see https://cloud.tencent.com/document/api/213/15710
 */
export interface ModifyImageSharePermissionInput {
  /** The accounts. */
  readonly AccountIds: readonly string[];
  /** The image. Must be an image id such as img-gvbnzy6f. */
  readonly ImageId: string;
  /** `SHARE` or `CANCEL`. */
  readonly Permission: 'SHARE' | 'CANCEL';
}

export interface ModifyImageSharePermissionOutput {
  readonly RequestId: string;
}

export interface ModifyInstanceDiskTypeInput {
  readonly DataDisks?: readonly DataDisk[];
  readonly InstanceId: string;
  readonly SystemDisk?: SystemDisk;
}

export interface ModifyInstanceDiskTypeOutput {
  readonly RequestId: string;
}

/**
 * Which instances to change, and one attribute with its new value.
 *
 * @see https://cloud.tencent.com/document/api/213/15739
 */
export interface ModifyInstancesAttributeInput {
  /** Whether a new host name restarts the instance. Default: true. */
  readonly AutoReboot?: boolean;
  /** New role of access management; empty for none. */
  readonly CamRoleName?: string;
  /** Kind of that role: `user`, `system` or `service_linked`. */
  readonly CamRoleType?: string;
  /** True so that it cannot be destroyed by the API. */
  readonly DisableApiTermination?: boolean;
  /** New host name. */
  readonly HostName?: string;
  /** The instances. At most 100 items. No item twice. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
  /** New name. At most 128 characters. */
  readonly InstanceName?: string;
  /** New security groups, in place of the old ones. */
  readonly SecurityGroups?: readonly string[];
  /** New user data in base64, at most 16 KB. */
  readonly UserData?: string;
}

export interface ModifyInstancesAttributeOutput {
  readonly RequestId: string;
}

export interface ModifyInstancesChargeTypeInput {
  readonly InstanceChargePrepaid?: InstanceChargePrepaid;
  readonly InstanceChargeType: string;
  /** At most 20 items. */
  readonly InstanceIds: readonly string[];
  readonly ModifyPortableDataDisk?: boolean;
}

export interface ModifyInstancesChargeTypeOutput {
  readonly RequestId: string;
}

export interface ModifyInstancesDisasterRecoverGroupInput {
  /** @deprecated The vendor advises against it. */
  readonly DisasterRecoverGroupId?: string;
  readonly DisasterRecoverGroupIds?: readonly string[];
  readonly Force?: boolean;
  /** At most 100 items. */
  readonly InstanceIds: readonly string[];
  readonly PartitionNumber?: number;
}

export interface ModifyInstancesDisasterRecoverGroupOutput {
  readonly RequestId: string;
}

/**
 * Which instances to move, and where.
 *
 * @see https://cloud.tencent.com/document/api/213/15746
 */
export interface ModifyInstancesProjectInput {
  /** The instances. At most 100 items. No item twice. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
  /** Project; 0 is the default one. */
  readonly ProjectId: number;
}

export interface ModifyInstancesProjectOutput {
  readonly RequestId: string;
}

export interface ModifyInstancesRenewFlagInput {
  /** At most 100 items. */
  readonly InstanceIds: readonly string[];
  /** Whether a prepaid instance is renewed automatically. */
  readonly RenewFlag: RenewFlag;
}

export interface ModifyInstancesRenewFlagOutput {
  readonly RequestId: string;
}

export interface ModifyInstancesVpcAttributeInput {
  readonly ForceStop?: boolean;
  readonly InstanceIds: readonly string[];
  readonly ReserveHostName?: boolean;
  readonly VirtualPrivateCloud: VirtualPrivateCloud;
}

export interface ModifyInstancesVpcAttributeOutput {
  readonly RequestId: string;
}

/**
 * Which key pair to change, and how.
 *
 * @see https://cloud.tencent.com/document/api/213/15701
 */
export interface ModifyKeyPairAttributeInput {
  /** New description. At most 60 characters. */
  readonly Description?: string;
  /** The key pair. Must be the id of a key pair such as skey-11112222. */
  readonly KeyId: string;
  /** Name: letters, digits and `_`. Must be letters, digits and _. At most 25 characters. */
  readonly KeyName?: string;
}

export interface ModifyKeyPairAttributeOutput {
  readonly RequestId: string;
}

export interface ModifyLaunchTemplateDefaultVersionInput {
  readonly DefaultVersion: number;
  readonly LaunchTemplateId: string;
}

export interface ModifyLaunchTemplateDefaultVersionOutput {
  readonly RequestId: string;
}

export interface NetworkInterfaces {
  readonly DeleteWithInstance?: boolean;
  readonly InterfaceType: string;
  readonly NetworkInterfaceId?: string;
  readonly PrivateIpv4AddressCount: number;
  readonly SecurityGroupIds?: readonly string[];
  readonly SubnetId: string;
  readonly VpcId: string;
}

export interface OperationCountLimit {
  readonly CurrentCount: number;
  readonly InstanceId: string;
  readonly LimitCount: number;
  readonly Operation: string;
}

export interface OsVersion {
  readonly Architecture: readonly string[];
  readonly OsName: string;
  readonly OsVersions: readonly string[];
}

/**
 * Where an instance is.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface Placement {
  /** Reserved resources to take it from. */
  readonly DedicatedResourcePackIds?: readonly string[];
  /** `ResourcePool` to take it from reserved resources. */
  readonly DedicatedResourcePackTenancy?: string;
  /** Dedicated host that it is on. In responses only. */
  readonly HostId?: string;
  /** Dedicated hosts that it may be put on. In requests only. */
  readonly HostIds?: readonly string[];
  /** Project; 0 is the default one. Default: 0. */
  readonly ProjectId?: number;
  /** Rack of the resource pool that it is in. In responses only. */
  readonly RackId?: string;
  /** Availability zone, such as `ap-guangzhou-6`. */
  readonly Zone: string;
}

export interface PostPaidQuota {
  readonly RemainingQuota: number;
  readonly TotalQuota: number;
  readonly UsedQuota: number;
  readonly Zone: string;
}

export interface PrePaidQuota {
  readonly OnceQuota: number;
  readonly RemainingQuota: number;
  readonly TotalQuota: number;
  readonly UsedQuota: number;
  readonly Zone: string;
}

/**
 * What something costs, instance and network told apart.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface Price {
  /** Price of the network. */
  readonly BandwidthPrice?: ItemPrice;
  /** Price of the instance. */
  readonly InstancePrice?: ItemPrice;
}

export interface ProgramFpgaImageInput {
  readonly DBDFs?: readonly string[];
  /** True: only checks whether the call would succeed. Default: false. */
  readonly DryRun?: boolean;
  readonly FPGAUrl: string;
  readonly InstanceId: string;
}

export interface ProgramFpgaImageOutput {
  readonly RequestId: string;
}

export interface PurchaseResourcePoolPacksInput {
  readonly AutoPlacement?: boolean;
  readonly DedicatedResourcePoolPackName?: string;
  /** True: only checks whether the call would succeed. Default: false. */
  readonly DryRun?: boolean;
  /** From 1 to 100. */
  readonly InstanceCount: number;
  readonly InstanceType: string;
  /** From 1 to 60. */
  readonly Period: number;
  readonly RenewFlag?: string;
  readonly ResourcePoolPackType?: string;
  readonly Zone: string;
}

export interface PurchaseResourcePoolPacksOutput {
  readonly DedicatedResourcePackIdSet?: readonly string[];
  readonly RequestId: string;
}

/**
 * Which instances to restart, and how.
 *
 * @see https://cloud.tencent.com/document/api/213/15742
 */
export interface RebootInstancesInput {
  /**
   * True is `StopType: SOFT_FIRST`, false is SOFT. Default: false.
   *
   * @deprecated The vendor advises against it.
   */
  readonly ForceReboot?: boolean;
  /** The instances. At most 100 items. No item twice. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
  /**
   * `SOFT` asks the operating system, `HARD` cuts the power, `SOFT_FIRST` cuts it when asking fails. Cutting
   * the power may lose data.
   *
   * Default: 'SOFT'.
   */
  readonly StopType?: 'SOFT' | 'HARD' | 'SOFT_FIRST';
}

export interface RebootInstancesOutput {
  readonly RequestId: string;
}

/**
 * A region.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface RegionInfo {
  /** Its id, such as `ap-guangzhou`. */
  readonly Region: string;
  /** Its name; may be Chinese. */
  readonly RegionName: string;
  /** `AVAILABLE` when it can be used. */
  readonly RegionState: string;
}

export interface RemoveChcAssistVpcInput {
  readonly ChcIds: readonly string[];
}

export interface RemoveChcAssistVpcOutput {
  readonly RequestId: string;
}

export interface RemoveChcDeployVpcInput {
  readonly ChcIds: readonly string[];
}

export interface RemoveChcDeployVpcOutput {
  readonly RequestId: string;
}

/**
 * Whether a prepaid instance is renewed automatically.
 *
 * - `NOTIFY_AND_MANUAL_RENEW`: Not renewed automatically; its owner is notified before expiry.
 * - `NOTIFY_AND_AUTO_RENEW`: Renewed automatically by a month; its owner is notified.
 * - `DISABLE_NOTIFY_AND_MANUAL_RENEW`: Not renewed automatically, and its owner is not notified.
 *
 * @see https://cloud.tencent.com/document/api/213/15730
 */
export type RenewFlag =
  | 'NOTIFY_AND_MANUAL_RENEW'
  | 'NOTIFY_AND_AUTO_RENEW'
  | 'DISABLE_NOTIFY_AND_MANUAL_RENEW'
  | (string & {});

export interface RenewHostsInput {
  readonly HostChargePrepaid: ChargePrepaid;
  /** At most 100 items. */
  readonly HostIds: readonly string[];
}

export interface RenewHostsOutput {
  readonly RequestId: string;
}

/**
 * Which instances to renew, and for how long.
 *
 * @see https://cloud.tencent.com/document/api/213/15740
 */
export interface RenewInstancesInput {
  /** For how long. `RenewFlag` in it replaces the present one. */
  readonly InstanceChargePrepaid?: InstanceChargePrepaid;
  /** The instances. At most 100 items. No item twice. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
  /** Whether their elastic data disks are renewed as well. Default: true. */
  readonly RenewPortableDataDisk?: boolean;
}

export interface RenewInstancesOutput {
  readonly RequestId: string;
}

export interface RepairTaskControlInput {
  readonly InstanceIds: readonly string[];
  readonly Operate: string;
  readonly OrderAuthTime?: string;
  readonly Product: string;
  readonly TaskId: string;
  readonly TaskSubMethod?: string;
}

export interface RepairTaskControlOutput {
  readonly RequestId: string;
  readonly TaskId: string;
}

export interface RepairTaskInfo {
  readonly Alias: string | null;
  readonly AuthSource: string;
  /** `YYYY-MM-DD hh:mm:ss`. */
  readonly AuthTime: string | null;
  readonly AuthType: number;
  /** `YYYY-MM-DD hh:mm:ss`. */
  readonly CreateTime: string;
  readonly DeviceStatus: number;
  /** `YYYY-MM-DD hh:mm:ss`. */
  readonly EndTime: string | null;
  readonly InstanceId: string;
  readonly LanIp: string | null;
  readonly OperateStatus: number;
  readonly Product: string | null;
  readonly Region: string | null;
  readonly SubnetId: string | null;
  readonly SubnetName: string | null;
  readonly TaskDetail: string | null;
  readonly TaskId: string;
  readonly TaskStatus: number;
  readonly TaskSubType: string | null;
  readonly TaskTypeId: number;
  readonly TaskTypeName: string;
  readonly VpcId: string | null;
  readonly VpcName: string | null;
  readonly WanIp: string | null;
  readonly Zone: string | null;
}

/**
 * Which instance to reinstall, and with what.
 *
 * @see https://cloud.tencent.com/document/api/213/15724
 */
export interface ResetInstanceInput {
  /** Vendor agents to install. */
  readonly EnhancedService?: EnhancedService;
  /** New host name. */
  readonly HostName?: string;
  /** Image to install; the present one when left out. Must be an image id such as img-gvbnzy6f. */
  readonly ImageId?: string;
  /** The instance. Must be an instance id such as ins-09dx96dg. */
  readonly InstanceId: string;
  /** How to log in. */
  readonly LoginSettings?: LoginSettings;
  /** New size of the system disk; it can only grow. */
  readonly SystemDisk?: SystemDisk;
  /** What it runs at its first start, in base64; at most 16 KB. */
  readonly UserData?: string;
}

export interface ResetInstanceOutput {
  readonly RequestId: string;
}

export interface ResetInstancesInternetMaxBandwidthInput {
  readonly EndTime?: string;
  /** At most 100 items. */
  readonly InstanceIds: readonly string[];
  readonly InternetAccessible: InternetAccessible;
  readonly StartTime?: string;
}

export interface ResetInstancesInternetMaxBandwidthOutput {
  readonly RequestId: string;
}

/**
 * Which instances, and the password.
 *
 * @see https://cloud.tencent.com/document/api/213/15736
 */
export interface ResetInstancesPasswordInput {
  /** True: shut running instances down first, by force if necessary. Default: false. */
  readonly ForceStop?: boolean;
  /** The instances. At most 100 items. No item twice. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
  /**
   * New password; at least 12 characters for Windows.
   *
   * Must be 8 to 30 characters that do not begin with /.
   */
  readonly Password: string;
  /** User; the administrator of the operating system when left out. At most 64 characters. */
  readonly UserName?: string;
}

export interface ResetInstancesPasswordOutput {
  readonly RequestId: string;
}

/**
 * Which instance, and its new type.
 *
 * @see https://cloud.tencent.com/document/api/213/15744
 */
export interface ResetInstancesTypeInput {
  /** True: shut running instances down first, by force if necessary. Default: false. */
  readonly ForceStop?: boolean;
  /** The instance: a list of one. At most 1 item. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
  /** New type, such as `S5.LARGE4`. */
  readonly InstanceType: string;
}

export interface ResetInstancesTypeOutput {
  readonly RequestId: string;
}

export interface ResizeInstanceDisksInput {
  readonly DataDisks?: readonly DataDisk[];
  readonly ForceStop?: boolean;
  readonly InstanceId: string;
  readonly ResizeOnline?: boolean;
  readonly SystemDisk?: SystemDisk;
}

export interface ResizeInstanceDisksOutput {
  readonly RequestId: string;
}

export interface ResourceCount {
  readonly Cpu?: number | null;
  readonly Disk?: number | null;
  readonly Gpu?: number | null;
  readonly Memory?: number | null;
}

export interface ResourcePoolPack {
  readonly AutoPlacement: boolean;
  readonly AvailableCapacity: ResourceCount;
  readonly DedicatedResourcePackId: string;
  readonly DedicatedResourcePackName: string;
  /** ISO 8601, in UTC. */
  readonly EndTime: string;
  readonly HostIp: string;
  readonly InstanceFamily: string;
  readonly InstanceType: string;
  readonly RackId: string;
  readonly RenewFlag: string;
  readonly ResourcePoolPackType: string;
  /** ISO 8601, in UTC. */
  readonly StartTime: string;
  readonly Status: string;
  readonly SwitchId: string;
  readonly TotalCapacity: ResourceCount;
  readonly Zone: string;
}

export interface ResourcePoolPackInstance {
  readonly DedicatedResourcePackId: string;
  readonly InstanceFamily: string;
  readonly InstanceIdSet: readonly string[];
  readonly InstanceType: string;
  readonly Zone: string;
}

export interface RunAutomationServiceEnabled {
  /** Whether it runs. */
  readonly Enabled?: boolean;
}

/**
 * What to create. `Placement` and `ImageId` are needed unless a launch template gives them.
 *
 * @see https://cloud.tencent.com/document/api/213/15730
 */
export interface RunInstancesInput {
  /** Timer that destroys it. */
  readonly ActionTimer?: ActionTimer;
  /** Role of access management that it gets. */
  readonly CamRoleName?: string;
  /** Machines of one's own to put it on. */
  readonly ChcIds?: readonly string[];
  /**
   * Makes a repeated call safe: a second call with the same token is the first one again. At most 64 ASCII
   * characters, unique for each thing that is wanted. How long the service remembers it is not documented.
   *
   * Must be a token of printable ASCII characters. At most 64 characters.
   */
  readonly ClientToken?: string;
  /** Its cores and threads. */
  readonly CpuTopology?: CpuTopology;
  /** Its data disks; none when left out. At most 21 items. */
  readonly DataDisks?: readonly DataDisk[];
  /** Dedicated cluster to put it in. */
  readonly DedicatedClusterId?: string;
  /** True so that it cannot be destroyed by the API. Default: false. */
  readonly DisableApiTermination?: boolean;
  /** Placement group to put it in; one at most. At most 1 item. */
  readonly DisasterRecoverGroupIds?: readonly string[];
  /** True: only checks whether the call would succeed. Default: false. */
  readonly DryRun?: boolean;
  /** Whether its network takes jumbo frames; some types only. */
  readonly EnableJumboFrame?: boolean;
  /** Vendor agents to install. */
  readonly EnhancedService?: EnhancedService;
  /** Its host name. */
  readonly HostName?: string;
  /** High-performance cluster to put it in. */
  readonly HpcClusterId?: string;
  /** Image to create it from. Must be an image id such as img-gvbnzy6f. */
  readonly ImageId?: string;
  /** Duration; with PREPAID. */
  readonly InstanceChargePrepaid?: InstanceChargePrepaid;
  /** Billing mode. Default POSTPAID_BY_HOUR. */
  readonly InstanceChargeType?: InstanceChargeType;
  /** How many instances. From 1 to 500. Default: 1. */
  readonly InstanceCount?: number;
  /** The bid for a spot instance. */
  readonly InstanceMarketOptions?: InstanceMarketOptionsRequestInput;
  /**
   * Name; for many instances with a pattern: `web-{R:1}` gives web-1, web-2 and so on.
   *
   * At most 128 characters.
   */
  readonly InstanceName?: string;
  /** Its type, such as `S5.LARGE4`. Left out, the service chooses one. */
  readonly InstanceType?: string;
  /** Its access to the public network; none when left out. */
  readonly InternetAccessible?: InternetAccessible;
  /** Template for omitted parameters. */
  readonly LaunchTemplate?: LaunchTemplate;
  /** How to log in. */
  readonly LoginSettings?: LoginSettings;
  /** Its metadata. */
  readonly Metadata?: MetadataInput;
  /** Minimum number of instances, if there is not enough capacity for all. At least 1. */
  readonly MinCount?: number;
  /** Its network interfaces. */
  readonly NetworkInterfaces?: readonly NetworkInterfaces[];
  /** Partition of the placement group to put it in. */
  readonly PartitionNumber?: number;
  /** Where to create it: zone, project, host. */
  readonly Placement?: Placement;
  /** Its security groups; the default one of the project when left out. */
  readonly SecurityGroupIds?: readonly string[];
  /** Its system disk. */
  readonly SystemDisk?: SystemDisk;
  /** Tags for what is created. */
  readonly TagSpecification?: readonly TagSpecification[];
  /** What it runs at its first start, in base64; at most 16 KB. */
  readonly UserData?: string;
  /** Its private network. */
  readonly VirtualPrivateCloud?: VirtualPrivateCloud;
}

/**
 * The ids of what is being created.
 *
 * @see https://cloud.tencent.com/document/api/213/15730
 */
export interface RunInstancesOutput {
  /** The ids, at once; the instances come later. Absent after a dry run. */
  readonly InstanceIdSet?: readonly string[];
  readonly RequestId: string;
}

export interface RunMonitorServiceEnabled {
  /** Whether it runs. */
  readonly Enabled?: boolean;
}

export interface RunSecurityServiceEnabled {
  /** Whether it runs. */
  readonly Enabled?: boolean;
}

/**
 * An account that an image is shared with.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeImageSharePermission
 */
export interface SharePermission {
  /** The account. */
  readonly AccountId: string;
  /** Since when. ISO 8601, in UTC. */
  readonly CreatedTime: string;
}

/**
 * A snapshot of an image.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeImageFromFamily
 */
export interface Snapshot {
  /** Size of that disk in GB. */
  readonly DiskSize: number;
  /** What disk it is of: `SYSTEM_DISK` or `DATA_DISK`. */
  readonly DiskUsage: string;
  /** Its id. */
  readonly SnapshotId: string;
}

/**
 * A bid.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=CreateLaunchTemplate
 */
export interface SpotMarketOptions {
  /** The highest price, as a text. */
  readonly MaxPrice?: string;
  /** Kind of bid; `one-time`. */
  readonly SpotInstanceType?: string;
}

/**
 * A bid.
 *
 * @see
 *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=CreateLaunchTemplate
 */
export interface SpotMarketOptionsInput {
  /** The highest price, as a text. */
  readonly MaxPrice: string;
  /** Kind of bid; `one-time`. */
  readonly SpotInstanceType?: string;
}

export interface SpotPaidQuota {
  readonly RemainingQuota: number;
  readonly TotalQuota: number;
  readonly UsedQuota: number;
  readonly Zone: string;
}

/**
 * Which instances to start.
 *
 * @see https://cloud.tencent.com/document/api/213/15735
 */
export interface StartInstancesInput {
  /** The instances. At most 100 items. No item twice. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
}

export interface StartInstancesOutput {
  readonly RequestId: string;
}

/**
 * Which instances to stop, and how.
 *
 * @see https://cloud.tencent.com/document/api/213/15743
 */
export interface StopInstancesInput {
  /**
   * True is `StopType: SOFT_FIRST`, false is SOFT. Default: false.
   *
   * @deprecated The vendor advises against it.
   */
  readonly ForceStop?: boolean;
  /** The instances. At most 100 items. No item twice. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
  /**
   * `SOFT` asks the operating system, `HARD` cuts the power, `SOFT_FIRST` cuts it when asking fails. Cutting
   * the power may lose data.
   *
   * Default: 'SOFT'.
   */
  readonly StopType?: 'SOFT' | 'HARD' | 'SOFT_FIRST';
  /**
   * Whether CPU and memory are paid for while it is stopped. Default: 'KEEP_CHARGING'.
   *
   * @see https://cloud.tencent.com/document/product/213/19918
   */
  readonly StoppedMode?: 'KEEP_CHARGING' | 'STOP_CHARGING';
}

export interface StopInstancesOutput {
  readonly RequestId: string;
}

export interface StorageBlock {
  readonly MaxSize?: number;
  readonly MinSize?: number;
  readonly Type?: string;
}

/**
 * A copy of an image.
 *
 * @see https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=SyncImages
 */
export interface SyncImage {
  /** Its id. */
  readonly ImageId: string;
  /** Its region. */
  readonly Region: string;
}

/**
 * Which image to copy, and where to.
 *
 * @see https://cloud.tencent.com/document/api/213/15711
 */
export interface SyncImagesInput {
  /** The regions; not the image's own unless another account shares it. */
  readonly DestinationRegions: readonly string[];
  /** True: only checks whether the call would succeed. Default: false. */
  readonly DryRun?: boolean;
  /** True for an encrypted copy; in the image's own region only. Default: false. */
  readonly Encrypt?: boolean;
  /**
   * The image: a list of one. It has to be `NORMAL`.
   *
   * At most 1 item. Each must be an image id such as img-gvbnzy6f.
   */
  readonly ImageIds: readonly string[];
  /** Name of the copy; that of the image when left out. At most 60 characters. */
  readonly ImageName?: string;
  /** Whether to return the ids of the copies. Default: false. */
  readonly ImageSetRequired?: boolean;
  /** Key that the copy is encrypted with. */
  readonly KmsKeyId?: string;
}

/**
 * The copies.
 *
 * @see https://cloud.tencent.com/document/api/213/15711
 */
export interface SyncImagesOutput {
  /** The copies, if requested. */
  readonly ImageSet?: readonly SyncImage[];
  readonly RequestId: string;
}

/**
 * The system disk of an instance.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface SystemDisk {
  /** Dedicated cluster that it is in. */
  readonly CdcId?: string | null;
  /** Id of the disk. In responses only. */
  readonly DiskId?: string;
  /** Name of the disk. At most 128 characters. */
  readonly DiskName?: string;
  /** Size in GiB. Default: 50. */
  readonly DiskSize?: number;
  /** Kind of disk. Left out in a request, one that is available. */
  readonly DiskType?: DiskType;
  /** Whether it is encrypted. Default: false. */
  readonly Encrypt?: boolean;
  /** Key that it is encrypted with. */
  readonly KmsKeyId?: string;
}

/**
 * A tag.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface Tag {
  /** Its key. */
  readonly Key: string;
  /** Its value. */
  readonly Value: string;
}

/**
 * Tags for one kind of resource.
 *
 * @see https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=AllocateHosts
 */
export interface TagSpecification {
  /** What gets the tags: `instance`, `host`, `image`, `keypair`, `ps` or `hpc`. */
  readonly ResourceType: string;
  /** The tags. */
  readonly Tags: readonly Tag[];
}

export interface TargetOS {
  readonly TargetOSType: string;
  readonly TargetOSVersion: string;
}

/**
 * Which instances to destroy, and what with them.
 *
 * @see https://cloud.tencent.com/document/api/213/15723
 */
export interface TerminateInstancesInput {
  /** The instances. At most 100 items. No item twice. Each must be an instance id such as ins-09dx96dg. */
  readonly InstanceIds: readonly string[];
  /** True to release its elastic IP, of some kinds. Default: false. */
  readonly ReleaseAddress?: boolean;
  /** True to return its prepaid data disks. Default: false. */
  readonly ReleasePrepaidDataDisks?: boolean;
}

export interface TerminateInstancesOutput {
  readonly RequestId: string;
}

export interface TerminateResourcePoolPacksInput {
  /** At most 100 items. */
  readonly DedicatedResourcePackIds: readonly string[];
}

export interface TerminateResourcePoolPacksOutput {
  readonly RequestId: string;
}

/**
 * Private network of an instance.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface VirtualPrivateCloud {
  /** Whether the instance is a gateway of its network. Default: false. */
  readonly AsVpcGateway?: boolean;
  /** How many IPv6 addresses to assign. */
  readonly Ipv6AddressCount?: number;
  /** Private IPs to assign. */
  readonly PrivateIpAddresses?: readonly string[];
  /** Subnet, such as `subnet-xxxxxxxx`; `DEFAULT` for the default one. */
  readonly SubnetId: string;
  /** Private network, such as `vpc-xxxxxxxx`; `DEFAULT` for the default one. */
  readonly VpcId: string;
}

/**
 * An availability zone.
 *
 * @see https://cloud.tencent.com/document/api/213/15753
 */
export interface ZoneInfo {
  /** Its id, such as `ap-guangzhou-3`. */
  readonly Zone: string;
  /** Its number in API 2.0, as a string: `100003`. */
  readonly ZoneId: string;
  /** Its name; may be Chinese. */
  readonly ZoneName: string;
  /**
   * Whether it can be used.
   *
   * - `AVAILABLE`: Available.
   * - `UNAVAILABLE`: Not available.
   */
  readonly ZoneState: 'AVAILABLE' | 'UNAVAILABLE' | (string & {});
}
