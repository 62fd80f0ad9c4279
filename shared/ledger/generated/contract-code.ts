/** Made by scripts/generate-contracts.ts (`npm run generate`): SHA-256 of the code of each contract, by name and version. */
export const CONTRACT_CODE: Readonly<Record<string, string>> = {
  'hdms.activity/1': '5adea7fbe0a68eaebd340495b6a464b8d1649a2278fcec32095fcb892f14df17',
  'hdms.basis/1': 'd990244c0d39fd0ed8c9c497c012bcc03ae3a2c92d71d2e6165cab70c00a7e68',
  'hdms.consent/1': '8e7041f66105e3a193392b409c515a4ea835e815c8af47d27f81733cd898f5f0',
  'hdms.move/1': 'b96a28cbc13906b753ec2c152d14d0bbfd30392ac0b481e55dccf22955610b77',
  'hdms.order/1': 'fdac848175587e8341851b91947f8d8c804f8ec6164f1a857ba16fae3d45ab2c',
  'hdms.record/1': 'fdac848175587e8341851b91947f8d8c804f8ec6164f1a857ba16fae3d45ab2c',
  'hdms.sale/1': 'b465f16690cb71809681cbf44ee9f273023c68586886b10c69ea2427c78c482d',
  'hdms.token/2': '7b2852b3b5c6440d01fccf402254bcec0aec5f80652c33dae7740194e524d5d7',
}
