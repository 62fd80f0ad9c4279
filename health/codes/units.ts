/**
 * Units as laboratories write them, and the codes that UCUM has for them. A Quantity claims UCUM only for a code that is one: `mmHg` is spelled
 * `mm[Hg]` there, `K/uL` is valid and would be kelvins. What is in neither spelling keeps its text and claims nothing.
 */
import generated from './generated/units.json' with { type: 'json' }

export const UCUM = 'http://unitsofmeasure.org'

/** Whether a text is a code of UCUM, case and all. A server asks a library; a phone knows the usual ones. */
export type IsUcum = (code: string) => boolean

/** Members of a FHIR Quantity; without a code it is not said what the unit is but in words. */
export interface Unit {
  readonly unit?: string
  readonly system?: typeof UCUM
  readonly code?: string
}

const usual: ReadonlySet<string> = new Set(generated.codes)
/** Of a phone: the codes of UCUM that results have, and what is counted (`{puff}`). */
export const isUsual: IsUcum = (code) => usual.has(code) || /^\{[!-z|~]+\}$/.test(code)

/** More is a remark. */
const LONGEST = 60

/**
 * @param text as it was written; stays beside the code
 * @param how `claimed` when the sender says that it is UCUM: then `u` is an atomic mass unit
 */
export function unitOf(text: string, how: { readonly claimed?: boolean; readonly isUcum?: IsUcum } = {}): Unit {
  const unit = text.trim()
  if (unit === '') return {}
  const code = codeOf(unit, how.claimed ?? false, how.isUcum ?? isUsual)
  return code === undefined ? { unit } : { unit, system: UCUM, code }
}

function codeOf(unit: string, claimed: boolean, isUcum: IsUcum): string | undefined {
  if (unit.length > LONGEST) return undefined
  const plain = ascii(unit)
  const known = spelled(plain)
  if (known !== undefined && known !== plain && isUcum(known) && !hasOdd(known)) return known
  return /^[!-~]+$/.test(plain) && isUcum(plain) && (claimed || !(ODD.has(plain) || NUMBER.test(plain) || hasOdd(plain)))
    ? plain
    : undefined
}

const SIGNS: Readonly<Record<string, string>> = { µ: 'u', μ: 'u', '²': '2', '³': '3', '⁶': '^6', '⁹': '^9', '·': '.', '⋅': '.', '×': 'x' }
const ascii = (text: string): string => text.replace(/[µμ²³⁶⁹·⋅×]/g, (c) => SIGNS[c] as string).replace(/\s+/g, ' ')

/** Codes of UCUM that mean something else to whoever does not say so: newtons an ampere are "not applicable". */
const ODD = new Set(['G/L', 'K/L', 'M/L', 'Pg', 'PL', 'PT', 'N/A', "'", "''"])
/**
 * Factors that nobody means who does not say so, alone or in a fraction: gauss, kelvin, coulomb, farad, tesla,
 * siemens, poise, roentgen, bel, henry; and with any prefix atomic mass (`mu/L` are units), charge, barn, tonne
 * (`pt`, `ft`), stere, phot, astronomical unit (`AU/mL` are arbitrary units).
 */
const ODD_FACTOR = /^(?:[GKCFTSPRBH]|(?:da|[YZEPTGMkhdcmunpfazy])?(?:u|e|b|t|st|ph|AU))$/
const hasOdd = (code: string): boolean =>
  code
    .replace(/\{[^}]*\}/g, '')
    .split(/[./()]/)
    .some((factor) => ODD_FACTOR.test(factor.replace(/[+-]?\d+$/, '')))

/** Powers and counts are units of UCUM too; by themselves they are a field that was cut. */
const NUMBER = /^(?!1$)\d+(?:\/|$)/

/** Whole units, by their lower case. */
const WHOLE: Readonly<Record<string, string>> = {
  percent: '%',
  pct: '%',
  ph: '[pH]',
  '°c': 'Cel',
  'deg c': 'Cel',
  degc: 'Cel',
  'degrees c': 'Cel',
  celsius: 'Cel',
  '°f': '[degF]',
  'deg f': '[degF]',
  degf: '[degF]',
  fahrenheit: '[degF]',
  'mm hg': 'mm[Hg]',
  'cm h2o': 'cm[H2O]',
  bpm: '/min',
  'beats/min': '/min',
  'beats per minute': '/min',
  'breaths/min': '/min',
  'per minute': '/min',
  'kg/sqm': 'kg/m2',
  'kg/sq m': 'kg/m2',
  'mg%': 'mg/dL',
  'gm%': 'g/dL',
  ppm: '[ppm]',
  ppb: '[ppb]',
}

