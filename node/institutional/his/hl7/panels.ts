/**
 * The segments of a result, sorted to what they belong to: an OBR with its lines, a line with its notes, a specimen with what was seen of it. What
 * stands before the first OBR (a specimen of an OUL, and its OBX; notes of the patient and the order) belongs to that.
 */

import type { Hl7Message, Hl7Segment } from '@medplum/core'
import { refuse } from '../../reasons.ts'
import type { Line } from './observation.ts'
import { type Specimen, sourceIn, specimenIn } from './specimen.ts'
import { part } from './text.ts'

/** An OBR with what belongs to it. */
export interface Panel {
  readonly obr: Hl7Segment
  /** The filler's number of it: OBR-3, or ORC-3. */
  readonly filler: string
  readonly notes: readonly Hl7Segment[]
  readonly more: readonly Hl7Segment[]
  readonly lines: readonly Line[]
  readonly specimens: readonly Specimen[]
}

/** Of the message, the patient, the visit and the order: they are looked at elsewhere, and are no result. */
const ELSEWHERE = new Set(
  'MSH SFT UAC EVN PID PD1 NK1 PDA ARV MRG PV1 PV2 DB1 ROL GT1 IN1 IN2 IN3 ACC ORC TQ1 TQ2 BLG TXA DSC FHS BHS BTS FTS'.split(' '),
)

interface Growing {
  readonly s: Hl7Segment
  readonly notes: Hl7Segment[]
  readonly more: Hl7Segment[]
}
interface GrowingLine extends Growing {
  readonly specimen: Growing | undefined
}
interface GrowingPanel extends Growing {
  filler: string
  readonly lines: GrowingLine[]
  readonly specimens: Growing[]
}
const growing = (s: Hl7Segment): Growing => ({ s, notes: [], more: [] })

/** A line end inside a field makes a segment of its rest: what is said there would be lost. @throws HIS_PROTOCOL */
export function mustBeSegments(message: Hl7Message): void {
  for (const [i, s] of message.segments.entries())
    if (!/^[A-Z][A-Z0-9]{2}$/.test(s.name)) refuse('HIS_PROTOCOL', 'line-no-segment', { line: i + 1 })
}

/** What belongs to a document (TXA): its lines, each with what follows it, and the notes and segments that follow none. @throws HIS_PROTOCOL */
export function pageIn(message: Hl7Message): Pick<Panel, 'notes' | 'more' | 'lines'> {
  mustBeSegments(message)
  const page: Omit<Growing, 's'> = { notes: [], more: [] }
  const lines: Growing[] = []
  for (const s of message.segments) {
    const last = lines.at(-1) ?? page
    if (s.name === 'NTE') last.notes.push(s)
    else if (s.name === 'OBX') lines.push(growing(s))
    else if (s.name !== 'OBR' && !ELSEWHERE.has(s.name)) last.more.push(s)
  }
  return { ...page, lines: lines.map(({ s: obx, notes, more }) => ({ obx, notes, more })) }
}

/** @param zone of times that name none @throws HIS_PROTOCOL for what no OBR can be found for */
export function panelsIn(message: Hl7Message, zone: string): Panel[] {
  mustBeSegments(message)
  const sorter = new Sorter()
  const { segments } = message
  for (const [i, s] of segments.entries()) sorter.take(s, segments[i + 1]?.name)
  return sorter.end().map((panel) => finished(panel, zone))
}

class Sorter {
  private readonly panels: GrowingPanel[] = []
  /** Of the OBR that is to come. */
  private before = { notes: [] as Hl7Segment[], more: [] as Hl7Segment[], lines: [] as GrowingLine[], filler: '' }
  /** Specimens before an OBR are of all OBR until the next ones. */
  private above: Growing[] = []
  private specimen: Growing | undefined
  /** Whether a specimen stands there and its OBR are to come (OUL). */
  private open = false
  /** Whether no line came since the last OBR. */
  private fresh = false
  /** Where notes go. */
  private last: { readonly notes: Hl7Segment[]; readonly more: Hl7Segment[] } = this.before

  take(s: Hl7Segment, next: string | undefined): void {
    const panel = this.panels.at(-1)
    if (s.name === 'NTE') this.last.notes.push(s)
    else if (s.name === 'OBR') this.panel(s)
    else if (s.name === 'OBX') this.line(s, panel)
    else if (s.name === 'SPM') this.sample(s, panel)
    else if (s.name === 'ORC') this.order(s, panel, next)
    else if (!ELSEWHERE.has(s.name)) this.last.more.push(s)
    else if (s.name === 'PID') this.last = this.before
  }

  private panel(s: Hl7Segment): void {
    const { notes, more, lines, filler } = this.before
    const panel = { s, notes, more, lines, specimens: [...this.above], filler: fillerIn(s) || filler }
    this.panels.push(panel)
    this.open = false
    this.fresh = true
    this.before = { notes: [], more: [], lines: [], filler: '' }
    this.specimen = undefined
    this.last = panel
  }

  private line(s: Hl7Segment, panel: GrowingPanel | undefined): void {
    const line = { ...growing(s), specimen: this.specimen }
    ;(panel && !this.open ? panel : this.before).lines.push(line)
    this.last = line
    this.fresh = false
  }

  private sample(s: Hl7Segment, panel: GrowingPanel | undefined): void {
    this.specimen = growing(s)
    this.last = this.specimen
    if (panel && this.above.length === 0) panel.specimens.push(this.specimen)
    else {
      // A specimen above its OBR again, or another of the same.
      if (panel) this.above = this.open ? [...this.above, this.specimen] : [this.specimen]
      else this.above.push(this.specimen)
      this.open = true
    }
  }

  private order(s: Hl7Segment, panel: GrowingPanel | undefined, next: string | undefined): void {
    // In OUL the ORC comes after its OBR.
    const behind = panel !== undefined && this.fresh && next !== 'OBR' && next !== 'NTE'
    if (behind) panel.filler ||= fillerIn(s)
    else {
      this.before.filler = fillerIn(s)
      this.last = this.before
    }
  }

  end(): GrowingPanel[] {
    if (this.panels.length === 0) refuse('HIS_PROTOCOL', 'no-obr')
    // Notes of an order that brings no OBR, or a specimen of none, have nothing that they could be about.
    if (this.open || this.before.notes.length > 0 || this.before.more.length > 0 || this.before.lines.length > 0)
      refuse('HIS_PROTOCOL', 'orphan-result')
    return this.panels
  }
}

/** EI: a number and whose it is. */
const fillerIn = (s: Hl7Segment): string => part(s, 3).trim()

function finished({ s: obr, notes, more, lines, specimens, filler }: GrowingPanel, zone: string): Panel {
  const seen = new Map(specimens.map((g, i): [Growing, Specimen] => [g, specimenIn(g.s, `specimen-${i + 1}`, zone, g.notes, g.more)]))
  const source = seen.size === 0 ? sourceIn(obr, 'specimen-1') : undefined
  return {
    obr,
    filler,
    notes,
    more,
    specimens: source ? [source] : [...seen.values()],
    lines: lines.map(({ s: obx, notes: own, more: rest, specimen }) => {
      const of = specimen && seen.get(specimen)
      return { obx, notes: own, more: rest, ...(of ? { specimen: of } : {}) }
    }),
  }
}
