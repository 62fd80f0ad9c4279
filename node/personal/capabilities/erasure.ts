/** What a person erases or withdraws reaches everybody who has it, and the register, whoever erased it and however long that takes. */
import type { ConsentServices } from '@hdms/flows/consent/withdrawals.ts'
import { erasure } from '@hdms/flows/erasure/capability.ts'
import { oweErasure, oweWithdrawal } from '@hdms/flows/erasure/owed.ts'
import { eraseInRegister, tellHolder } from '@hdms/flows/erasure/tell.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import type { Host, NodeCapability } from '../../core/capability.ts'

export const erasureOfPerson: NodeCapability<object, ConsentServices> = {
  ...erasure,
  flows: [tellHolder, eraseInRegister],
  open(host: Host<ConsentServices>) {
    const { clock, logger } = host
    let begun = false
    /** One durable flow for each thing that is owed; those that run are left alone. */
    const pursue = async (): Promise<void> => {
      if (!begun) return
      const { duties, engine } = host.node()
      try {
        for (const { id, state } of duties.list()) if (state === 'open') await engine.startFlow(tellHolder, { duty: id }, `duty ${id}`)
        for (const { record } of duties.openRegisters()) await engine.startFlow(eraseInRegister, { record }, `erased ${record}`)
      } catch (error) {
        // Begun again at the next start, or with the next thing that is owed.
        logger.warn('an erasure waits', { code: asHdmsError(error).code })
      }
    }
    return {
      services: {},
      attach() {
        const { documents, duties, services } = host.node()
        services.withdrawals.also((changes, withdrawal, now) => oweWithdrawal(services, changes, withdrawal, now))
        documents.alsoErased((_, row) => {
          const changes: Change[] = []
          oweErasure(services, changes, row, clock.now())
          return changes
        })
        duties.changed = () => host.changed()
        // After the batch that it was written in.
        duties.due = () => void clock.after(0, () => void pursue())
      },
      begin() {
        begun = true
        void pursue()
        return () => {
          begun = false
        }
      },
    }
  },
}
