/** Colours are judged by computing, not by looking: WCAG 2.2 contrast of every pair of roles, in light and in dark. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const HERE = join(import.meta.dirname, '../../apps/look')
const PAGES = [HERE, join(HERE, '../health-in-my-storage'), join(HERE, '../research')]
const css = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
const ROLES = readFileSync(join(HERE, 'roles.css'), 'utf8')

/** `#rrggbb` of each role, light and dark. */
const colours = new Map(
  [...ROLES.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, role = '', light = '', dark = '']) => [
    role,
    { light, dark },
  ]),
)
type Theme = 'light' | 'dark'
const THEMES = ['light', 'dark'] as const

/** Relative luminance, WCAG 2.2 §1.4.3. @param colour `#rrggbb` */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(front: string, ground: string, theme: Theme): number {
  const [a = 0, b = 0] = [front, ground].map((role) => luminance(colours.get(role)?.[theme] ?? '')).sort((x, y) => y - x)
  return (a + 0.05) / (b + 0.05)
}

/** Text on each ground that it is laid on; 4.5 is WCAG AA for text of any size. */
const TEXT: readonly (readonly [front: string, grounds: readonly string[]])[] = [
  ['ink', ['ground', 'card', 'sunk', 'inset', 'track']],
  ['soft', ['ground', 'card', 'sunk', 'inset']],
  ['brand', ['ground', 'card', 'inset']],
  ['on-brand', ['brand']],
  ['on-tint', ['tint']],
  ['high', ['card', 'ground', 'sunk', 'high-tint']],
  ['low', ['card', 'low-tint']],
  ['warn', ['card', 'warn-tint']],
  ['good', ['card', 'ground', 'inset', 'good-tint']],
  ['on-hero', ['hero']],
  ['hero-soft', ['hero']],
  ['on-hero-button', ['hero-button']],
  ['card', ['high']],
]
/** Edges of what can be typed into, lines of a chart, the ring around what has the focus: 3, WCAG §1.4.11. */
const SHAPES: readonly (readonly [front: string, grounds: readonly string[]])[] = [
  ['edge', ['card']],
  ['brand', ['ground', 'card', 'tint']],
  ['series-1', ['card', 'band']],
  ['series-2', ['card', 'band']],
  ['series-3', ['card', 'band']],
]
const pairs = (table: typeof TEXT): (readonly [string, string])[] =>
  table.flatMap(([front, grounds]) => grounds.map((g) => [front, g] as const))

test.each(THEMES)('%s: every text can be read on every ground that it is laid on', (theme) => {
  const weak = pairs(TEXT).filter(([front, ground]) => contrast(front, ground, theme) < 4.5)
  expect(weak.map(([front, ground]) => `${front} on ${ground}: ${contrast(front, ground, theme).toFixed(2)}`)).toEqual([])
})

test.each(THEMES)('%s: every edge, line and ring can be seen', (theme) => {
  const weak = pairs(SHAPES).filter(([front, ground]) => contrast(front, ground, theme) < 3)
  expect(weak.map(([front, ground]) => `${front} on ${ground}: ${contrast(front, ground, theme).toFixed(2)}`)).toEqual([])
})

test('a rule that lays a text on a ground uses a pair that is judged here', () => {
  const judged = new Set(pairs(TEXT).map(([front, ground]) => `${front} on ${ground}`))
  const used = PAGES.flatMap(css).flatMap((text) =>
    [...text.matchAll(/\{([^{}]*)\}/g)].flatMap(([, body = '']) => {
      const front = /(?:^|[\s;])color: var\(--([\w-]+)\)/.exec(body)?.[1]
      const ground = /background: var\(--([\w-]+)\)/.exec(body)?.[1]
      return front && ground ? [`${front} on ${ground}`] : []
    }),
  )
  expect(used.length).toBeGreaterThan(15)
  expect([...new Set(used)].filter((pair) => !judged.has(pair))).toEqual([])
})

test('pages take their colours from roles, and every role is used', () => {
  const others = PAGES.flatMap((folder) => css(folder)).filter((text) => text !== ROLES)
  expect(others.flatMap((text) => text.match(/#[0-9a-f]{3,8}\b(?=[^{]*;)/gi) ?? [])).toEqual([])
  const all = others.join('\n')
  expect([...colours.keys()].filter((role) => !all.includes(`var(--${role})`) && !role.startsWith('series-'))).toEqual([])
})

test('docs/design.md states the colours as they are', () => {
  const text = readFileSync(join(HERE, '../../docs/design.md'), 'utf8')
  const stated = [...text.matchAll(/^\| `([\w-]+)`\s*\| `(#[0-9a-f]{6})`\s*\| `(#[0-9a-f]{6})`/gm)].map(([, role, light, dark]) => [
    role,
    { light, dark },
  ])
  expect(stated).toEqual([...colours])
})
