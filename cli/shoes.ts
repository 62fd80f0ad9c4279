/**
 * `hdms shoes`: a simulated pair of shoes that streams, records and is replayed, and plots of what the pipeline sees.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { table } from '@hdms/platform/node/table.ts'
import type { ProgramRow } from './command.ts'
import { pathPlot, pressurePlot, trendPlot } from './plots.ts'
import { numberOf, replayed, type Seen, type WearArgs, worn, wrong } from './recording.ts'

const OPTIONS = {
  scenes: { type: 'string', default: 'stand:10,walk:120:1.3,run:60:2.6,sit:60,hand:60' },
  person: { type: 'string', default: '' },
  seed: { type: 'string', default: '1' },
  rate: { type: 'string', default: '100' },
  only: { type: 'string' },
  swapped: { type: 'boolean', default: false },
  fast: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean' },
} as const

/** What a command of `hdms shoes` is given. */
interface Worn {
  readonly file: string | undefined
  readonly kind: string | undefined
  readonly args: WearArgs
  readonly fast: boolean
  readonly json: boolean
}
interface ShoeRow {
  readonly usage: string
  readonly about: string
  readonly run: (worn: Worn) => Promise<void>
}

const out = (text: string): void => void process.stdout.write(`${text}\n`)

const ROWS: Readonly<Record<string, ShoeRow>> = {
  record: {
    usage: 'record FILE',
    about: 'lets a simulated person wear simulated shoes, and keeps what the shoes sign',
    run: async ({ args, file = wrong('name-record-to') }) => {
      const lines: string[] = []
      await worn(args, (line) => void lines.push(JSON.stringify(line)))
      writeFileSync(file, `${lines.join('\n')}\n`)
      out(`${lines.filter((l) => l.startsWith('{"packet"')).length} signed packets in ${file}`)
    },
  },
  stream: {
    usage: 'stream',
    about: 'the same, as lines of JSON while it happens',
    run: async ({ args, fast }) => {
      const began = Date.now()
      await worn(args, async (line, t) => {
        const wait = began + t * 1000 - Date.now()
        if (!fast && wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
        out(JSON.stringify(line))
      })
    },
  },
  replay: {
    usage: 'replay FILE',
    about: 'checks a recording packet by packet, and says what was walked',
    run: async ({ file = wrong('name-recording'), json }) => {
      const { bouts, minutes, strides, trueSteps, packets } = await replayed(file)
      if (json) out(JSON.stringify({ steps: strides.length, trueSteps, bouts, minutes }))
      else tell({ bouts, minutes, strides, trueSteps, packets })
    },
  },
  plot: {
    usage: 'plot FILE path|pressure|trend',
    about: 'an SVG on the standard output',
    run: async ({ file = wrong('name-recording'), kind = '' }) => {
      const seen = await replayed(file)
      const plots = { path: () => pathPlot(seen.packets), pressure: () => pressurePlot(seen.packets), trend: () => trendPlot(seen.minutes) }
      const plot = plots[kind as keyof typeof plots] ?? wrong('plot')
      out(plot())
    },
  },
}

const HELP = `hdms shoes COMMAND [options]

${Object.values(ROWS)
  .map(({ usage, about }) => `  ${usage.padEnd(31)}${about}`)
  .join('\n')}

  --scenes LIST          kind:seconds[:speed], …   default: stand:10,walk:120:1.3,run:60:2.6,sit:60,hand:60
                         walk run stairs-up stairs-down stand sit cycle drive hand shaker washing-machine rail
  --person LIST          age=…,height=…,weight=…,pathology=parkinson|hemiparesis|antalgic|ataxia|prosthesis|
                         rollator|touch-down-crutches|swing-through-crutches,asymmetry=…
  --seed N               of the simulation (keys are always new)
  --rate HZ              default 100
  --only left|right      one shoe alone
  --swapped              the left shoe on the right foot
  --fast                 stream without waiting
  --json
`

const clock = (t: number): string => new Date(t * 1000).toISOString().slice(11, 19)
const REASONS: Readonly<Record<string, string>> = {
  'one-shoe': 'one shoe alone moved',
  'no-weight': 'nobody’s weight was on the soles',
  'not-alternating': 'the shoes did not take turns',
  'two-people': 'the shoes were not walked by one person',
  machine: 'steadier than any person walks',
  'no-footfall': 'the foot did not come to rest as on the ground',
  'too-few': 'too few steps',
}

function tell(seen: Seen): void {
  const round = (v: number | undefined, digits: number): string => (v === undefined ? '–' : v.toFixed(digits))
  out(
    `${seen.packets.length} packets, every one signed for. ${seen.strides.length} steps seen${seen.trueSteps === undefined ? '' : `, ${seen.trueSteps} taken`}.\n`,
  )
  out(
    table(
      seen.bouts.map((b) => ({
        from: clock(b.start),
        to: clock(b.end),
        kind: b.kind,
        steps: b.steps,
        metres: round(b.distance, 0),
        'm/s': round(b.speed, 2),
        'steps/min': round(b.cadence, 0),
        'double support %': round(b.doubleSupport && b.doubleSupport * 100, 0),
        'asymmetry %': round(b.asymmetry, 1),
        'variability %': round(b.variability, 1),
        METs: round(b.mets, 1),
      })),
      ['from', 'to', 'kind', 'steps', 'metres', 'm/s', 'steps/min', 'double support %', 'asymmetry %', 'variability %', 'METs'],
    ),
  )
  out('')
  out(
    table(
      seen.minutes.map((m) => ({
        minute: clock(m.start).slice(0, 5),
        steps: m.steps,
        intensity: m.intensity,
        verified: m.verdict.genuine ? 'yes' : 'no',
        why: m.verdict.reason ? REASONS[m.verdict.reason] : '',
      })),
      ['minute', 'steps', 'intensity', 'verified', 'why'],
    ),
  )
}

/** @param argv after `hdms shoes` @returns the exit code */
async function shoes(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS })
  const [command = '', file, kind] = positionals
  const row = Object.hasOwn(ROWS, command) ? ROWS[command] : undefined
  if (values.help || !row) {
    out(HELP)
    return values.help ? 0 : 2
  }
  const { only } = values
  if (only !== undefined && only !== 'left' && only !== 'right') wrong('only-side')
  const args: WearArgs = {
    scenes: values.scenes,
    person: values.person,
    seed: numberOf(values.seed, 'seed', 0, 2 ** 32),
    rate: numberOf(values.rate, 'rate', 25, 400),
    only: only === 'left' || only === 'right' ? only : undefined,
    swapped: values.swapped,
  }
  await row.run({ file, kind, args, fast: values.fast, json: values.json })
  return 0
}

export const SHOES: readonly ProgramRow[] = [
  {
    usage: 'shoes …',
    about: 'simulated smart shoes: record, stream, replay, plot ("hdms shoes --help")',
    program: (argv) => shoes(argv.slice(1)),
  },
]
