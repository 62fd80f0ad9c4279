/** The last samples of one foot, in one typed array that is shifted, never grown beyond its size. */
const WIDTH = 9

export class MotionBuffer {
  private readonly rows: Float64Array
  private readonly capacity: number
  length = 0

  constructor(capacity: number) {
    this.capacity = capacity
    this.rows = new Float64Array(capacity * WIDTH)
  }

  get full(): boolean {
    return this.length === this.capacity
  }

  /** @param rest how restless the sample is, rad/s @param clipped what lies at the end of its range */
  push(t: number, ax: number, ay: number, az: number, wx: number, wy: number, wz: number, rest: number, clipped: number): void {
    const { rows } = this
    let i = this.length++ * WIDTH
    rows[i++] = t
    rows[i++] = ax
    rows[i++] = ay
    rows[i++] = az
    rows[i++] = wx
    rows[i++] = wy
    rows[i++] = wz
    rows[i++] = rest
    rows[i] = clipped
  }

  /** Takes back the last n samples. */
  retract(n: number): void {
    this.length -= n
  }

  /** Forgets the first n samples. */
  drop(n: number): void {
    this.rows.copyWithin(0, n * WIDTH, this.length * WIDTH)
    this.length -= n
  }

  /** 0 time, 1 to 3 acceleration, 4 to 6 rate. */
  at(i: number, channel: number): number {
    return this.rows[i * WIDTH + channel] as number
  }
  t(i: number): number {
    return this.rows[i * WIDTH] as number
  }
  ax(i: number): number {
    return this.rows[i * WIDTH + 1] as number
  }
  ay(i: number): number {
    return this.rows[i * WIDTH + 2] as number
  }
  az(i: number): number {
    return this.rows[i * WIDTH + 3] as number
  }
  wx(i: number): number {
    return this.rows[i * WIDTH + 4] as number
  }
  wy(i: number): number {
    return this.rows[i * WIDTH + 5] as number
  }
  wz(i: number): number {
    return this.rows[i * WIDTH + 6] as number
  }
  rest(i: number): number {
    return this.rows[i * WIDTH + 7] as number
  }
  clipped(i: number): number {
    return this.rows[i * WIDTH + 8] as number
  }
}
