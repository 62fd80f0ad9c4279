/** How much a randomised test does: a short share in `npm test`, the whole in `npm run long`. */
export const isLong: boolean = process.env['HDMS_LONG'] === '1'
export const rounds = (short: number, long: number): number => (isLong ? long : short)
