// Generated from specs/2.0/common.yaml and specs/2.0/image.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { BatchResult, BatchResults } from '../../2.0.gen.js';
export type { BatchResult, BatchResults };

/**
 * Parameters of CreateImage.
 *
 * @see
 *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E5%88%9B%E5%BB%BA%E8%87%AA%E5%AE%9A%E4%B9%89%E9%95%9C%E5%83%8F_en.md
 */
export interface CreateImageInput {
  /** Name of the image; no other image may have it. Must be 1 to 16 letters, digits and hyphens. */
  readonly imageName: ImageName;
  /**
   * Id of the instance, `unInstanceId` of DescribeInstances.
   *
   * Must be an instance id such as ins-09dx96dg.
   */
  readonly instanceId: string;
  /** What the image is for. At most 64 characters. */
  readonly imageDescription?: string;
}

/**
 * Result of CreateImage.
 *
 * @see
 *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E5%88%9B%E5%BB%BA%E8%87%AA%E5%AE%9A%E4%B9%89%E9%95%9C%E5%83%8F_en.md
 */
export interface CreateImageOutput {
  /** Id of the task that creates the image. */
  readonly requestId: number;
}

/**
 * Parameters of DeleteImages.
 *
 * @see
 *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E5%88%A0%E9%99%A4%E9%95%9C%E5%83%8F_en.md
 */
export interface DeleteImagesInput {
  /**
   * Ids of the images to delete.
   *
   * At most 100 items. No item twice. Each must be an image id such as img-31tjrtph.
   */
  readonly imageIds: readonly ImageId[];
}

/**
 * Result of DeleteImages.
 *
 * @see
 *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E5%88%A0%E9%99%A4%E9%95%9C%E5%83%8F_en.md
 */
export interface DeleteImagesOutput {
  /** One result for each image, by its id. */
  readonly detail: BatchResults;
}

/**
 * Parameters of DescribeImages.
 *
 * @see
 *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E6%9F%A5%E8%AF%A2%E5%8F%AF%E7%94%A8%E7%9A%84%E9%95%9C%E5%83%8F%E5%88%97%E8%A1%A8_en.md
 */
export interface DescribeImagesInput {
  /** Only images of this type. */
  readonly imageType: number;
  /** Only the images with these ids. No item twice. Each must be an image id such as img-31tjrtph. */
  readonly imageIds?: readonly ImageId[];
  /** Maximum number of images to return. From 1 to 100. Default: 20. */
  readonly limit?: number;
  /** Number of images to skip. Default: 0. */
  readonly offset?: number;
  /** Only images in this status; 0 for all. Default: 0. */
  readonly status?: number;
}

/**
 * Result of DescribeImages.
 *
 * @see
 *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E6%9F%A5%E8%AF%A2%E5%8F%AF%E7%94%A8%E7%9A%84%E9%95%9C%E5%83%8F%E5%88%97%E8%A1%A8_en.md
 */
export interface DescribeImagesOutput {
  /** The images of this page. */
  readonly imageSet: readonly ImageDetails[];
  /** Total number of images that match the filters. */
  readonly totalCount: number;
}

/**
 * One image, as DescribeImages lists it.
 *
 * @see
 *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E6%9F%A5%E8%AF%A2%E5%8F%AF%E7%94%A8%E7%9A%84%E9%95%9C%E5%83%8F%E5%88%97%E8%A1%A8_en.md
 */
export interface ImageDetails {
  /** Id of the image. Must be an image id such as img-31tjrtph. */
  readonly unImgId: ImageId;
  /** When the image was created, `YYYY-MM-DD hh:mm:ss`, China time (UTC+8). */
  readonly createTime?: string;
  /** Id of the account that created it. */
  readonly creator?: string;
  /** What it is for. */
  readonly imageDescription?: string;
  /** Name of the image. */
  readonly imageName?: string;
  /** Type of the image. */
  readonly imageType?: number;
  /** Name of its operating system. */
  readonly osName?: string;
  /** Status of the image. */
  readonly status?: number;
}

/**
 * Id of an image, `unImgId` of DescribeImages. Must be an image id such as img-31tjrtph.
 *
 * @see
 *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E6%9F%A5%E8%AF%A2%E5%8F%AF%E7%94%A8%E7%9A%84%E9%95%9C%E5%83%8F%E5%88%97%E8%A1%A8_en.md
 */
export type ImageId = string;

/**
 * Name of an image. Must be 1 to 16 letters, digits and hyphens.
 *
 * @see
 *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E5%88%9B%E5%BB%BA%E8%87%AA%E5%AE%9A%E4%B9%89%E9%95%9C%E5%83%8F_en.md
 */
export type ImageName = string;

/**
 * Parameters of ModifyImageAttributes.
 *
 * @see
 *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E4%BF%AE%E6%94%B9%E9%95%9C%E5%83%8F%E5%B1%9E%E6%80%A7_en.md
 */
export interface ModifyImageAttributesInput {
  /** Id of the image. Must be an image id such as img-31tjrtph. */
  readonly imageId: ImageId;
  /** The new description. At most 64 characters. */
  readonly imageDescription?: string;
  /** The new name; no other image may have it. Must be 1 to 16 letters, digits and hyphens. */
  readonly imageName?: ImageName;
}

/**
 * Result of ModifyImageAttributes.
 *
 * @see
 *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E4%BF%AE%E6%94%B9%E9%95%9C%E5%83%8F%E5%B1%9E%E6%80%A7_en.md
 */
export type ModifyImageAttributesOutput = { readonly [name: string]: never };
