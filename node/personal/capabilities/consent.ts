/** A person's consents: withdrawn by them. */
import { consent } from '@hdms/flows/consent/capability.ts'
import { withdrawConsent } from '@hdms/flows/consent/withdraw.ts'
import { type NodeCapability, running } from '../../core/capability.ts'

export const consentOfPerson: NodeCapability = running(consent, [withdrawConsent])
