/** A person's wallet. */
import { token } from '@hdms/flows/token/capability.ts'
import { moveTokens } from '@hdms/flows/token/move.ts'
import { payRequested, payTokens, receiveTokens, requestTokens } from '@hdms/flows/token/pay.ts'
import { mergeTokens, redeemTokens } from '@hdms/flows/token/present.ts'
import { Wallet } from '@hdms/flows/token/wallet.ts'
import type { NodeCapability } from '../../core/capability.ts'

/** @param issuer X.500 name of the issuer of health tokens; empty where there are none */
export const tokenOfPerson = (issuer: string): NodeCapability<{ readonly wallet: Wallet }> => ({
  ...token,
  flows: [payTokens, receiveTokens, requestTokens, payRequested, redeemTokens, mergeTokens, moveTokens],
  open({ storage }) {
    const wallet = new Wallet(issuer)
    return { services: { wallet }, load: () => wallet.load(storage.store) }
  },
})
