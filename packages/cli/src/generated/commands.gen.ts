// Generated from specs/2.0/common.yaml, specs/2.0/cvm.yaml and specs/2.0/image.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate
// @ts-nocheck: plain data, checked against its types by the tests of the generator

import type { CommandDescriptor } from '../command.js';

/** Every operation as a command, by name. */
export const commands: readonly CommandDescriptor[] = [
  {
    name: 'create-image',
    action: 'CreateImage',
    method: 'createImage',
    service: 'image',
    endpoint: 'https://image.api.qcloud.com/v2/index.php',
    summary: 'Create an image of an instance',
    description:
      'Creates an image of an instance. A second call creates a second image, or fails because of the name.',
    effect: 'change',
    options: [
      {
        parameter: 'imageName',
        option: 'image-name',
        kind: 'string',
        required: true,
        description: 'Name of the image; no other image may have it.',
      },
      {
        parameter: 'instanceId',
        option: 'instance-id',
        kind: 'string',
        required: true,
        description: 'Id of the instance, `unInstanceId` of DescribeInstances.',
      },
      {
        parameter: 'imageDescription',
        option: 'image-description',
        kind: 'string',
        description: 'What the image is for.',
      },
    ],
    errors: [
      '4000', '4100', '4101', '4102', '4103', '4104', '4105', '4106', '4110', '4200', '4300', '4400', '4500',
      '4600', '5000', '6000', '6100', '6200',
    ],
    source: 'https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E5%88%9B%E5%BB%BA%E8%87%AA%E5%AE%9A%E4%B9%89%E9%95%9C%E5%83%8F_en.md',
  },
  {
    name: 'delete-images',
    action: 'DeleteImages',
    method: 'deleteImages',
    service: 'image',
    endpoint: 'https://image.api.qcloud.com/v2/index.php',
    summary: 'Delete images',
    description: 'Deletes images, with a result for each.',
    effect: 'change',
    batchIds: 'imageIds',
    options: [
      {
        parameter: 'imageIds',
        option: 'image-ids',
        kind: 'strings',
        required: true,
        maxItems: 100,
        description: 'Ids of the images to delete.',
      },
    ],
    errors: [
      '4000', '4100', '4101', '4102', '4103', '4104', '4105', '4106', '4110', '4200', '4300', '4400', '4500',
      '4600', '5000', '5100', '5400', '6000', '6100', '6200',
    ],
    source: 'https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E5%88%A0%E9%99%A4%E9%95%9C%E5%83%8F_en.md',
  },
  {
    name: 'describe-images',
    action: 'DescribeImages',
    method: 'describeImages',
    service: 'image',
    endpoint: 'https://image.api.qcloud.com/v2/index.php',
    summary: 'List images',
    description: 'Lists images of one type with their details, one page at a time. Filters combine.',
    effect: 'read',
    pageItems: 'imageSet',
    itemFields: [
      'unImgId', 'createTime', 'creator', 'imageDescription', 'imageName', 'imageType', 'osName', 'status',
    ],
    options: [
      {
        parameter: 'imageType',
        option: 'image-type',
        kind: 'integer',
        required: true,
        minimum: 0,
        description: 'Only images of this type.',
      },
      {
        parameter: 'imageIds',
        option: 'image-ids',
        kind: 'strings',
        description: 'Only the images with these ids.',
      },
      {
        parameter: 'limit',
        option: 'limit',
        kind: 'integer',
        minimum: 1,
        maximum: 100,
        default: 20,
        description: 'Maximum number of images to return.',
      },
      {
        parameter: 'offset',
        option: 'offset',
        kind: 'integer',
        minimum: 0,
        default: 0,
        description: 'Number of images to skip.',
      },
      {
        parameter: 'status',
        option: 'status',
        kind: 'integer',
        minimum: 0,
        default: 0,
        description: 'Only images in this status; 0 for all.',
      },
    ],
    errors: [
      '4000', '4100', '4101', '4102', '4103', '4104', '4105', '4106', '4110', '4200', '4300', '4400', '4500',
      '4600', '5000', '6000', '6100', '6200',
    ],
    source: 'https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E6%9F%A5%E8%AF%A2%E5%8F%AF%E7%94%A8%E7%9A%84%E9%95%9C%E5%83%8F%E5%88%97%E8%A1%A8_en.md',
  },
  {
    name: 'describe-instances',
    action: 'DescribeInstances',
    method: 'describeInstances',
    service: 'cvm',
    endpoint: 'https://cvm.api.qcloud.com/v2/index.php',
    summary: 'List instances',
    description:
      'Lists instances with all their details, one page at a time. Filters combine; without any, every ' +
      'instance of the region is listed. An empty list of ids is therefore never sent: it would mean "all".',
    effect: 'read',
    pageItems: 'instanceSet',
    itemFields: [
      'status', 'unInstanceId', 'autoRenew', 'bandwidth', 'cpu', 'createTime', 'cvmPayMode', 'deadlineTime',
      'deviceClass', 'diskInfo', 'diskInfo.rootId', 'diskInfo.rootSize', 'diskInfo.rootType',
      'diskInfo.storageId', 'diskInfo.storageSize', 'diskInfo.storageType', 'imageId', 'imageType',
      'instanceId', 'instanceName', 'isVpcGateway', 'lanIp', 'mem', 'networkPayMode', 'os', 'projectId',
      'Region', 'statusTime', 'subnetId', 'unImgId', 'uuid', 'vpcId', 'wanIpSet', 'zoneId', 'zoneName',
    ],
    options: [
      {
        parameter: 'instanceIds',
        option: 'instance-ids',
        kind: 'strings',
        maxItems: 100,
        description: 'Only the instances with these ids. At most 100.',
      },
      {
        parameter: 'lanIps',
        option: 'lan-ips',
        kind: 'strings',
        description: 'Only the instances with these IPs, private, public or elastic.',
      },
      {
        parameter: 'limit',
        option: 'limit',
        kind: 'integer',
        minimum: 1,
        maximum: 100,
        default: 20,
        description: 'Maximum number of instances to return.',
      },
      {
        parameter: 'offset',
        option: 'offset',
        kind: 'integer',
        minimum: 0,
        default: 0,
        description: 'Number of instances to skip.',
      },
      {
        parameter: 'projectId',
        option: 'project-id',
        kind: 'integer',
        minimum: 0,
        description: 'Only the instances of this project; 0 is the default project.',
      },
      {
        parameter: 'searchWord',
        option: 'search-word',
        kind: 'string',
        description: 'Only the instances whose name contains this word.',
      },
      {
        parameter: 'simplify',
        option: 'simplify',
        kind: 'integer',
        values: [0, 1],
        description:
          '1 to accept slightly outdated data for a faster response. From an older version of the page.',
      },
      {
        parameter: 'status',
        option: 'status',
        kind: 'integer',
        known: [
          { value: -1, name: 'creationFailed' },
          { value: 1, name: 'failure' },
          { value: 2, name: 'running' },
          { value: 3, name: 'creating' },
          { value: 4, name: 'shutDown' },
          { value: 5, name: 'returned' },
          { value: 6, name: 'returning' },
          { value: 7, name: 'rebooting' },
          { value: 8, name: 'starting' },
          { value: 9, name: 'shuttingDown' },
          { value: 10, name: 'resettingPassword' },
          { value: 11, name: 'formatting' },
          { value: 12, name: 'makingImage' },
          { value: 13, name: 'settingBandwidth' },
          { value: 14, name: 'reinstallingSystem' },
          { value: 15, name: 'bindingDomain' },
          { value: 16, name: 'unbindingDomain' },
          { value: 17, name: 'bindingLoadBalancer' },
          { value: 18, name: 'unbindingLoadBalancer' },
          { value: 19, name: 'upgrading' },
          { value: 20, name: 'deliveringKey' },
        ],
        description: 'Only the instances in this status.',
      },
      {
        parameter: 'zoneId',
        option: 'zone-id',
        kind: 'integer',
        minimum: 0,
        description: 'Only the instances in this availability zone.',
      },
    ],
    errors: [
      '4000', '4100', '4101', '4102', '4103', '4104', '4105', '4106', '4110', '4200', '4300', '4400', '4500',
      '4600', '5000', '6000', '6100', '6200',
    ],
    source: 'https://cloud.tencent.com/doc/api/229/831',
  },
  {
    name: 'modify-image-attributes',
    action: 'ModifyImageAttributes',
    method: 'modifyImageAttributes',
    service: 'image',
    endpoint: 'https://image.api.qcloud.com/v2/index.php',
    summary: "Change an image's name or description",
    description: 'Changes the name or the description of an image. Omitted fields stay unchanged.',
    effect: 'change',
    options: [
      {
        parameter: 'imageId',
        option: 'image-id',
        kind: 'string',
        required: true,
        description: 'Id of the image.',
      },
      {
        parameter: 'imageDescription',
        option: 'image-description',
        kind: 'string',
        description: 'The new description.',
      },
      {
        parameter: 'imageName',
        option: 'image-name',
        kind: 'string',
        description: 'The new name; no other image may have it.',
      },
    ],
    errors: [
      '4000', '4100', '4101', '4102', '4103', '4104', '4105', '4106', '4110', '4200', '4300', '4400', '4500',
      '4600', '5000', '6000', '6100', '6200',
    ],
    source: 'https://github.com/tencentyun/intlcloud-documents/blob/master/product/%E8%AE%A1%E7%AE%97/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8/API%20%E6%96%87%E6%A1%A3/%E4%BA%91%E6%9C%8D%E5%8A%A1%E5%99%A8API%EF%BC%88%E6%97%A7%E7%89%88%EF%BC%89/%E9%95%9C%E5%83%8F%E7%9B%B8%E5%85%B3%E6%8E%A5%E5%8F%A3/%E4%BF%AE%E6%94%B9%E9%95%9C%E5%83%8F%E5%B1%9E%E6%80%A7_en.md',
  },
  {
    name: 'restart-instances',
    action: 'RestartInstances',
    method: 'restartInstances',
    service: 'cvm',
    endpoint: 'https://cvm.api.qcloud.com/v2/index.php',
    summary: 'Restart instances',
    description:
      'Restarts one or more instances. Programs in the guest can make the ordinary shutdown fail; ' +
      '`forceStop: 1` then falls back to a forced one. A second call restarts a second time, so nothing ' +
      'repeats it after an unclear failure.\n\nSuccess means accepted: the instance is rebooting (7) and ' +
      'later running (2). DescribeInstances shows when.',
    effect: 'change',
    batchIds: 'instanceIds',
    options: [
      {
        parameter: 'instanceIds',
        option: 'instance-ids',
        kind: 'strings',
        required: true,
        maxItems: 100,
        description: 'Ids of the instances to restart, `unInstanceId` of DescribeInstances. At most 100.',
      },
      {
        parameter: 'forceStop',
        option: 'force-stop',
        kind: 'integer',
        values: [0, 1],
        default: 0,
        description:
          '0: ordinary shutdown first. 1: forced shutdown, like a power-off, if the ordinary one fails.',
      },
    ],
    errors: [
      '4000', '4100', '4101', '4102', '4103', '4104', '4105', '4106', '4110', '4200', '4300', '4400', '4500',
      '4600', '5000', '5100', '5400', '6000', '6100', '6200', 'OperationConstraints.InvaildInstanceStatus',
    ],
    source: 'https://cloud.tencent.com/document/api/213/1247',
  },
  {
    name: 'start-instances',
    action: 'StartInstances',
    method: 'startInstances',
    service: 'cvm',
    endpoint: 'https://cvm.api.qcloud.com/v2/index.php',
    summary: 'Start instances',
    description:
      'Starts one or more instances. Only an instance that is shut down can be started; for one in any ' +
      'other status the call reports an error for that instance.\n\nSuccess means accepted: the instance ' +
      'is starting (8) and later running (2). DescribeInstances shows when.',
    effect: 'change',
    batchIds: 'instanceIds',
    options: [
      {
        parameter: 'instanceIds',
        option: 'instance-ids',
        kind: 'strings',
        required: true,
        maxItems: 100,
        description: 'Ids of the instances to start, `unInstanceId` of DescribeInstances. At most 100.',
      },
    ],
    errors: [
      '4000', '4100', '4101', '4102', '4103', '4104', '4105', '4106', '4110', '4200', '4300', '4400', '4500',
      '4600', '5000', '5100', '5400', '6000', '6100', '6200', 'OperationConstraints.InvaildInstanceStatus',
    ],
    source: 'https://cloud.tencent.com/document/api/213/1249',
  },
  {
    name: 'stop-instances',
    action: 'StopInstances',
    method: 'stopInstances',
    service: 'cvm',
    endpoint: 'https://cvm.api.qcloud.com/v2/index.php',
    summary: 'Shut instances down',
    description:
      'Shuts one or more instances down. Only a running instance can be stopped; for one in any other ' +
      'status the call reports an error for that instance. Programs in the guest can make an ordinary ' +
      'shutdown fail; `forceStop: 1` then falls back to a forced one.\n\nSuccess means accepted: the ' +
      'instance is shutting down (9) and later shut down (4). DescribeInstances shows when.',
    effect: 'change',
    batchIds: 'instanceIds',
    options: [
      {
        parameter: 'instanceIds',
        option: 'instance-ids',
        kind: 'strings',
        required: true,
        maxItems: 100,
        description: 'Ids of the instances to shut down, `unInstanceId` of DescribeInstances. At most 100.',
      },
      {
        parameter: 'forceStop',
        option: 'force-stop',
        kind: 'integer',
        values: [0, 1],
        default: 0,
        description: '0: ordinary shutdown. 1: forced shutdown, like a power-off, if the ordinary one fails.',
      },
    ],
    errors: [
      '4000', '4100', '4101', '4102', '4103', '4104', '4105', '4106', '4110', '4200', '4300', '4400', '4500',
      '4600', '5000', '5100', '5400', '6000', '6100', '6200', 'OperationConstraints.InvaildInstanceStatus',
    ],
    source: 'https://cloud.tencent.com/document/api/213/1250',
  },
];
