/** How much a randomised test does: a short share in `npm test`, the whole in `npm run long`. */
export const isLong: boolean = process.env['HDMS_LONG'] === '1'
export const rounds = (short: number, long: number): number => (isLong ? long : short)

/** Seeds of a randomised test; `HDMS_SEED=n HDMS_SEEDS=1` runs the one that a failure names. */
export function seeds(short: number, long: number, first = 1): readonly number[] {
  const [from, count] = [Number(process.env['HDMS_SEED'] ?? first), Number(process.env['HDMS_SEEDS'] ?? rounds(short, long))]
  return Array.from({ length: count }, (_, i) => from + i)
}
