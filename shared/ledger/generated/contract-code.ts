/** Made by scripts/generate-contracts.ts (`npm run generate`): SHA-256 of the code of each contract, by name and version. */
export const CONTRACT_CODE: Readonly<Record<string, string>> = {
  'hdms.activity/1': '8813ae08fe18d504264dd70aeb65a90d2f0502641fd88974ddd22cec3921042d',
  'hdms.basis/1': '0e80575597810c5a5f7bb20e07ab0d4be1b7b5a5f35782ab27275d59d86052af',
  'hdms.consent/1': 'a9e19f0719ab3a7009405c0abc1a1cda73f4b49ec939fd12583e5f5d01455ce0',
  'hdms.move/1': 'ed6a57bb9a53fbc17b4577d05089d7494df9f3f35f55093bc64d4c7397074ff2',
  'hdms.order/1': 'dfc52413b227f31ccbb92898de40ab8583430234ecb46ee7c56ba663dd0631a0',
  'hdms.record/1': 'dfc52413b227f31ccbb92898de40ab8583430234ecb46ee7c56ba663dd0631a0',
  'hdms.sale/1': '68ee714c03dd90ff5f8a0cef54578652c49e91d0c45c5fb794117ddac504a261',
  'hdms.token/2': '79c34232f573f70313d17db2a050c92e3980385f94aafa7a479e2f72c3b34451',
}
