// Generated from specs/3.0/common.yaml, specs/3.0/cvm-2017-03-12.errors.json, specs/3.0/cvm-2017-03-12.openapi.json and specs/3.0/cvm-2017-03-12.overlay.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { OperationMethod } from '../../../model/descriptor.js';
import {
  allocateHosts,
  associateInstancesKeyPairs,
  associateSecurityGroups,
  configureChcAssistVpc,
  configureChcDeployVpc,
  convertOperatingSystems,
  createDisasterRecoverGroup,
  createHpcCluster,
  createImage,
  createKeyPair,
  createLaunchTemplate,
  createLaunchTemplateVersion,
  deleteDisasterRecoverGroups,
  deleteHpcClusters,
  deleteImages,
  deleteInstancesActionTimer,
  deleteInstancesDisasterRecoverGroups,
  deleteKeyPairs,
  deleteLaunchTemplate,
  deleteLaunchTemplateVersions,
  describeAccountQuota,
  describeChcDeniedActions,
  describeChcHosts,
  describeDisasterRecoverGroupQuota,
  describeDisasterRecoverGroups,
  describeHosts,
  describeHpcClusters,
  describeImageFromFamily,
  describeImageQuota,
  describeImageSharePermission,
  describeImages,
  describeImportImageOs,
  describeInstanceFamilyConfigs,
  describeInstanceInternetBandwidthConfigs,
  describeInstanceTypeConfigs,
  describeInstanceVncUrl,
  describeInstances,
  describeInstancesActionTimer,
  describeInstancesAttributes,
  describeInstancesModification,
  describeInstancesOperationLimit,
  describeInstancesStatus,
  describeInternetChargeTypeConfigs,
  describeKeyPairs,
  describeLaunchTemplateVersions,
  describeLaunchTemplates,
  describeRegions,
  describeResourcePoolPackInstances,
  describeResourcePoolPackTypeConfigs,
  describeResourcePoolPacks,
  describeTaskInfo,
  describeZoneInstanceConfigInfos,
  describeZones,
  disassociateInstancesKeyPairs,
  disassociateSecurityGroups,
  enterRescueMode,
  exitRescueMode,
  exportImages,
  importImage,
  importInstancesActionTimer,
  importKeyPair,
  inquirePricePurchaseResourcePoolPacks,
  inquiryPriceModifyInstancesChargeType,
  inquiryPriceRenewHosts,
  inquiryPriceRenewInstances,
  inquiryPriceResetInstance,
  inquiryPriceResetInstancesInternetMaxBandwidth,
  inquiryPriceResetInstancesType,
  inquiryPriceResizeInstanceDisks,
  inquiryPriceRunInstances,
  inquiryPriceTerminateInstances,
  modifyChcAttribute,
  modifyChcNetworkMode,
  modifyDisasterRecoverGroupAttribute,
  modifyHostsAttribute,
  modifyHpcClusterAttribute,
  modifyImageAttribute,
  modifyImageSharePermission,
  modifyInstanceDiskType,
  modifyInstancesAttribute,
  modifyInstancesChargeType,
  modifyInstancesDisasterRecoverGroup,
  modifyInstancesProject,
  modifyInstancesRenewFlag,
  modifyInstancesVpcAttribute,
  modifyKeyPairAttribute,
  modifyLaunchTemplateDefaultVersion,
  programFpgaImage,
  purchaseResourcePoolPacks,
  rebootInstances,
  removeChcAssistVpc,
  removeChcDeployVpc,
  renewHosts,
  renewInstances,
  repairTaskControl,
  resetInstance,
  resetInstancesInternetMaxBandwidth,
  resetInstancesPassword,
  resetInstancesType,
  resizeInstanceDisks,
  runInstances,
  startInstances,
  stopInstances,
  syncImages,
  terminateInstances,
  terminateResourcePoolPacks,
} from './operations.gen.js';

