/** What a personal node runs. */
import type { PersonalServices } from '@hdms/flows/activity/claim.ts'
import type { ConsentServices } from '@hdms/flows/consent/withdrawals.ts'
import type { SellerServices } from '@hdms/flows/trading/ports.ts'

export type PersonServices = PersonalServices & SellerServices & ConsentServices
