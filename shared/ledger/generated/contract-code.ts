/** Made by scripts/generate-contracts.ts (`npm run generate`): SHA-256 of the code of each contract, by name and version. */
export const CONTRACT_CODE: Readonly<Record<string, string>> = {
  'hdms.activity/1': '04546fa3239c256a90d88907094e07760b6abfdf0770e0c95061b1a6656a9c0b',
  'hdms.basis/1': '6a8aae7dc0125077458b9a80b2efab25f8411531b6194ffb6789637fa026503b',
  'hdms.consent/1': 'f6520de7e274cb6272ab5c98cbec3293800270428d809bfad55736cedbeea758',
  'hdms.move/1': 'ab84d3d673cc3b8a1a62cb54e3421235e639ce92d611118db1832b613c3694f1',
  'hdms.order/1': 'f6f28bf503b82958d49a9c56f2fd886a41666e21995863248c34ca316f0a2ec1',
  'hdms.record/1': 'f6f28bf503b82958d49a9c56f2fd886a41666e21995863248c34ca316f0a2ec1',
  'hdms.sale/1': '23b6671ee9d3fcb9c75799d34d4935293c1e7abd3e6af7962ac9a3a594b0e903',
  'hdms.token/2': '43acee88882c433cab14fa9f0b80947552cbbe32dd8ab6b705ffa16a22c13f8c',
  'hdms.upgrade/1': 'ab84d3d673cc3b8a1a62cb54e3421235e639ce92d611118db1832b613c3694f1',
}
