/** What is said of an instance and only API 3.0 knows; what is left out is derived. */
export interface NewerFields {
  /** Such as `S5.LARGE8`. */
  readonly instanceType?: string;
  /** Such as `SPOTPAID`, where API 2.0 knows nothing nearer than "by use". */
  readonly chargeType?: string;
  readonly renewFlag?: string;
  readonly hostName?: string;
  readonly vpcId?: string;
  readonly subnetId?: string;
  readonly hostId?: string;
  readonly securityGroupIds?: readonly string[];
  readonly keyIds?: readonly string[];
  readonly tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly camRoleName?: string;
  readonly disableApiTermination?: boolean;
  readonly systemDiskType?: string;
  readonly dataDisks?: readonly { readonly type: string; readonly size: number; readonly id: string }[];
  readonly internetChargeType?: string;
  /** How often its public address was given back, by a stop that costs nothing. */
  readonly releasedAddresses?: number;
}
