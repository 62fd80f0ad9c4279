/** Made by scripts/generate-contracts.ts (`npm run generate`): SHA-256 of the code of each contract, by name and version. */
export const CONTRACT_CODE: Readonly<Record<string, string>> = {
  'hdms.activity/1': '42236e5f46c856c46398baf2d357e4127996ec4f982882588cebf74383ddaac2',
  'hdms.basis/1': 'ec452c0f22bf17e8df9ee6cb6170f84c5bfc8a99268a48e3f9314a675dae359d',
  'hdms.consent/1': '126db42c4193e7887ccccdf40349915b0e04d0f7d2f00ca8f52edc65c6eb6d42',
  'hdms.move/1': 'b96a28cbc13906b753ec2c152d14d0bbfd30392ac0b481e55dccf22955610b77',
  'hdms.order/1': 'fdac848175587e8341851b91947f8d8c804f8ec6164f1a857ba16fae3d45ab2c',
  'hdms.record/1': 'fdac848175587e8341851b91947f8d8c804f8ec6164f1a857ba16fae3d45ab2c',
  'hdms.sale/1': '213d7a787ce812b67bbfb6bbbeca8b58abbbe4307d6acb53d3cf76ff57802432',
  'hdms.token/2': '7b2852b3b5c6440d01fccf402254bcec0aec5f80652c33dae7740194e524d5d7',
}
