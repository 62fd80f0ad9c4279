/** Made by scripts/generate-contracts.ts (`npm run generate`): SHA-256 of the code of each contract, by name and version. */
export const CONTRACT_CODE: Readonly<Record<string, string>> = {
  'hdms.activity/1': '7f859fc6b6b1dca1e1161ce82e8ebf0eff76eca7eaf47885ea657ecec51982b7',
  'hdms.basis/1': '3ee0a1b44a4aa03b62650f425c2d39b796200634c0abd6ed5e372c3b7e2cd560',
  'hdms.consent/1': 'd0c70581560376a23108e3e702537a701296084073df86ce77c2352ba00cb402',
  'hdms.move/1': 'd575f8486e8cd97925bd32c49e06559c493e0ae94e44e8d161e8942ada5db286',
  'hdms.order/1': 'e32f365e2431869400bcd4aee003a28211edf7a22a493ff8af6f937cf4f8a83f',
  'hdms.record/1': 'e32f365e2431869400bcd4aee003a28211edf7a22a493ff8af6f937cf4f8a83f',
  'hdms.sale/1': '5ea9784d36025a8c9d62c899ff92ed5c14a5755240bde092cd69508dad83efce',
  'hdms.token/2': '1f6501e4f9078b013d1d0c9a19b78749aeb0ba5b522c1b08ed42ea50b8744d02',
  'hdms.upgrade/1': 'd575f8486e8cd97925bd32c49e06559c493e0ae94e44e8d161e8942ada5db286',
}
