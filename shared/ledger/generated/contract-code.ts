/** Made by scripts/generate-contracts.ts (`npm run generate`): SHA-256 of the code of each contract, by name and version. */
export const CONTRACT_CODE: Readonly<Record<string, string>> = {
  'hdms.activity/1': '8db901f6cd2f972e03f2db93f2a4c0cbb2295664a9fdefba54f046bdb05e65cc',
  'hdms.basis/1': '6ca5d038821471e91795fae0d66cdee8404bafa4e43ee0e10c9bea4559b27523',
  'hdms.consent/1': '99c06c91a6ca38f6024e30e657e9f542091d798a8aad121acd4b503bed85187f',
  'hdms.move/1': 'b96a28cbc13906b753ec2c152d14d0bbfd30392ac0b481e55dccf22955610b77',
  'hdms.order/1': 'fdac848175587e8341851b91947f8d8c804f8ec6164f1a857ba16fae3d45ab2c',
  'hdms.record/1': 'fdac848175587e8341851b91947f8d8c804f8ec6164f1a857ba16fae3d45ab2c',
  'hdms.sale/1': '944ce75582337e6485ff2cacd4741ec01148f6fdec612ca27228ecb57b1fd817',
  'hdms.token/2': '7b2852b3b5c6440d01fccf402254bcec0aec5f80652c33dae7740194e524d5d7',
}
