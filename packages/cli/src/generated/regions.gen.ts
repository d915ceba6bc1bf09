// Generated from specs/2.0/common.yaml, specs/3.0/common.yaml and specs/succession/cvm.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate
// @ts-nocheck: plain data, checked against its types by the tests of the generator

/** Every region that the specs name, and its short name where there is one. There may be others. */
export const regions: readonly { readonly id: string; readonly short?: string }[] = [
  { id: 'ap-guangzhou', short: 'gz' },
  { id: 'ap-beijing', short: 'bj' },
  { id: 'ap-shanghai', short: 'sh' },
  { id: 'ap-chengdu', short: 'cd' },
  { id: 'ap-hongkong', short: 'hk' },
  { id: 'ap-singapore', short: 'sg' },
  { id: 'ap-seoul', short: 'kr' },
  { id: 'eu-frankfurt', short: 'de' },
  { id: 'na-toronto', short: 'ca' },
  { id: 'na-siliconvalley', short: 'usw' },
  { id: 'ap-shanghai-fsi', short: 'shjr' },
  { id: 'ap-shenzhen-fsi', short: 'szjr' },
  { id: 'ap-guangzhou-open', short: 'gzopen' },
  { id: 'ap-chongqing', short: 'cq' },
  { id: 'na-ashburn', short: 'use' },
  { id: 'ap-mumbai', short: 'in' },
  { id: 'ap-bangkok', short: 'th' },
  { id: 'ap-tokyo', short: 'jp' },
  { id: 'eu-moscow', short: 'ru' },
  { id: 'ap-nanjing', short: 'nj' },
  { id: 'ap-tianjin', short: 'tsn' },
  { id: 'ap-taipei', short: 'tpe' },
  { id: 'ap-shenzhen', short: 'szx' },
  { id: 'ap-qingyuan', short: 'qy' },
  { id: 'ap-beijing-fsi', short: 'bjjr' },
  { id: 'ap-jakarta', short: 'jkt' },
  { id: 'sa-saopaulo', short: 'sao' },
  { id: 'ap-guiyang', short: 'gy' },
];
