// Generated from specs/3.0/common.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

/** The documented regions of API 3.0. */
export const regions: readonly { readonly id: string; readonly name: string }[] = [
  { id: 'ap-bangkok', name: 'Bangkok' },
  { id: 'ap-beijing', name: 'Beijing' },
  { id: 'ap-beijing-fsi', name: 'Beijing Finance' },
  { id: 'ap-chengdu', name: 'Chengdu' },
  { id: 'ap-chongqing', name: 'Chongqing' },
  { id: 'ap-guangzhou', name: 'Guangzhou' },
  { id: 'ap-hongkong', name: 'Hong Kong' },
  { id: 'ap-jakarta', name: 'Jakarta' },
  { id: 'ap-nanjing', name: 'Nanjing' },
  { id: 'ap-seoul', name: 'Seoul' },
  { id: 'ap-shanghai', name: 'Shanghai' },
  { id: 'ap-shanghai-fsi', name: 'Shanghai Finance' },
  { id: 'ap-shenzhen-fsi', name: 'Shenzhen Finance' },
  { id: 'ap-singapore', name: 'Singapore' },
  { id: 'ap-tokyo', name: 'Tokyo' },
  { id: 'eu-frankfurt', name: 'Frankfurt' },
  { id: 'na-ashburn', name: 'Ashburn' },
  { id: 'na-siliconvalley', name: 'Silicon Valley' },
  { id: 'na-toronto', name: 'Toronto' },
  { id: 'sa-saopaulo', name: 'São Paulo' },
];
