/** Checks a resource against a profile: cardinality, types, fixed values and patterns, slices, bindings, targets of references, constraints. */
import { digits } from '@hdms/shared/decimal.ts'
import { evalFhirPathTyped, toTypedValue } from '@medplum/core'
import type { Element, Node, Profiles } from './profiles.ts'
import type { Problem } from './rules.ts'
import type { Coding } from './value-sets.ts'

type Value = unknown
type Fields = Readonly<Record<string, Value>>
const isFields = (v: Value): v is Fields => typeof v === 'object' && v !== null && !Array.isArray(v)

/** A problem that does not make a resource wrong: what a profile recommends. */
export interface Finding extends Problem {
  readonly severity: 'error' | 'warning'
}

/** One value that stands for an element, and the key it stands under: `valueQuantity` for `value[x]`. */
interface Found {
  readonly value: Value
  readonly key: string
  readonly path: string
}

/** @param url of a profile that is loaded */
export function checkProfile(profiles: Profiles, resource: Fields, url: string): Finding[] {
  const profile = profiles.get(url)
  if (!profile) return [{ path: '$', why: `the profile ${url.slice(0, 200)} is not loaded here`, severity: 'error' }]
  if (resource['resourceType'] !== profile.type) return [{ path: '$', why: `the profile is for ${profile.type}`, severity: 'error' }]
  const found: Finding[] = []
  const walk = new Walk(profiles, profile.url, found)
  walk.value(resource, profile.root, profile.type)
  return found
}

class Walk {
  private readonly profiles: Profiles
  private readonly url: string
  private readonly found: Finding[]

  constructor(profiles: Profiles, url: string, found: Finding[]) {
    this.profiles = profiles
    this.url = url
    this.found = found
  }

  private say(path: string, why: string, severity: 'error' | 'warning' = 'error'): void {
    this.found.push({ path, why, severity })
  }

  /** One value against an element and all below it. */
  value(value: Value, node: Node, path: string): void {
    this.exact(value, node.element, path)
    this.bound(value, node.element, path)
    this.target(value, node.element, path)
    this.constraints(value, node.element, path)
    this.extension(value, node.element, path)
    if (!isFields(value)) return
    for (const child of node.children.values()) this.children(value, child, path)
  }

  /** All values of one element below a parent: how many, of which types, each as it must be, and their slices. */
  private children(parent: Fields, node: Node, path: string): void {
    const values = valuesOf(parent, node.name, path)
    const at = `${path}.${node.name}`
    this.count(values.length, node.element, at)
    for (const { value, key, path: where } of values) {
      if (!node.name.endsWith('[x]') || typeAllowed(key, node)) this.value(value, node, where)
      else this.say(where, `only ${typesOf(node.element).join(', ')} may stand here`)
    }
    if (node.slices.size > 0) this.slices(values, node, at)
  }

  private count(n: number, { min = 0, max = '*' }: Element, path: string, what = 'it'): void {
    if (n < min) this.say(path, `${what} must be there at least ${min === 1 ? 'once' : `${min} times`}`)
    const most = max === '*' ? Number.POSITIVE_INFINITY : digits(max)
    if (n > most) this.say(path, most === 0 ? `${what} must not be there` : `${what} may be there at most ${max} times`)
  }

  private slices(values: readonly Found[], node: Node, path: string): void {
    const discriminators = node.element.slicing?.discriminator ?? []
    let matched = 0
    for (const [name, slice] of node.slices) {
      const mine = values.filter((v) => discriminators.every((d) => this.belongs(v, slice, d.type, d.path)))
      matched += mine.length
      this.count(mine.length, slice.element, path, `the part ${name}`)
      for (const { value, path: where } of mine) this.value(value, slice, where)
    }
    if (node.element.slicing?.rules === 'closed' && matched < values.length)
      this.say(path, 'other parts than those of the profile are not allowed')
  }

  /** Whether a value is of a slice, by one discriminator. */
  private belongs({ value, key }: Found, slice: Node, type: string, path: string): boolean {
    if (type === 'type') return typeAllowed(key, slice)
    const steps = path === '$this' ? [] : path.split('.')
    // The extension of a slice is known by the URL of its profile, whether or not the snapshot unfolds it.
    const [profile] = slice.element.type?.[0]?.profile ?? []
    if (path === 'url' && profile && isFields(value)) return value['url'] === profile
    let nodes = [slice]
    let values: Value[] = [value]
    for (const step of steps) {
      nodes = nodes.flatMap((n) => {
        const child = n.children.get(step) ?? n.children.get(`${step}[x]`)
        return child ? [child, ...child.slices.values()] : []
      })
      values = values.flatMap((v) => (isFields(v) ? valuesOf(v, step, '').map((f) => f.value) : []))
    }
    if (type === 'exists') return nodes.some((n) => n.element.max === '0') ? values.length === 0 : values.length > 0
    const wanted = nodes.map((n) => (v: Value) => this.criterion(v, n)).filter((test) => test(undefined) !== undefined)
    // An element that says nothing tells nothing apart.
    return wanted.length > 0 && values.some((v) => wanted.every((test) => test(v)))
  }