/** Every operation of Cloud Virtual Machine (2017-03-12), by method name. */
export const cvmOperations: {
  readonly [Name in keyof Cvm]: Cvm[Name]['operation'];
} = {
  allocateHosts,
  associateInstancesKeyPairs,
  associateSecurityGroups,
  configureChcAssistVpc,
  configureChcDeployVpc,
  convertOperatingSystems,
  createDisasterRecoverGroup,
  createHpcCluster,
  createImage,
  createKeyPair,
  createLaunchTemplate,
  createLaunchTemplateVersion,
  deleteDisasterRecoverGroups,
  deleteHpcClusters,
  deleteImages,
  deleteInstancesActionTimer,
  deleteInstancesDisasterRecoverGroups,
  deleteKeyPairs,
  deleteLaunchTemplate,
  deleteLaunchTemplateVersions,
  describeAccountQuota,
  describeChcDeniedActions,
  describeChcHosts,
  describeDisasterRecoverGroupQuota,
  describeDisasterRecoverGroups,
  describeHosts,
  describeHpcClusters,
  describeImageFromFamily,
  describeImageQuota,
  describeImageSharePermission,
  describeImages,
  describeImportImageOs,
  describeInstanceFamilyConfigs,
  describeInstanceInternetBandwidthConfigs,
  describeInstanceTypeConfigs,
  describeInstanceVncUrl,
  describeInstances,
  describeInstancesActionTimer,
  describeInstancesAttributes,
  describeInstancesModification,
  describeInstancesOperationLimit,
  describeInstancesStatus,
  describeInternetChargeTypeConfigs,
  describeKeyPairs,
  describeLaunchTemplateVersions,
  describeLaunchTemplates,
  describeRegions,
  describeResourcePoolPackInstances,
  describeResourcePoolPackTypeConfigs,
  describeResourcePoolPacks,
  describeTaskInfo,
  describeZoneInstanceConfigInfos,
  describeZones,
  disassociateInstancesKeyPairs,
  disassociateSecurityGroups,
  enterRescueMode,
  exitRescueMode,
  exportImages,
  importImage,
  importInstancesActionTimer,
  importKeyPair,
  inquirePricePurchaseResourcePoolPacks,
  inquiryPriceModifyInstancesChargeType,
  inquiryPriceRenewHosts,
  inquiryPriceRenewInstances,
  inquiryPriceResetInstance,
  inquiryPriceResetInstancesInternetMaxBandwidth,
  inquiryPriceResetInstancesType,
  inquiryPriceResizeInstanceDisks,
  inquiryPriceRunInstances,
  inquiryPriceTerminateInstances,
  modifyChcAttribute,
  modifyChcNetworkMode,
  modifyDisasterRecoverGroupAttribute,
  modifyHostsAttribute,
  modifyHpcClusterAttribute,
  modifyImageAttribute,
  modifyImageSharePermission,
  modifyInstanceDiskType,
  modifyInstancesAttribute,
  modifyInstancesChargeType,
  modifyInstancesDisasterRecoverGroup,
  modifyInstancesProject,
  modifyInstancesRenewFlag,
  modifyInstancesVpcAttribute,
  modifyKeyPairAttribute,
  modifyLaunchTemplateDefaultVersion,
  programFpgaImage,
  purchaseResourcePoolPacks,
  rebootInstances,
  removeChcAssistVpc,
  removeChcDeployVpc,
  renewHosts,
  renewInstances,
  repairTaskControl,
  resetInstance,
  resetInstancesInternetMaxBandwidth,
  resetInstancesPassword,
  resetInstancesType,
  resizeInstanceDisks,
  runInstances,
  startInstances,
  stopInstances,
  syncImages,
  terminateInstances,
  terminateResourcePoolPacks,
};

