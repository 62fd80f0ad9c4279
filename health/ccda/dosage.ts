/** How a medicine is taken, and what it is called, read from the statement (the conversion gives every dose in [IU], and drops what has no code). */
import { decimalForm } from '@hdms/shared/decimal.ts'
import { exactNumber } from './exactly.ts'
import { array, attribute, type Node } from './node.ts'
import { hasTemplate } from './place.ts'
import { boundsOf, conceptOf, quantityOf, type Reading, timeOf, wordsOf } from './values.ts'

/** FHIR's UnitsOfTime. */
const UNITS = new Set(['s', 'min', 'h', 'd', 'wk', 'mo', 'a'])
/** FHIR's EventTiming, as v3's TimingEvent names them. */
const EVENTS = new Set(['HS', 'WAKE', 'C', 'CM', 'CD', 'CV', 'AC', 'ACM', 'ACD', 'ACV', 'PC', 'PCM', 'PCD', 'PCV'])

/** The medicine's name and dosage of a MedicationRequest. */
export function dosage(resource: Node, source: Node, reading: Reading): Node {
  const [given = {}] = array(resource['dosageInstruction'])
  const times = array(source['effectiveTime'])
  const period = times.find((t) => t['low'] !== undefined || t['high'] !== undefined)
  const [start, end] = [timeOf(attribute(period?.['low'], 'value')), timeOf(attribute(period?.['high'], 'value'))]
  const dose = doseOf(source['doseQuantity'], 'dose', reading)
  const rate = doseOf(source['rateQuantity'], 'rate', reading)
  const text = [wordsOf(sigOf(source), reading), ...dose.words, ...rate.words].filter(Boolean).join('; ')
  const { extension: _, ...known } = given
  const instruction = {
    ...known,
    ...(text ? { text } : {}),
    timing: timing(times, reading),
    doseAndRate: [{ ...dose.said, ...rate.said }],
    ...(source['precondition'] === undefined ? {} : { asNeededBoolean: true }),
  }
  if (source['maxDoseQuantity'] !== undefined) reading.leave('the greatest dose of a medicine')
  return {
    ...(resource['medicationReference'] ? {} : { medicationCodeableConcept: medicineOf(source, reading) }),
    dispenseRequest: start || end ? { validityPeriod: { ...(start ? { start } : {}), ...(end ? { end } : {}) } } : undefined,
    dosageInstruction: [instruction],
  }
}

/** What is given, by its code or by the words that it has. */
export function medicineOf(source: Node, reading: Reading): object | undefined {
  const [product] = array(array(source['consumable'])[0]?.['manufacturedProduct'])
  const [material] = [...array(product?.['manufacturedMaterial']), ...array(product?.['manufacturedLabeledDrug'])]
  const found = conceptOf(array(material?.['code'])[0])
  if (found) return found
  const [name] = Array.isArray(material?.['name']) ? (material['name'] as unknown[]) : [material?.['name']]
  const words = wordsOf(name, reading) || wordsOf(source['text'], reading)
  return words ? { text: words.slice(0, 200) } : undefined
}

/** Words of the sig, which are a statement of their own or those of the medicine. */
function sigOf(source: Node): unknown {
  const sig = array(source['entryRelationship'])
    .flatMap((r) => array(r['substanceAdministration']))
    .find((s) => hasTemplate(s, '4.147'))
  return sig?.['text'] ?? (typeof source['text'] === 'string' ? source['text'] : undefined)
}

/** A dose is a Quantity, or a Range, or words where it is neither. */
function doseOf(node: unknown, what: 'dose' | 'rate', reading: Reading): { said: Node; words: string[] } {
  const [own] = array(node)
  const quantity = quantityOf(own, reading)
  if (quantity && !quantity['comparator']) return { said: { [`${what}Quantity`]: quantity }, words: [] }
  const bounds = boundsOf(own, reading)
  if (bounds && [bounds.low, bounds.high].every((b) => !b || (b.quantity && b.comparator.endsWith('='))))
    return { said: { [`${what}Range`]: { low: bounds.low?.quantity, high: bounds.high?.quantity } }, words: [] }
  const words = bounds?.words ?? [attribute(own, 'value'), attribute(own, 'unit')].filter(Boolean).join(' ')
  if (words && attribute(own, 'value') + (bounds?.words ?? '') !== '') reading.leave(`a ${what} that is no number, but for its words`)
  return { said: {}, words: attribute(own, 'value') + (bounds?.words ?? '') === '' ? [] : [words] }
}

/** When it is taken: each so many hours, at an event of the day, or at a time. */
function timing(times: readonly Node[], reading: Reading): Node | undefined {
  const repeat: Node = {}
  const event: string[] = []
  for (const time of times) {
    const at = timeOf(attribute(time, 'value'))
    if (at) event.push(at)
    const [every] = array(time['period'])
    if (every) Object.assign(repeat, everyOf(every, reading))
    const when = attribute(array(time['event'])[0], 'code')
    if (EVENTS.has(when)) repeat['when'] = [when]
    else if (when !== '') reading.leave('when a medicine is taken')
  }
  const said = { ...(event.length > 0 ? { event } : {}), ...(Object.keys(repeat).length > 0 ? { repeat } : {}) }
  return Object.keys(said).length > 0 ? said : undefined
}

function everyOf(period: Node, reading: Reading): Node {
  const [low, high] = [array(period['low'])[0], array(period['high'])[0]]
  const [least, most] = [decimalForm(attribute(low ?? period, 'value')), decimalForm(attribute(high, 'value'))]
  const unit = attribute(low ?? high ?? period, 'unit')
  if (least === undefined || !UNITS.has(unit)) {
    reading.leave('how often a medicine is taken')
    return {}
  }
  // FHIR: so many times in a period; C-CDA says the period alone.
  return { period: exactNumber(least), ...(most === undefined ? {} : { periodMax: exactNumber(most) }), periodUnit: unit }
}
