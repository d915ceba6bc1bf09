// Generated from specs/2.0/common.yaml and specs/2.0/image.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { OperationMethod } from '../../../model/descriptor.js';
import { createImage, deleteImages, describeImages, modifyImageAttributes } from './operations.gen.js';
export type {
  CreateImageInput,
  CreateImageOutput,
  DeleteImagesInput,
  DeleteImagesOutput,
  DescribeImagesInput,
  DescribeImagesOutput,
  ModifyImageAttributesInput,
  ModifyImageAttributesOutput,
} from './types.gen.js';

/** Every operation of Images of cloud virtual machines (2.0), by method name. */
export const imageOperations: {
  readonly [Name in keyof Image]: Image[Name]['operation'];
} = { createImage, deleteImages, describeImages, modifyImageAttributes };

/** Images of cloud virtual machines (2.0), every operation as a method. */
export interface Image {
  /**
   * Create an image of an instance.
   *
   * Creates an image of an instance. A second call creates a second image, or fails because of the name.
   *
   * Documented error codes: 4000, 4100, 4101, 4102, 4103, 4104, 4105, 4106, 4110, 4200, 4300, 4400, 4500,
   * 4600, 5000, 6000, 6100, 6200.
   *
   * - `imageName`: Name of the image; no other image may have it. Must be 1 to 16 letters, digits and
   *   hyphens.
   * - `instanceId`: Id of the instance, `unInstanceId` of DescribeInstances. Must be an instance id such as
   *   ins-09dx96dg.
   * - `imageDescription` (optional): What the image is for. At most 64 characters.
   *
   * @see
   *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E5%88%9B%E5%BB%BA%E8%87%AA%E5%AE%9A%E4%B9%89%E9%95%9C%E5%83%8F_en.md
   */
  readonly createImage: OperationMethod<typeof createImage>;
  /**
   * Delete images.
   *
   * Deletes images, with a result for each.
   *
   * Rejects with a `BatchError` when it did not work for every one of the resources.
   *
   * Documented error codes: 4000, 4100, 4101, 4102, 4103, 4104, 4105, 4106, 4110, 4200, 4300, 4400, 4500,
   * 4600, 5000, 5100, 5400, 6000, 6100, 6200.
   *
   * - `imageIds`: Ids of the images to delete. At most 100 items. No item twice. Each must be an image id
   *   such as img-31tjrtph.
   *
   * @see
   *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E5%88%A0%E9%99%A4%E9%95%9C%E5%83%8F_en.md
   */
  readonly deleteImages: OperationMethod<typeof deleteImages>;
  /**
   * List images.
   *
   * Lists images of one type with their details, one page at a time. Filters combine.
   *
   * Documented error codes: 4000, 4100, 4101, 4102, 4103, 4104, 4105, 4106, 4110, 4200, 4300, 4400, 4500,
   * 4600, 5000, 6000, 6100, 6200.
   *
   * - `imageType`: Only images of this type.
   * - `imageIds` (optional): Only the images with these ids. No item twice. Each must be an image id such
   *   as img-31tjrtph.
   * - `limit` (optional): Maximum number of images to return. From 1 to 100. Default: 20.
   * - `offset` (optional): Number of images to skip. Default: 0.
   * - `status` (optional): Only images in this status; 0 for all. Default: 0.
   *
   * @see
   *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E6%9F%A5%E8%AF%A2%E5%8F%AF%E7%94%A8%E7%9A%84%E9%95%9C%E5%83%8F%E5%88%97%E8%A1%A8_en.md
   */
  readonly describeImages: OperationMethod<typeof describeImages>;
  /**
   * Change an image's name or description.
   *
   * Changes the name or the description of an image. Omitted fields stay unchanged.
   *
   * Documented error codes: 4000, 4100, 4101, 4102, 4103, 4104, 4105, 4106, 4110, 4200, 4300, 4400, 4500,
   * 4600, 5000, 6000, 6100, 6200.
   *
   * - `imageId`: Id of the image. Must be an image id such as img-31tjrtph.
   * - `imageDescription` (optional): The new description. At most 64 characters.
   * - `imageName` (optional): The new name; no other image may have it. Must be 1 to 16 letters, digits and
   *   hyphens.
   *
   * @see
   *   https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E4%BF%AE%E6%94%B9%E9%95%9C%E5%83%8F%E5%B1%9E%E6%80%A7_en.md
   */
  readonly modifyImageAttributes: OperationMethod<typeof modifyImageAttributes>;
}
