/** Made by scripts/generate-contracts.ts (`npm run generate`): SHA-256 of the code of each contract, by name and version. */
export const CONTRACT_CODE: Readonly<Record<string, string>> = {
  'hdms.activity/1': '4bb2ad86a86393cdff479fbf3ef9bb64d23a1fdd3123fd917ad625182d46334d',
  'hdms.basis/1': '44225db878781ac79e878b81b67aceae314bb958702038860ae5e62a3d8bfa2b',
  'hdms.consent/1': '4026333e4f685e568864e8ffc25f0abdc74bec49a83fc431dc4dcab27bf47207',
  'hdms.move/1': 'fe330892cae41b8f8286f9490c679031cc432925bf8b3832064323fe473ea3f4',
  'hdms.order/1': '5ba854f952fbf00a3634d43c002d247c72c13a60cace548783c9128891963e42',
  'hdms.record/1': '5ba854f952fbf00a3634d43c002d247c72c13a60cace548783c9128891963e42',
  'hdms.sale/1': '0b5e7e45b21a5e4f87d8d02b680f41b750fc5cebf016582defc20d3272936b91',
  'hdms.token/2': '488171b127a975b9d59516d3ebded6db59f3c52712ffcc2612abc5ea9cc00962',
  'hdms.upgrade/1': 'fe330892cae41b8f8286f9490c679031cc432925bf8b3832064323fe473ea3f4',
}
