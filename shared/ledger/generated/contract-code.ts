/** Made by scripts/generate-contracts.ts (`npm run generate`): SHA-256 of the code of each contract, by name and version. */
export const CONTRACT_CODE: Readonly<Record<string, string>> = {
  'hdms.activity/1': '9929c10daaf1128e814cbb6510a5b8388141a3127a737eb54148466fbf0dd8eb',
  'hdms.basis/1': '2391aba1f96dffcd84175643317c6ed8aa2f39bca167f708804da9656d96674c',
  'hdms.consent/1': '5645eca230ad3e8b82d5a4788e4254cd24cc4caafa2a2a48f450e25fd51caac5',
  'hdms.move/1': '010d1326c6f01c0c4a73e8ad0df8adfebe557c88c0ba58827c987f811e7d37e9',
  'hdms.order/1': '5856dc85c282e8beb3e7a31b963394dcb283d66af63461d54a605bafdb88602f',
  'hdms.record/1': '5856dc85c282e8beb3e7a31b963394dcb283d66af63461d54a605bafdb88602f',
  'hdms.sale/1': 'd069f251bdf5f906fb2bba2889518690f04318562779cf3eca22679feb5f6fc9',
  'hdms.token/2': '55c1ce95e197d92080ef1732360fbf2bc4a1ca0f6666a88fa2965618ea85de77',
  'hdms.upgrade/1': '010d1326c6f01c0c4a73e8ad0df8adfebe557c88c0ba58827c987f811e7d37e9',
}