/** Factors, by their lower case: safe whatever the case. */
const FACTORS: Readonly<Record<string, string>> = {
  l: 'L',
  dl: 'dL',
  cl: 'cL',
  ml: 'mL',
  ul: 'uL',
  mcl: 'uL',
  nl: 'nL',
  fl: 'fL',
  lt: 'L',
  ltr: 'L',
  liter: 'L',
  litre: 'L',
  cc: 'cm3',
  'mm^3': 'mm3',
  cumm: 'mm3',
  cmm: 'mm3',
  'cu mm': 'mm3',
  'm^2': 'm2',
  'm^3': 'm3',
  'cm^2': 'cm2',
  'cm^3': 'cm3',
  gm: 'g',
  gms: 'g',
  gram: 'g',
  grams: 'g',
  mgs: 'mg',
  mcg: 'ug',
  mcmol: 'umol',
  meq: 'meq',
  ueq: 'ueq',
  mosm: 'mosm',
  mosmol: 'mosm',
  mosmole: 'mosm',
  mmhg: 'mm[Hg]',
  cmh2o: 'cm[H2O]',
  iu: '[IU]',
  uiu: 'u[IU]',
  mciu: 'u[IU]',
  kiu: 'k[IU]',
  cfu: '[CFU]',
  pfu: '[PFU]',
  hpf: '[HPF]',
  lpf: '[LPF]',
  hr: 'h',
  hrs: 'h',
  hour: 'h',
  hours: 'h',
  min: 'min',
  mins: 'min',
  minute: 'min',
  minutes: 'min',
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  msec: 'ms',
  day: 'd',
  days: 'd',
  '24h': '(24.h)',
  '24hr': '(24.h)',
  '24hrs': '(24.h)',
  '24 h': '(24.h)',
  '24 hr': '(24.h)',
  '24 hrs': '(24.h)',
  week: 'wk',
  weeks: 'wk',
  month: 'mo',
  months: 'mo',
  yr: 'a',
  yrs: 'a',
  year: 'a',
  years: 'a',
  lb: '[lb_av]',
  lbs: '[lb_av]',
  inch: '[in_i]',
  inches: '[in_i]',
  feet: '[ft_i]',
  ft: '[ft_i]',
  cells: '{cells}',
  cell: '{cells}',
  copies: '{copies}',
  '#': '{#}',
}
/** Factors that mean something else in another case. */
const EXACT: Readonly<Record<string, string>> = { mIU: 'm[IU]', nIU: 'n[IU]', Eq: 'eq', mOsmol: 'mosm', ML: 'mL' }

/** Counts in a volume of blood. */
const COUNTS: Readonly<Record<string, string>> = {
  K: '10*3',
  k: '10*3',
  thou: '10*3',
  thousand: '10*3',
  thousands: '10*3',
  M: '10*6',
  mil: '10*6',
  mill: '10*6',
  million: '10*6',
  giga: '10*9',
  tera: '10*12',
  T: '10*12',
}
const VOLUMES = new Set(['uL', 'mm3', 'L', 'mL'])
/** Where one letter is a count: `K/L` and `M/L` are not written for one. */
const SMALL = new Set(['uL', 'mm3'])

/** Of senders that know no small letters: only a fraction all of whose factors are here, since `G/L` may be giga a litre. */
const CAPITALS: Readonly<Record<string, string>> = {
  MG: 'mg',
  UG: 'ug',
  NG: 'ng',
  PG: 'pg',
  KG: 'kg',
  G: 'g',
  MOL: 'mol',
  MMOL: 'mmol',
  UMOL: 'umol',
  NMOL: 'nmol',
  PMOL: 'pmol',
  MIU: 'm[IU]',
  MU: 'mU',
  MM: 'mm',
  CM: 'cm',
  H: 'h',
  D: 'd',
  U: 'U',
  M2: 'm2',
}
const CAPITAL_WHOLE: Readonly<Record<string, string>> = { FL: 'fL', PG: 'pg', MG: 'mg', NG: 'ng', KG: 'kg', ML: 'mL', CM: 'cm', MM: 'mm' }

const own = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

const POWER = /^x?\s?10\s?(?:\*\*|[*^e]|(?=\())\s?\(?(\d{1,2})\)?(?:\s?(cells|copies))?$/i
const SURFACE = /^ml\/min\/\(?1\.73\s?_?(?:m2|m\^2|sqm|sq\.? ?m)\)?$/i
/** What the unit is of, behind it: fibrinogen equivalents, creatinine. */
const OF = /^(\S.*?)\s?(?:(feu|ddu)|\(?(creatinine|creat|crea|cr)\.?\)?)$/i
const PER = /^(.+?)\.([A-Za-z]+)-1$/

/** The code for a usual spelling that is none; undefined for any other text. */
function spelled(text: string): string | undefined {
  const whole = own(WHOLE, text.toLowerCase()) ?? own(CAPITAL_WHOLE, text)
  if (whole !== undefined) return whole
  if (SURFACE.test(text)) return 'mL/min/{1.73_m2}'
  const [, base, equivalents, creatinine] = OF.exec(text) ?? []
  if (base !== undefined && (equivalents !== undefined || /\/\s?[mukp]?g$/i.test(base))) {
    const inner = spelled(base) ?? base
    return `${inner}{${equivalents?.toUpperCase() ?? (creatinine === undefined ? '' : 'creat')}}`
  }
  const parts = text
    .replace(PER, '$1/$2')
    .split('/')
    .map((part) => part.trim())
  const capitals = parts.length > 1 && /[A-Z]/.test(text) && text === text.toUpperCase() && text !== 'G/L'
  const [top = '', ...bottom] = parts.map((part) => factor(part, capitals))
  if (bottom.length === 0) return top
  const count = bottom.length === 1 && VOLUMES.has(bottom[0] as string) ? counted(parts[0] as string, bottom[0] as string) : undefined
  return [count ?? top, ...bottom].join('/')
}

function factor(part: string, capitals: boolean): string {
  const [, power, of] = POWER.exec(part) ?? []
  if (power !== undefined) return `10*${power}${of === undefined ? '' : `{${of.toLowerCase()}}`}`
  return own(EXACT, part) ?? (capitals ? own(CAPITALS, part) : undefined) ?? own(FACTORS, part.toLowerCase()) ?? part
}

function counted(part: string, volume: string): string | undefined {
  if (part.length === 1) return SMALL.has(volume) || (part === 'T' && volume === 'L') ? own(COUNTS, part) : undefined
  return own(COUNTS, part.toLowerCase())
}
