/**
 * What a verified minute earns: a published rule that everybody computes alike. Its hash stands in each *Issue*, so a token says by which
 * rule it was made.
 */

import { ENERGY } from '@hdms/health/gait/activity.ts'
import type { Doubt } from '@hdms/health/gait/genuine.ts'
import { utf8 } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import type { JudgedMinute } from './pipeline.ts'
import { encodeRule } from './programme.ts'

export interface RewardRule {
  readonly name: string
  /** Units for a verified minute. */
  readonly light: number
  readonly moderate: number
  readonly vigorous: number
  /** Units a day at most. */
  readonly dailyCap: number
  /** Steps that a minute needs to be one. */
  readonly fewestSteps: number
  /** Of the pipeline that measured, below which a minute is not paid. */
  readonly confidence: number
  /** Minutes of a claim, drawn by the issuer, of which the phone shows what the shoes signed; all, once something did not fit. */
  readonly checked: number
}

/** The first one: what WHO asks of a day (150 moderate minutes a week) pays about 22 units, and the cap is four times that. */
export const RULE_1: RewardRule = {
  name: 'hdms-reward/1',
  light: 0,
  moderate: 1,
  vigorous: 2,
  dailyCap: 90,
  fewestSteps: 40,
  confidence: 0.35,
  checked: 5,
}

/** Binds what a minute is worth, and the table that says how intense it was. */
export const ruleHash = (r: RewardRule): Uint8Array => H('reward-rule', encodeRule(r), H('energy', utf8(JSON.stringify(ENERGY))))

/** Why a minute earned nothing; each has words for the person. */
export type Unpaid = Doubt | 'light' | 'few-steps' | 'unsure' | 'cap' | 'paid-before' | 'not-shown' | 'not-as-shown'

export interface PaidMinute {
  readonly start: number
  readonly units: number
  readonly why: Unpaid | undefined
}

export interface Reward {
  readonly units: number
  readonly minutes: readonly PaidMinute[]
}

/** @param minutes of one day, in the order of time; each once @param before units that the day earned already */
export function reward(rule: RewardRule, minutes: readonly JudgedMinute[], before = 0): Reward {
  let units = 0
  const lines = minutes.map((m): PaidMinute => {
    const { start } = m
    const none = (why: Unpaid): PaidMinute => ({ start, units: 0, why })
    if (!m.verdict.genuine) return none(m.verdict.reason ?? 'unsure')
    if (m.steps < rule.fewestSteps) return none('few-steps')
    if (m.confidence < rule.confidence) return none('unsure')
    const worth = rule[m.intensity]
    if (worth === 0) return none('light')
    const earned = Math.min(worth, rule.dailyCap - before - units)
    if (earned <= 0) return none('cap')
    units += earned
    return { start, units: earned, why: undefined }
  })
  return { units, minutes: lines }
}