  /** Whether a value is what an element says exactly; undefined where the element says nothing. */
  private criterion(value: Value, node: Node): boolean | undefined {
    const exact = exactOf(node.element)
    if (exact) return exact.whole ? same(value, exact.value) : within(value, exact.value)
    const { strength, valueSet } = node.element.binding ?? {}
    if (strength === 'required' && valueSet) {
      const members = codingsOf(value).map((coding) => this.profiles.valueSets.has(valueSet, coding))
      if (value === undefined || members.some((m) => m !== undefined)) return members.some((m) => m === true)
    }
    const below = [...node.children.values()].filter((n) => (n.element.min ?? 0) > 0 && this.criterion(undefined, n) !== undefined)
    if (below.length === 0) return undefined
    return isFields(value) && below.every((n) => valuesOf(value, n.name, '').some((f) => this.criterion(f.value, n)))
  }

  /** fixed[x]: the value and no other; pattern[x]: what it has stands in the value. */
  private exact(value: Value, element: Element, path: string): void {
    const exact = exactOf(element)
    if (!exact || value === undefined) return
    if (exact.whole && !same(value, exact.value)) this.say(path, `it must be ${JSON.stringify(exact.value).slice(0, 200)}`)
    if (!exact.whole && !within(value, exact.value)) this.say(path, `it must hold ${JSON.stringify(exact.value).slice(0, 200)}`)
  }

  /** Required bindings, as far as the members are known here. */
  private bound(value: Value, { binding }: Element, path: string): void {
    if (binding?.strength !== 'required' || !binding.valueSet || value === undefined) return
    const url = binding.valueSet
    const members = codingsOf(value).map((coding) => this.profiles.valueSets.has(url, coding))
    if (members.length > 0 && members.every((m) => m === false)) this.say(path, `its code is not in the value set ${url}`)
  }

  /** What a reference leads to, as far as it says. */
  private target(value: Value, { type = [] }: Element, path: string): void {
    const reference = isFields(value) ? value['reference'] : undefined
    const targets = type.flatMap((t) => (t.code === 'Reference' ? (t.targetProfile ?? []) : []))
    if (typeof reference !== 'string' || targets.length === 0) return
    const [, to] = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/.+)?$/.exec(reference) ?? []
    const allowed = targets.map((t) => this.profiles.get(t)?.type ?? t.split('/').at(-1))
    if (to && !allowed.includes(to) && !allowed.includes('Resource'))
      this.say(path, `it must refer to ${[...new Set(allowed)].join(' or ')}`)
  }

  /** The profile's own constraints; R4's are checked with R4's structure. */
  private constraints(value: Value, { constraint = [] }: Element, path: string): void {
    if (!isFields(value)) return
    for (const { key, severity, human = key, expression, source } of constraint) {
      if (!expression || !source || source.startsWith('http://hl7.org/fhir/StructureDefinition/')) continue
      const [result] = evalFhirPathTyped(expression, [toTypedValue(value)])
      if (result?.value !== true) this.say(path, `${key}: ${human}`, severity === 'warning' ? 'warning' : 'error')
    }
  }

  /** An extension with a profile of its own. */
  private extension(value: Value, { type = [] }: Element, path: string): void {
    const [url] = type.find((t) => t.code === 'Extension')?.profile ?? []
    const profile = url && url !== this.url ? this.profiles.get(url) : undefined
    if (profile && isFields(value)) new Walk(this.profiles, profile.url, this.found).value(value, profile.root, path)
  }
}

const typesOf = ({ type = [] }: Element): string[] => [...new Set(type.map((t) => t.code))]

/** Whether a key such as `valueQuantity` names a type that an element allows. */
function typeAllowed(key: string, { name, element }: Node): boolean {
  const stem = name.replace('[x]', '')
  const suffix = key.slice(stem.length)
  return typesOf(element).some((type) => type.charAt(0).toUpperCase() + type.slice(1) === suffix)
}

/** The values that stand for an element; a primitive of which only an extension is there counts, without a value. */
function valuesOf(parent: Fields, name: string, path: string): Found[] {
  const stem = name.replace('[x]', '')
  const isKey = (key: string): boolean => (name === stem ? key === stem : key.startsWith(stem) && /^[A-Z]/.test(key.slice(stem.length)))
  const keys = [...new Set(Object.keys(parent).map((key) => key.replace(/^_/, '')))].filter(isKey)
  return keys.flatMap((key) => {
    const value = parent[key]
    if (!Array.isArray(value)) return [{ value, key, path: `${path}.${key}` }]
    return value.map((item: Value, i) => ({ value: item, key, path: `${path}.${key}[${i}]` }))
  })
}

function exactOf(element: Element): { readonly value: Value; readonly whole: boolean } | undefined {
  for (const [key, value] of Object.entries(element)) {
    if (/^fixed[A-Z]/.test(key)) return { value, whole: true }
    if (/^pattern[A-Z]/.test(key)) return { value, whole: false }
  }
  return undefined
}

const same = (a: Value, b: Value): boolean => within(a, b) && within(b, a)

/** Whether everything of a pattern is in a value: fields by name, items of a list in any order. */
function within(value: Value, pattern: Value): boolean {
  if (Array.isArray(pattern)) return Array.isArray(value) && pattern.every((p) => value.some((v) => within(v, p)))
  if (isFields(pattern)) return isFields(value) && Object.entries(pattern).every(([key, p]) => within(value[key], p))
  return value === pattern
}

/** The codes of a code, a Coding, a CodeableConcept or a Quantity. */
function codingsOf(value: Value): Coding[] {
  if (typeof value === 'string') return [{ code: value }]
  if (!isFields(value)) return []
  const { coding } = value
  if (Array.isArray(coding)) return coding as Coding[]
  return 'code' in value ? [value as Coding] : []
}
