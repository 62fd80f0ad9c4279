/** Made by scripts/generate-contracts.ts (`npm run generate`): SHA-256 of the code of each contract, by name and version. */
export const CONTRACT_CODE: Readonly<Record<string, string>> = {
  'hdms.activity/1': '0af98c727e30f19bf2d8b92ad8e63a35c0ed9b8f1ded237f125a07b40e7f889f',
  'hdms.basis/1': '521fc26c7aec4fd49d6b9df666f9953bf734de0fce537aba9468c151e89ccbf8',
  'hdms.consent/1': '30ed39ecfa2d8a50fe788198fefe15252cd142624102e383927860b1d1aad0f3',
  'hdms.move/1': '99da4d315511b243e327d459614d5ff37ab6288bcc477a48cf79af79a0856eed',
  'hdms.order/1': '06c7ede43e42c00d7df7bd3d000aa7d8995640b2ffbfeb5be31f6a4e05c9c234',
  'hdms.record/1': '06c7ede43e42c00d7df7bd3d000aa7d8995640b2ffbfeb5be31f6a4e05c9c234',
  'hdms.sale/1': 'e63f63a331e8910c35b9b060982dd4c1e05af746d725be5381c4a1ac777ba751',
  'hdms.token/2': 'cd05a6e624d8e62b7505d8e7331ec2766bb593e9dd9638749adb5d166a9c5900',
  'hdms.upgrade/1': '99da4d315511b243e327d459614d5ff37ab6288bcc477a48cf79af79a0856eed',
}
