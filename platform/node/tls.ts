/**
 * Whether a web server's certificate will serve those who call: looked at before it is in use, by the rules of
 * `shared/identity/x509`.
 */

import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fromBase64 } from '@hdms/shared/bytes.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { readX509, type X509 } from '@hdms/shared/identity/x509/certificate.ts'
import { checkPath } from '@hdms/shared/identity/x509/path.ts'
import { refuse as refuseCertificate } from '@hdms/shared/identity/x509/reasons.ts'
import { checkServer } from '@hdms/shared/identity/x509/server.ts'
import { refuse } from './reasons.ts'

/**
 * Checks the chain in `tls-cert`: server certificate first, each issued by the next, in date, for the host of `public-url`. Whether its
 * last issuer is trusted is for each caller to say (`tls-ca`).
 * @throws CONFIG_INVALID with what is wrong
 */
export async function checkTls(
  o: {
    readonly 'tls-cert'?: string | undefined
    readonly 'tls-key'?: string | undefined
    readonly 'public-url'?: string | undefined
  },
  now: number,
): Promise<void> {
  const { 'tls-cert': file, 'tls-key': keyFile, 'public-url': url } = o
  if (file && keyFile) checkKey(file, keyFile)
  if (!file || !url) return
  try {
    const pems = readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
    const chain = (pems ?? refuseCertificate('CERT_REFUSED', 'no-pem', { rule: 'encoding' })).map((pem) =>
      readX509(fromBase64(pem.replace(/-----[A-Z ]+-----|\s/g, ''))),
    )
    await checkPath(chain, { now, allow: () => {}, verify: async (c, issuer) => native(c).verify(native(issuer).publicKey) })
    checkServer(chain, new URL(url).hostname)
  } catch (error) {
    const because = asHdmsError(error).data['reason']
    if (because === undefined) refuse('CONFIG_INVALID', 'no-chain', { name: 'tls-cert' }, error)
    refuse('CONFIG_INVALID', 'chain-refused', { name: 'tls-cert', ...asHdmsError(error).data, because }, error)
  }
}

/** A certificate is served with the key that it is of. */
function checkKey(file: string, keyFile: string): void {
  let same: boolean
  try {
    same = new X509Certificate(readFileSync(file)).checkPrivateKey(createPrivateKey(readFileSync(keyFile)))
  } catch (error) {
    return refuse('CONFIG_INVALID', 'pair-unreadable', { name: 'tls-key' }, error)
  }
  if (!same) refuse('CONFIG_INVALID', 'other-key', { name: 'tls-key' })
}

const native = ({ der }: X509): X509Certificate => new X509Certificate(der)
