/** Plots as SVG: the way of a foot in its strides, the force on the sole, minutes of activity. */
import type { JudgedMinute } from '@hdms/flows/activity/pipeline.ts'
import { FootTracker } from '@hdms/health/gait/foot.ts'
import { isStep } from '@hdms/health/gait/strides.ts'
import { ACCELERATION_UNIT, CHANNELS, FORCE_UNIT, type Packet, RATE_UNIT } from '@hdms/shared/device/packet.ts'

const INK = '#1f2a37'
const SOFT = '#94a3b8'
const HUES = { left: '#0f766e', right: '#b45309' } as const

const frame = (width: number, height: number, title: string, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="${INK}"><rect width="100%" height="100%" fill="#fff"/><text x="16" y="24" font-size="15" font-weight="600">${title}</text>${body}</svg>`
const text = (x: number, y: number, what: string, more = ''): string => `<text x="${x}" y="${y}" ${more}>${what}</text>`
const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${SOFT}" stroke-width="0.7"/>`

/**
 * Height above the straight line from rest to rest over the way, both feet, every stride of the recording over one
 * another.
 */
export function pathPlot(packets: readonly Packet[]): string {
  const [left, top, wide, high] = [56, 48, 660, 220]
  const curves: { side: 'left' | 'right'; points: [number, number][] }[] = []
  for (const side of ['left', 'right'] as const) {
    const mine = packets.filter((p) => p.side === side)
    const rate = 1e9 / (mine[0]?.period ?? 1e7)
    const tracker: FootTracker = new FootTracker(rate, (swing) => {
      if (!isStep(swing) || curves.length >= 400) return
      const { x, y, height, length } = tracker.integrator
      const way = Math.hypot(swing.x, swing.y) || 1
      const points = Array.from({ length }, (_, i): [number, number] => [
        ((x[i] as number) * swing.x + (y[i] as number) * swing.y) / way,
        (height[i] as number) - (swing.z * i) / (length - 1),
      ])
      curves.push({ side, points })
    })
    for (const { time, period, samples } of mine)
      for (let k = 0; k < samples.length; k += CHANNELS) {
        const a = (i: number): number => (samples[k + i] as number) * (i < 3 ? ACCELERATION_UNIT : RATE_UNIT)
        tracker.push((time + (k / CHANNELS) * (period / 1000)) / 1e6, a(0), a(1), a(2), a(3), a(4), a(5))
      }
    tracker.end()
  }
  const all = curves.flatMap((c) => c.points)
  const far = Math.max(0.5, ...all.map(([x]) => x))
  const up = Math.max(0.1, ...all.map(([, z]) => z))
  const place = ([x, z]: [number, number]): string => `${(left + (x / far) * wide).toFixed(1)},${(top + high - (z / up) * high).toFixed(1)}`
  const paths = curves.map(
    ({ side, points }) => `<polyline points="${points.map(place).join(' ')}" fill="none" stroke="${HUES[side]}" stroke-opacity="0.35"/>`,
  )
  const grid = [0, 0.5, 1].map(
    (s) =>
      line(left, top + high * s, left + wide, top + high * s) +
      text(left - 8, top + high * s + 4, `${(up * (1 - s) * 100).toFixed(0)} cm`, 'text-anchor="end"'),
  )
  const axis = [0, 0.25, 0.5, 0.75, 1].map((s) =>
    text(left + wide * s, top + high + 18, `${(far * s).toFixed(2)} m`, 'text-anchor="middle"'),
  )
  const legend = (['left', 'right'] as const).map(
    (side, i) => `<circle cx="${560 + i * 80}" cy="20" r="5" fill="${HUES[side]}"/>${text(570 + i * 80, 24, side)}`,
  )
  return frame(750, 310, 'Way of the foot in each stride', [...grid, ...axis, ...paths, ...legend].join(''))
}

/** Where the six cells lie on a sole of 100 by 260; the left one, the right is its mirror. */
const CELLS: readonly (readonly [number, number])[] = [
  [60, 230],
  [38, 230],
  [30, 150],
  [66, 80],
  [28, 88],
  [66, 30],
]

/** Mean force on each cell while the foot stands. */
export function pressurePlot(packets: readonly Packet[]): string {
  const body = (['left', 'right'] as const).map((side, i) => {
    const sums = new Array<number>(CHANNELS - 6).fill(0)
    let n = 0
    for (const { samples } of packets.filter((p) => p.side === side))
      for (let k = 0; k < samples.length; k += CHANNELS) {
        const cells = sums.map((_, c) => (samples[k + 6 + c] as number) * FORCE_UNIT)
        if (cells.reduce((a, b) => a + b, 0) < 50) continue
        n++
        for (const [c, v] of cells.entries()) sums[c] = (sums[c] as number) + v
      }
    const means = sums.map((s) => (n > 0 ? s / n : 0))
    const most = Math.max(1, ...means)
    const x0 = 40 + i * 170
    const sole = `<path transform="translate(${x0 + (i === 1 ? 100 : 0)} 50) scale(${i === 1 ? -1 : 1} 1)" d="M50 0 C92 0 96 60 84 110 C78 140 78 170 80 210 C82 262 22 262 22 210 C24 170 12 140 10 100 C6 50 14 0 50 0Z" fill="#f1f5f9" stroke="${SOFT}"/>`
    const cells = means.map((m, c) => {
      const [x, y] = CELLS[c] as readonly [number, number]
      const px = x0 + (i === 1 ? 100 - x : x)
      return `<circle cx="${px}" cy="${50 + y}" r="15" fill="${HUES[side]}" fill-opacity="${(0.08 + (0.85 * m) / most).toFixed(2)}"/>${text(px, 54 + y, m.toFixed(0), 'text-anchor="middle"')}`
    })
    return sole + cells.join('') + text(x0 + 50, 336, side, 'text-anchor="middle"')
  })
  return frame(390, 350, 'Mean force in stance, N a cell', body.join(''))
}

/** Steps of each minute; what is not verified is hollow. */
export function trendPlot(minutes: readonly JudgedMinute[]): string {
  const [left, top, wide, high] = [48, 48, 660, 180]
  const first = minutes[0]?.start ?? 0
  const count = Math.max(10, Math.round(((minutes.at(-1)?.start ?? 0) - first) / 60) + 1)
  const most = Math.max(120, ...minutes.map((m) => m.steps))
  const bars = minutes.map((m) => {
    const h = (m.steps / most) * high
    const x = left + (((m.start - first) / 60) * wide) / count
    const look = m.verdict.genuine ? `fill="${HUES.left}"` : `fill="none" stroke="${HUES.right}" stroke-dasharray="3 2"`
    return `<rect x="${(x + 1).toFixed(1)}" y="${(top + high - h).toFixed(1)}" width="${Math.max(1, wide / count - 2).toFixed(1)}" height="${h.toFixed(1)}" ${look}/>`
  })
  const grid = [0, 0.5, 1].map(
    (s) =>
      line(left, top + high * s, left + wide, top + high * s) +
      text(left - 8, top + high * s + 4, (most * (1 - s)).toFixed(0), 'text-anchor="end"'),
  )
  const ends = [
    text(left, top + high + 18, new Date(first * 1000).toISOString().slice(11, 16)),
    text(left + wide, top + high + 18, new Date((first + count * 60) * 1000).toISOString().slice(11, 16), 'text-anchor="end"'),
  ]
  return frame(750, 270, 'Steps a minute (hollow: not verified)', [...grid, ...bars, ...ends].join(''))
}
