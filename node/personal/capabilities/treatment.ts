/** A patient's side of a treatment. */
import { treatment } from '@hdms/flows/treatment/capability.ts'
import { takeCorrection } from '@hdms/flows/treatment/correction.ts'
import { requestTreatment } from '@hdms/flows/treatment/patient.ts'
import { type NodeCapability, running } from '../../core/capability.ts'

export const treatmentOfPerson: NodeCapability = running(treatment, [requestTreatment, takeCorrection])
