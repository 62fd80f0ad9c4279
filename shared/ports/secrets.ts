/** Where a node's secrets live: an encrypted file on a server, a store wrapped under a passphrase or passkey on a phone. */
export interface SecretStore {
  get(name: string): Promise<Uint8Array | undefined>
  put(name: string, secret: Uint8Array): Promise<void>
  /** The secret, made of `length` random bytes the first time. */
  getOrCreate(name: string, length: number): Promise<Uint8Array>
}
