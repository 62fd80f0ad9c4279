/** Made by scripts/generate-contracts.ts (`npm run generate`): SHA-256 of the code of each contract, by name and version. */
export const CONTRACT_CODE: Readonly<Record<string, string>> = {
  'hdms.activity/1': '8db901f6cd2f972e03f2db93f2a4c0cbb2295664a9fdefba54f046bdb05e65cc',
  'hdms.basis/1': '6ca5d038821471e91795fae0d66cdee8404bafa4e43ee0e10c9bea4559b27523',
  'hdms.consent/1': 'b428a5d04923dbdef5fbb53b7f5128c5e92a09b42e7701410095f3227f0b1f68',
  'hdms.move/1': 'b96a28cbc13906b753ec2c152d14d0bbfd30392ac0b481e55dccf22955610b77',
  'hdms.order/1': 'fdac848175587e8341851b91947f8d8c804f8ec6164f1a857ba16fae3d45ab2c',
  'hdms.record/1': 'fdac848175587e8341851b91947f8d8c804f8ec6164f1a857ba16fae3d45ab2c',
  'hdms.sale/1': 'f24b9eeba12ee88e2471e96295d80089e9cc77b67081724dffb7824062cff9b7',
  'hdms.token/2': '7b2852b3b5c6440d01fccf402254bcec0aec5f80652c33dae7740194e524d5d7',
}
