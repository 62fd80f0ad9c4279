/**
 * What comes from outside is bytes; what a check vouches for has a type of its own, so that forgetting the check does not compile.
 * Only the functions that check (or that make the thing themselves) return one.
 */
declare const vouched: unique symbol
export type Checked<What extends string> = Uint8Array & { readonly [vouched]: What }

/** For the function that has just checked `bytes`, and for nobody else. */
export const vouch = <What extends string>(bytes: Uint8Array): Checked<What> => bytes as Checked<What>