/** Cloud Virtual Machine (2017-03-12), every operation as a method. */
export interface Cvm {
  /** See https://cloud.tencent.com/document/api/213/16473 */
  readonly allocateHosts: OperationMethod<typeof allocateHosts>;
  /**
   * Bind key pairs to instances.
   *
   * Puts key pairs on Linux instances; earlier keys and the password no longer hold. An instance has to be
   * STOPPED unless `ForceStop` is true, which shuts it down, by force if need be, and starts it again.
   *
   * @see https://cloud.tencent.com/document/api/213/15698
   */
  readonly associateInstancesKeyPairs: OperationMethod<typeof associateInstancesKeyPairs>;
  /**
   * Add instances to a security group.
   *
   * Adds instances to a security group, in addition to their current ones.
   *
   * @see https://cloud.tencent.com/document/api/213/31282
   */
  readonly associateSecurityGroups: OperationMethod<typeof associateSecurityGroups>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ConfigureChcAssistVpc
   */
  readonly configureChcAssistVpc: OperationMethod<typeof configureChcAssistVpc>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ConfigureChcDeployVpc
   */
  readonly configureChcDeployVpc: OperationMethod<typeof configureChcDeployVpc>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ConvertOperatingSystems
   */
  readonly convertOperatingSystems: OperationMethod<typeof convertOperatingSystems>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=CreateDisasterRecoverGroup
   */
  readonly createDisasterRecoverGroup: OperationMethod<typeof createDisasterRecoverGroup>;
  /**
   * See https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=CreateHpcCluster
   */
  readonly createHpcCluster: OperationMethod<typeof createHpcCluster>;
  /**
   * Create an image.
   *
   * Creates an image from an instance's disks, or from snapshots.
   *
   * @see https://cloud.tencent.com/document/api/213/16726
   */
  readonly createImage: OperationMethod<typeof createImage>;
  /**
   * Create a key pair.
   *
   * Creates a key pair. The private key is returned only once, in this response.
   *
   * @see https://cloud.tencent.com/document/api/213/15702
   */
  readonly createKeyPair: OperationMethod<typeof createKeyPair>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=CreateLaunchTemplate
   */
  readonly createLaunchTemplate: OperationMethod<typeof createLaunchTemplate>;
  /** See https://cloud.tencent.com/document/api/213/66326 */
  readonly createLaunchTemplateVersion: OperationMethod<typeof createLaunchTemplateVersion>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DeleteDisasterRecoverGroups
   */
  readonly deleteDisasterRecoverGroups: OperationMethod<typeof deleteDisasterRecoverGroups>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DeleteHpcClusters
   */
  readonly deleteHpcClusters: OperationMethod<typeof deleteHpcClusters>;
  /**
   * Delete images.
   *
   * Deletes images. Images that are being created, are in use, or are shared by another account cannot be
   * deleted.
   *
   * @see https://cloud.tencent.com/document/api/213/15716
   */
  readonly deleteImages: OperationMethod<typeof deleteImages>;
  /**
   * Delete timers.
   *
   * Deletes timers that are not due yet.
   *
   * @see
   *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DeleteInstancesActionTimer
   */
  readonly deleteInstancesActionTimer: OperationMethod<typeof deleteInstancesActionTimer>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DeleteInstancesDisasterRecoverGroups
   */
  readonly deleteInstancesDisasterRecoverGroups: OperationMethod<typeof deleteInstancesDisasterRecoverGroups>;
  /**
   * Delete key pairs.
   *
   * Deletes key pairs. Key pairs bound to an instance or an image cannot be deleted; list the remaining ones
   * afterwards.
   *
   * @see https://cloud.tencent.com/document/api/213/15700
   */
  readonly deleteKeyPairs: OperationMethod<typeof deleteKeyPairs>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DeleteLaunchTemplate
   */
  readonly deleteLaunchTemplate: OperationMethod<typeof deleteLaunchTemplate>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DeleteLaunchTemplateVersions
   */
  readonly deleteLaunchTemplateVersions: OperationMethod<typeof deleteLaunchTemplateVersions>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeAccountQuota
   */
  readonly describeAccountQuota: OperationMethod<typeof describeAccountQuota>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeChcDeniedActions
   */
  readonly describeChcDeniedActions: OperationMethod<typeof describeChcDeniedActions>;
  /**
   * See https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeChcHosts
   */
  readonly describeChcHosts: OperationMethod<typeof describeChcHosts>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeDisasterRecoverGroupQuota
   */
  readonly describeDisasterRecoverGroupQuota: OperationMethod<typeof describeDisasterRecoverGroupQuota>;
  /** See https://cloud.tencent.com/document/api/213/17810 */
  readonly describeDisasterRecoverGroups: OperationMethod<typeof describeDisasterRecoverGroups>;
  /** See https://cloud.tencent.com/document/api/213/16474 */
  readonly describeHosts: OperationMethod<typeof describeHosts>;
  /** See https://cloud.tencent.com/document/api/213/83220 */
  readonly describeHpcClusters: OperationMethod<typeof describeHpcClusters>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeImageFromFamily
   */
  readonly describeImageFromFamily: OperationMethod<typeof describeImageFromFamily>;
  /** See https://cloud.tencent.com/document/api/213/15719 */
  readonly describeImageQuota: OperationMethod<typeof describeImageQuota>;
  /**
   * List the accounts that share an image.
   *
   * Lists the accounts that an image is shared with.
   *
   * @see https://cloud.tencent.com/document/api/213/15712
   */
  readonly describeImageSharePermission: OperationMethod<typeof describeImageSharePermission>;
  /**
   * List images.
   *
   * Lists images, the vendor's, one's own and those that others share.
   *
   * @see https://cloud.tencent.com/document/api/213/15715
   */
  readonly describeImages: OperationMethod<typeof describeImages>;
  /** See https://cloud.tencent.com/document/api/213/15718 */
  readonly describeImportImageOs: OperationMethod<typeof describeImportImageOs>;
  /** See https://cloud.tencent.com/document/api/213/15748 */
  readonly describeInstanceFamilyConfigs: OperationMethod<typeof describeInstanceFamilyConfigs>;
  /** See https://cloud.tencent.com/document/api/213/15734 */
  readonly describeInstanceInternetBandwidthConfigs: OperationMethod<
    typeof describeInstanceInternetBandwidthConfigs
  >;
  /** See https://cloud.tencent.com/document/api/213/15749 */
  readonly describeInstanceTypeConfigs: OperationMethod<typeof describeInstanceTypeConfigs>;
  /**
   * Get the address of an instance's console.
   *
   * Gives an address for logging in by VNC, to be put after
   * `https://img.qcloud.com/qcloud/app/active_vnc/index.html?InstanceVncUrl=`. It holds for 15 seconds and
   * for one visit. A STOPPED instance has none.
   *
   * @see https://cloud.tencent.com/document/api/213/18150
   */
  readonly describeInstanceVncUrl: OperationMethod<typeof describeInstanceVncUrl>;
  /**
   * List instances.
   *
   * Lists instances, those with certain ids or those that filters select, with all that is known of them.
   * Without either it lists all of the region. An id that does not exist is no error: it is not listed.
   *
   * `LatestOperation`, `LatestOperationState` and `LatestOperationRequestId` tell what became of the last
   * change. They lag some seconds behind: an older request id there is no failure.
   *
   * @see https://cloud.tencent.com/document/api/213/15728
   */
  readonly describeInstances: OperationMethod<typeof describeInstances>;
  /**
   * List timers.
   *
   * Lists the timers that will end instances, or have.
   *
   * @see
   *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeInstancesActionTimer
   */
  readonly describeInstancesActionTimer: OperationMethod<typeof describeInstancesActionTimer>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeInstancesAttributes
   */
  readonly describeInstancesAttributes: OperationMethod<typeof describeInstancesAttributes>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeInstancesModification
   */
  readonly describeInstancesModification: OperationMethod<typeof describeInstancesModification>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeInstancesOperationLimit
   */
  readonly describeInstancesOperationLimit: OperationMethod<typeof describeInstancesOperationLimit>;
  /**
   * List the states of instances.
   *
   * Lists instances with their states only. Unknown ids are not listed.
   *
   * @see https://cloud.tencent.com/document/api/213/15738
   */
  readonly describeInstancesStatus: OperationMethod<typeof describeInstancesStatus>;
  /** See https://cloud.tencent.com/document/api/213/15729 */
  readonly describeInternetChargeTypeConfigs: OperationMethod<typeof describeInternetChargeTypeConfigs>;
  /**
   * List key pairs.
   *
   * Lists key pairs, without their private keys.
   *
   * @see https://cloud.tencent.com/document/api/213/15699
   */
  readonly describeKeyPairs: OperationMethod<typeof describeKeyPairs>;
  /** See https://cloud.tencent.com/document/api/213/66323 */
  readonly describeLaunchTemplateVersions: OperationMethod<typeof describeLaunchTemplateVersions>;
  /** See https://cloud.tencent.com/document/api/213/66322 */
  readonly describeLaunchTemplates: OperationMethod<typeof describeLaunchTemplates>;
  /**
   * List regions.
   *
   * Lists the regions. The vendor no longer keeps this list up to date, and refers to DescribeRegions of its
   * service `region` (2022-06-27).
   *
   * @see https://cloud.tencent.com/document/api/213/15708
   */
  readonly describeRegions: OperationMethod<typeof describeRegions>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeResourcePoolPackInstances
   */
  readonly describeResourcePoolPackInstances: OperationMethod<typeof describeResourcePoolPackInstances>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeResourcePoolPackTypeConfigs
   */
  readonly describeResourcePoolPackTypeConfigs: OperationMethod<typeof describeResourcePoolPackTypeConfigs>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=DescribeResourcePoolPacks
   */
  readonly describeResourcePoolPacks: OperationMethod<typeof describeResourcePoolPacks>;
  /** See https://cloud.tencent.com/document/api/213/87933 */
  readonly describeTaskInfo: OperationMethod<typeof describeTaskInfo>;
  /** See https://cloud.tencent.com/document/api/213/17378 */
  readonly describeZoneInstanceConfigInfos: OperationMethod<typeof describeZoneInstanceConfigInfos>;
  /**
   * List the availability zones of a region.
   *
   * Lists the zones of the region.
   *
   * @see https://cloud.tencent.com/document/api/213/15707
   */
  readonly describeZones: OperationMethod<typeof describeZones>;
  /**
   * Unbind key pairs from instances.
   *
   * Takes key pairs off Linux instances. An instance has to be STOPPED unless `ForceStop` is true. Without a
   * password it cannot be logged in to afterwards: ResetInstancesPassword sets one.
   *
   * @see https://cloud.tencent.com/document/api/213/15697
   */
  readonly disassociateInstancesKeyPairs: OperationMethod<typeof disassociateInstancesKeyPairs>;
  /**
   * Remove instances from a security group.
   *
   * Removes instances from a security group.
   *
   * @see https://cloud.tencent.com/document/api/213/31281
   */
  readonly disassociateSecurityGroups: OperationMethod<typeof disassociateSecurityGroups>;
  /**
   * See https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=EnterRescueMode
   */
  readonly enterRescueMode: OperationMethod<typeof enterRescueMode>;
  /**
   * See https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ExitRescueMode
   */
  readonly exitRescueMode: OperationMethod<typeof exitRescueMode>;
  /** See https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ExportImages */
  readonly exportImages: OperationMethod<typeof exportImages>;
  /** See https://cloud.tencent.com/document/api/213/15717 */
  readonly importImage: OperationMethod<typeof importImage>;
  /**
   * Set timers that destroy instances.
   *
   * Gives instances a timer that destroys them.
   *
   * @see
   *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ImportInstancesActionTimer
   */
  readonly importInstancesActionTimer: OperationMethod<typeof importInstancesActionTimer>;
  /**
   * Register a public key.
   *
   * Creates a key pair from an existing public key. It is not bound to an instance yet.
   *
   * @see https://cloud.tencent.com/document/api/213/15703
   */
  readonly importKeyPair: OperationMethod<typeof importKeyPair>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=InquirePricePurchaseResourcePoolPacks
   */
  readonly inquirePricePurchaseResourcePoolPacks: OperationMethod<
    typeof inquirePricePurchaseResourcePoolPacks
  >;
  /** See https://cloud.tencent.com/document/api/213/17965 */
  readonly inquiryPriceModifyInstancesChargeType: OperationMethod<
    typeof inquiryPriceModifyInstancesChargeType
  >;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=InquiryPriceRenewHosts
   */
  readonly inquiryPriceRenewHosts: OperationMethod<typeof inquiryPriceRenewHosts>;
  /**
   * Get the price of a renewal.
   *
   * Returns the price of a RenewInstances call with the same parameters. Nothing is bought.
   *
   * @see https://cloud.tencent.com/document/api/213/15725
   */
  readonly inquiryPriceRenewInstances: OperationMethod<typeof inquiryPriceRenewInstances>;
  /**
   * Get the price of a reinstallation.
   *
   * Returns the price of a ResetInstance call with the same parameters. Nothing is changed.
   *
   * @see https://cloud.tencent.com/document/api/213/15747
   */
  readonly inquiryPriceResetInstance: OperationMethod<typeof inquiryPriceResetInstance>;
  /** See https://cloud.tencent.com/document/api/213/15732 */
  readonly inquiryPriceResetInstancesInternetMaxBandwidth: OperationMethod<
    typeof inquiryPriceResetInstancesInternetMaxBandwidth
  >;
  /**
   * Get the price of another type.
   *
   * Returns the price of a ResetInstancesType call with the same parameters. Nothing is changed.
   *
   * @see https://cloud.tencent.com/document/api/213/15733
   */
  readonly inquiryPriceResetInstancesType: OperationMethod<typeof inquiryPriceResetInstancesType>;
  /** See https://cloud.tencent.com/document/api/213/15751 */
  readonly inquiryPriceResizeInstanceDisks: OperationMethod<typeof inquiryPriceResizeInstanceDisks>;
  /**
   * Get the price of instances.
   *
   * Returns the price of a RunInstances call with the same parameters. Nothing is bought.
   *
   * @see https://cloud.tencent.com/document/api/213/15726
   */
  readonly inquiryPriceRunInstances: OperationMethod<typeof inquiryPriceRunInstances>;
  /**
   * Get the refund for returning instances.
   *
   * Says what is paid back when instances are destroyed by TerminateInstances. Nothing is destroyed.
   *
   * @see
   *   https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=InquiryPriceTerminateInstances
   */
  readonly inquiryPriceTerminateInstances: OperationMethod<typeof inquiryPriceTerminateInstances>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ModifyChcAttribute
   */
  readonly modifyChcAttribute: OperationMethod<typeof modifyChcAttribute>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ModifyChcNetworkMode
   */
  readonly modifyChcNetworkMode: OperationMethod<typeof modifyChcNetworkMode>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ModifyDisasterRecoverGroupAttribute
   */
  readonly modifyDisasterRecoverGroupAttribute: OperationMethod<typeof modifyDisasterRecoverGroupAttribute>;
  /** See https://cloud.tencent.com/document/api/213/16475 */
  readonly modifyHostsAttribute: OperationMethod<typeof modifyHostsAttribute>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ModifyHpcClusterAttribute
   */
  readonly modifyHpcClusterAttribute: OperationMethod<typeof modifyHpcClusterAttribute>;
  /**
   * Change an image.
   *
   * Changes an image's attributes. Images shared by another account cannot be changed.
   *
   * @see https://cloud.tencent.com/document/api/213/15713
   */
  readonly modifyImageAttribute: OperationMethod<typeof modifyImageAttribute>;
  /**
   * Share or unshare an image.
   *
   * Shares an image with other accounts in the same region, or stops sharing it.
   *
   * @see https://cloud.tencent.com/document/api/213/15710
   */
  readonly modifyImageSharePermission: OperationMethod<typeof modifyImageSharePermission>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ModifyInstanceDiskType
   */
  readonly modifyInstanceDiskType: OperationMethod<typeof modifyInstanceDiskType>;
  /**
   * Change an attribute of instances.
   *
   * Changes one attribute of instances, to the same value for all. New security groups replace the old ones.
   * A new host name restarts the instances unless `AutoReboot` is false.
   *
   * @see https://cloud.tencent.com/document/api/213/15739
   */
  readonly modifyInstancesAttribute: OperationMethod<typeof modifyInstancesAttribute>;
  /** See https://cloud.tencent.com/document/api/213/17964 */
  readonly modifyInstancesChargeType: OperationMethod<typeof modifyInstancesChargeType>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ModifyInstancesDisasterRecoverGroup
   */
  readonly modifyInstancesDisasterRecoverGroup: OperationMethod<typeof modifyInstancesDisasterRecoverGroup>;
  /**
   * Move instances to another project.
   *
   * Moves instances to another project. One that is bound to a load balancer cannot be moved.
   *
   * @see https://cloud.tencent.com/document/api/213/15746
   */
  readonly modifyInstancesProject: OperationMethod<typeof modifyInstancesProject>;
  /** See https://cloud.tencent.com/document/api/213/15752 */
  readonly modifyInstancesRenewFlag: OperationMethod<typeof modifyInstancesRenewFlag>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ModifyInstancesVpcAttribute
   */
  readonly modifyInstancesVpcAttribute: OperationMethod<typeof modifyInstancesVpcAttribute>;
  /**
   * Change a key pair.
   *
   * Changes the name or the description of a key pair.
   *
   * @see https://cloud.tencent.com/document/api/213/15701
   */
  readonly modifyKeyPairAttribute: OperationMethod<typeof modifyKeyPairAttribute>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ModifyLaunchTemplateDefaultVersion
   */
  readonly modifyLaunchTemplateDefaultVersion: OperationMethod<typeof modifyLaunchTemplateDefaultVersion>;
  /**
   * See https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=ProgramFpgaImage
   */
  readonly programFpgaImage: OperationMethod<typeof programFpgaImage>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=PurchaseResourcePoolPacks
   */
  readonly purchaseResourcePoolPacks: OperationMethod<typeof purchaseResourcePoolPacks>;
  /**
   * Restart instances.
   *
   * Restarts instances. Only one that is RUNNING can be restarted; one that is not refuses the call. Whether
   * the others of a refused call were restarted is not documented: look.
   *
   * Success means accepted: the instances are REBOOTING and later RUNNING. A repeated call restarts again.
   *
   * @see https://cloud.tencent.com/document/api/213/15742
   */
  readonly rebootInstances: OperationMethod<typeof rebootInstances>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=RemoveChcAssistVpc
   */
  readonly removeChcAssistVpc: OperationMethod<typeof removeChcAssistVpc>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=RemoveChcDeployVpc
   */
  readonly removeChcDeployVpc: OperationMethod<typeof removeChcDeployVpc>;
  /** See https://cloud.tencent.com/document/api/213/16476 */
  readonly renewHosts: OperationMethod<typeof renewHosts>;
  /**
   * Renew prepaid instances.
   *
   * Buys further months for prepaid instances. A repeated call buys again.
   *
   * @see https://cloud.tencent.com/document/api/213/15740
   */
  readonly renewInstances: OperationMethod<typeof renewInstances>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=RepairTaskControl
   */
  readonly repairTaskControl: OperationMethod<typeof repairTaskControl>;
  /**
   * Reinstall an instance.
   *
   * Installs the operating system anew, from another image or from the same one. **All data on the system
   * disk is lost.** Without a password the service makes one and sends it to the account's messages.
   *
   * @see https://cloud.tencent.com/document/api/213/15724
   */
  readonly resetInstance: OperationMethod<typeof resetInstance>;
  /** See https://cloud.tencent.com/document/api/213/15721 */
  readonly resetInstancesInternetMaxBandwidth: OperationMethod<typeof resetInstancesInternetMaxBandwidth>;
  /**
   * Set the password of instances.
   *
   * Sets the password of a user of the operating system, the same for all instances. An instance has to be
   * STOPPED unless `ForceStop` is true, which shuts it down, by force if need be.
   *
   * @see https://cloud.tencent.com/document/api/213/15736
   */
  readonly resetInstancesPassword: OperationMethod<typeof resetInstancesPassword>;
  /**
   * Change the type of an instance.
   *
   * Gives an instance another type, that is other CPU, memory and price. A prepaid instance is charged for
   * the difference at once. One that is running is refused unless `ForceStop` is true. Afterwards it is
   * RUNNING.
   *
   * @see https://cloud.tencent.com/document/api/213/15744
   */
  readonly resetInstancesType: OperationMethod<typeof resetInstancesType>;
  /** See https://cloud.tencent.com/document/api/213/15731 */
  readonly resizeInstanceDisks: OperationMethod<typeof resizeInstanceDisks>;
  /**
   * Create and start instances.
   *
   * Buys instances, creates them and starts them. Prepaid ones are paid at once; for postpaid ones the price
   * of an hour is frozen.
   *
   * Success means accepted: the ids come at once, the instances are PENDING and later RUNNING, or
   * LAUNCH_FAILED. Without `ClientToken` a repeated call buys again.
   *
   * @see https://cloud.tencent.com/document/api/213/15730
   */
  readonly runInstances: OperationMethod<typeof runInstances>;
  /**
   * Start instances.
   *
   * Starts instances. Only one that is STOPPED can be started; one that is not refuses the call. Whether the
   * others of a refused call were started is not documented: look.
   *
   * Success means accepted: the instances are STARTING and later RUNNING. One that was stopped without costs
   * may fail to start when its zone has no room.
   *
   * @see https://cloud.tencent.com/document/api/213/15735
   */
  readonly startInstances: OperationMethod<typeof startInstances>;
  /**
   * Shut instances down.
   *
   * Shuts instances down. Only one that is RUNNING can be stopped; one that is not refuses the call. Whether
   * the others of a refused call were stopped is not documented: look.
   *
   * Success means accepted: the instances are STOPPING and later STOPPED. `StoppedMode: STOP_CHARGING` stops
   * the costs of CPU and memory as well, for postpaid instances with cloud disks only: the public IP is lost
   * unless it is an elastic one, and the room is not kept. Read `StopChargingMode` of the instance
   * afterwards: it alone says whether that was done.
   *
   * @see https://cloud.tencent.com/document/api/213/15743
   */
  readonly stopInstances: OperationMethod<typeof stopInstances>;
  /**
   * Copy an image to other regions.
   *
   * Copies one of the account's images to other regions, or copies an image shared by another account into
   * the account.
   *
   * @see https://cloud.tencent.com/document/api/213/15711
   */
  readonly syncImages: OperationMethod<typeof syncImages>;
  /**
   * Destroy instances.
   *
   * Destroys postpaid instances. A prepaid one goes to the recycle bin at the first call and is destroyed for
   * good by the second, so a repeated call is no harmless one.
   *
   * @see https://cloud.tencent.com/document/api/213/15723
   */
  readonly terminateInstances: OperationMethod<typeof terminateInstances>;
  /**
   * See
   * https://console.cloud.tencent.com/api/explorer?Product=cvm&Version=2017-03-12&Action=TerminateResourcePoolPacks
   */
  readonly terminateResourcePoolPacks: OperationMethod<typeof terminateResourcePoolPacks>;
}
