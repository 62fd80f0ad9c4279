/**
 * Makes health/codes/generated/units.json: the codes of UCUM that results usually have, each judged by NLM's library, for nodes that do not carry
 * it (a phone). With `--check` it only compares.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ucum from '@lhncbc/ucum-lhc'

const words = (text: string): string[] => text.trim().split(/\s+/)
const each = (tops: readonly string[], bottoms: readonly string[]): string[] => tops.flatMap((top) => bottoms.map((b) => `${top}/${b}`))

const VOLUMES = words('L dL mL uL')
const MASS = words('kg g mg ug ng pg fg')
const SUBSTANCE = words('mol mmol umol nmol pmol fmol eq meq ueq osm mosm')
const ACTIVITY = words("U kU mU uU [IU] k[IU] m[IU] u[IU] n[IU] [arb'U] k[arb'U] kat ukat nkat [CFU] [PFU]")
const COUNTS = words('10*3 10*6 10*9 10*12 {cells} {copies} {#} 10*3{cells} 10*6{cells} 10*3{copies} 10*6{copies}')
const TIMES = words('d h min (24.h)')

const CODES = [
  ...words('1 % [pH] [ppm] [ppb] {ratio} {INR} {index} {score} 10*3 10*6 10*9 10*12'),
  ...MASS,
  ...SUBSTANCE,
  ...ACTIVITY,
  ...words('L dL cL mL uL nL fL m3 cm3 mm3 m2 cm2 mm2 m dm cm mm um nm km [in_i] [ft_i] [mi_i] [lb_av] [oz_av]'),
  ...words('s ms us ns min h d wk mo a Hz kHz MHz /s /min /h /d Cel [degF] K'),
  ...words('mm[Hg] cm[H2O] Pa kPa [psi] bar mbar V mV uV A mA Ohm kOhm dB W J kJ cal kcal N Bq MBq Gy mGy Sv mSv uSv deg rad [diop]'),
  ...VOLUMES.map((v) => `/${v}`),
  ...words('/mm3 /[HPF] /[LPF] {cells}/[HPF] {#}/[HPF] {#}/[LPF] {cells}/mm3 10*3/mm3 10*6/mm3 {#}/mm3 /100{WBCs}'),
  ...each([...MASS, ...SUBSTANCE, ...ACTIVITY, ...COUNTS], VOLUMES),
  ...each(words('mg ug ng mmol umol nmol pmol U [IU] m[IU]'), words('g mg kg')),
  ...each(words('g mg ug mmol umol nmol mol mL L U [IU] kcal kJ meq'), TIMES),
  ...words('mmol/mol umol/mol nmol/mol mg/mmol ug/mmol umol/mmol mg/mol osm/kg mosm/kg g/g L/L mL/dL m3/m3 kat/L'),
  ...each(words('mg/g ug/g ng/mg ug/mg mmol/g mg/mg'), ['1']).map((c) => c.replace('/1', '{creat}')),
  ...each(words('ng ug mg'), VOLUMES).flatMap((c) => [`${c}{FEU}`, `${c}{DDU}`]),
  ...words('mL/min/{1.73_m2} mL/min/m2 L/min/m2 mL/m2 g/m2 mg/m2 kg/m2 kg/m g/cm2 g/cm3 g/m mL/kg mL/kg/h mL/kg/min mg/kg/d mg/kg/h'),
  ...words('ug/kg/min ug/kg/h mg/h ug/h ug/min mL/s L/s mm/h m/s cm/s km/h m/s2 mm[Hg].s mm[Hg]/s mL/mm[Hg] L/cm[H2O] kcal/kg/d'),
  ...words('mg/cm2 dyn.s/cm5 mm[Hg]/L/min pg/{cell} ng/{cell} [drp] [tsp_us] [tbs_us] [foz_us] %{Hb} %{vol} mg/L{FEU} g/L{FEU}'),
]

const library = ucum.UcumLhcUtils.getInstance()
const codes = [...new Set(CODES)].sort()
const none = codes.filter((code) => library.validateUnitString(code).status !== 'valid')
const folder = join(import.meta.dirname, '..', 'health', 'codes', 'generated')
const file = join(folder, 'units.json')
const text = `${JSON.stringify({ codes })}\n`

if (none.length > 0) {
  process.stderr.write(`no codes of UCUM: ${none.join(' ')}\n`)
  process.exitCode = 1
} else if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write('health/codes/generated/units.json is not up to date: npm run generate\n')
    process.exitCode = 1
  }
} else {
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, text)
}
