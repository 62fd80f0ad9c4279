/** Every capability there is: the one list that a new one is entered in. */
import { activity } from '@hdms/flows/activity/capability.ts'
import { consent } from '@hdms/flows/consent/capability.ts'
import type { Capability } from '@hdms/flows/core/capability.ts'
import { erasure } from '@hdms/flows/erasure/capability.ts'
import { records } from '@hdms/flows/records/capability.ts'
import { token } from '@hdms/flows/token/capability.ts'
import { trading } from '@hdms/flows/trading/capability.ts'
import { treatment } from '@hdms/flows/treatment/capability.ts'

export const CAPABILITIES: readonly Capability[] = [consent, erasure, treatment, token, activity, trading, records]
