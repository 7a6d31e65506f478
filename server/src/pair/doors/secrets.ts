/** What a file names and others keep: certificates, keys, passwords. All of these throw where a file cannot be read. */
import { readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

export interface TlsTexts {
  readonly ca: readonly Buffer[]
  readonly cert: Buffer
  readonly key: Buffer
}

/** The trust anchor is a file or a folder of certificates. */
export function readTls({ trustAnchor, certFile, keyFile }: { readonly trustAnchor: string; readonly certFile: string; readonly keyFile: string }): TlsTexts {
  const anchors = statSync(trustAnchor).isDirectory() ? readdirSync(trustAnchor).map((name) => path.join(trustAnchor, name)) : [trustAnchor]
  return { ca: anchors.map((file) => readFileSync(file)), cert: readFileSync(certFile), key: readFileSync(keyFile) }
}

/** `user:password` (RFC 7617); a password file alone holds both. */
export function secretOf({ user, userFile, password, passwordFile }: { readonly user: string; readonly userFile: string; readonly password: string; readonly passwordFile: string }): Buffer {
  const name = userFile === '' ? user : readLine(userFile)
  const word = passwordFile === '' ? password : readLine(passwordFile)
  return Buffer.from(name === '' ? word : `${name}:${word}`, 'utf8')
}

function readLine(file: string): string {
  return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
}
