/** What a sensor may say, what a stride may be, who walks, and what is said of it. */
import type { Mutant } from './mutant.ts'

const input = { test: 'testing/unit/gait-input.test.ts' }
const samples = { ...input, file: 'health/gait/samples.ts' }
const foot = { ...input, file: 'health/gait/foot.ts' }
const strides = { ...input, file: 'health/gait/strides.ts' }
const walk = { ...input, file: 'health/gait/walk.ts' }
const who = { file: 'health/gait/genuine.ts', test: 'testing/unit/genuine.test.ts' }
const said = { file: 'health/gait/evaluation.ts', test: 'testing/unit/evaluation.test.ts' }

export const mutants: readonly Mutant[] = [
  {
    ...samples,
    name: 'a sample that no sensor can have is taken',
    find: "if (!(a <= SAMPLES.acceleration && w <= SAMPLES.rate)) return 'missing'",
    replace: '',
    only: 'in one channel',
  },
  {
    ...samples,
    name: 'samples of a batch are all taken at its time',
    find: 'this.at = batch ? this.at + this.period : Math.max(t, this.at + this.period / 10)',
    replace: 'this.at = t',
    only: 'batches of',
  },
  {
    ...samples,
    name: 'the end of a range is not seen',
    find: 'return this.near >= SAMPLES.clips && this.near >= SAMPLES.cutOff * this.high',
    replace: 'return false',
    only: 'range ends below',
  },
  {
    ...foot,
    name: 'a sensor that repeats itself on the way is believed',
    find: "if (sample === 'frozen' && value > FOOT.frozen) return this.freeze()",
    replace: '',
    only: 'repeats its last sample',
  },
  {
    ...foot,
    name: 'a sensor that froze at rest is believed',
    find: 'if (this.repeated && check.ended > 0 && value > 2 * FOOT.frozen && this.noisy > 0) this.retract(check.ended)',
    replace: '',
    only: 'repeats its last sample',
  },
  { ...foot, name: 'a short hole ends the stride', find: '  hole: 0.25,', replace: '  hole: 0.05,', only: 'is bridged' },
  {
    ...foot,
    name: 'a swing that nearly rests before its strike is two',
    find: 'quiet > FOOT.falseRest && (brief || !fits)',
    replace: 'quiet > FOOT.falseRest && !fits',
    only: 'nearly rests',
  },
  {
    ...foot,
    name: 'what an accelerometer is off by is not learnt',
    find: 'this.accelerometer.still([ax.mean, ay.mean, az.mean], buffer.t(upTo) - buffer.t(this.anchor))',
    replace: '',
    only: 'is right after',
  },
  {
    ...foot,
    name: 'an attitude that the way contradicts stays',
    find: 'if (tilt < FOOT.tilted) return path',
    replace: 'if (tilt >= 0) return path',
    only: 'an attitude that is lost',
  },
  {
    ...input,
    file: 'health/gait/detector.ts',
    name: 'a swing may last for ever',
    find: 'return lasted > DETECTOR.longest ? Math.min(this.lull, DETECTOR.restless) : 0',
    replace: 'return 0',
    only: 'runs off from standing',
  },
  {
    ...input,
    file: 'health/gait/detector.ts',
    name: 'rest is the same for every sensor',
    find: 'return Math.min(this.least, this.before, DETECTOR.restless)',
    replace: 'return 0',
    only: 'never still',
  },
  {
    ...strides,
    name: 'a path that was not measured is sure',
    find: 's.hole > BOUNDS.hole || contradicts',
    replace: 'contradicts',
    only: 'a third of the strides',
  },
  {
    ...walk,
    name: 'a minute is as sure as its best stride',
    find: 'quantileOf(this.confidences, 0.25) *',
    replace: 'Math.max(...this.confidences) *',
    only: 'a third of the strides',
  },
  {
    ...walk,
    name: 'the offset of the clocks is not estimated',
    find: '    this.clocks.add(stride)\n',
    replace: '',
    test: 'testing/unit/genuine.test.ts',
    only: 'once the offset is known',
  },
  {
    ...who,
    name: 'pressure is looked for at the other shoe’s time',
    find: 'Math.abs(c.strike - s.strike - s.clock)',
    replace: 'Math.abs(c.strike - s.strike)',
    only: '8 s apart',
  },
  {
    ...who,
    name: 'what goes to and fro walks',
    find: "weigh('machine', Math.hypot(...onward), GENUINE.onward)",
    replace: '',
    only: 'a rail moved',
  },
  { ...who, name: 'a walk that is played again walks', find: '    if (alike) this.alike++\n', replace: '', only: 'played again' },
  {
    ...who,
    name: 'a child’s weight is enough for anybody',
    find: 'Math.max(GENUINE.weight, GENUINE.weightShare * weight * GRAVITY)',
    replace: 'GENUINE.weight',
    only: 'heavy person',
  },
  {
    ...who,
    name: 'one shoe is enough without crutches',
    find: "if (this.has.aid === 'crutches' && fewer < 0.6 * more) return",
    replace: 'if (fewer < 0.6 * more) return',
    only: 'spares a foot',
  },
  {
    ...said,
    name: 'any time is a six-minute walk',
    find: 'Math.abs(t.end - t.start - SIX_MINUTES) <= LATE',
    replace: 't.end > t.start',
    only: 'six-minute walk',
  },
  {
    ...said,
    name: 'a winding walk is straight enough',
    find: ' && b.turns <= STEADY.turns * b.steps',
    replace: '',
    only: 'that winds',
  },
  {
    ...said,
    file: 'health/gait/activity.ts',
    name: 'a level floor that seems to rise is climbed',
    find: 'climb > ENERGY.level * speed',
    replace: 'climb > 0',
    only: 'more speed',
  },
  {
    file: 'flows/activity/reward.ts',
    test: 'testing/unit/token.test.ts',
    name: 'the table of METs is no part of the rule',
    find: ", H('energy', utf8(JSON.stringify(ENERGY)))",
    replace: '',
    only: 'table that says how intense',
  },
]
