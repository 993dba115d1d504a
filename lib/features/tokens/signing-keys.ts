import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { z } from 'zod'
import { minuteMs, secondMs } from '@/lib/core/time'
import { getLog } from '@/lib/platform/log/log'
import { remember } from '@/lib/platform/remember'
import { openSealedText, sealText } from '@/lib/platform/secrets/sealed-text'
import { chooseSigningKey, type KeyAge, mayVerify } from './pure/choose-signing-key'
import * as repo from './repo'

export const algorithm = 'EdDSA'
const sealPurpose = 'signing-key'
const freshForMs = 5 * minuteMs
/** Whoever makes up names of keys must not make us ask the database each time. */
const lookAgainMs = 5 * secondMs

const publicJwk = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() })

type Imported = Awaited<ReturnType<typeof importJWK>>

interface SigningKey extends KeyAge {
  kid: string
  publicJwk: JWK
  publicKey: Imported
  /** Null when it was sealed with another AUTH_SECRET: what it signed is still good. */
  privateKey: Imported | null
}

interface Known {
  keys: SigningKey[]
  readAtMs: number
}

const getKnown = () => remember<Known>('tokens.signing-keys', () => ({ keys: [], readAtMs: Number.NEGATIVE_INFINITY }))

async function read(): Promise<SigningKey[]> {
  const rows = await repo.listKeys()
  const nowMs = Date.now()
  const keys = await Promise.all(rows.filter((row) => mayVerify(row, nowMs)).map(importKey))
  Object.assign(getKnown(), { keys, readAtMs: nowMs })
  return keys
}

async function importKey({ kid, createdAtMs, publicKey, sealedPrivate }: repo.KeyRow): Promise<SigningKey> {
  const jwk = publicJwk.parse(publicKey)
  const opened = openSealedText(sealedPrivate, sealPurpose)
  return {
    kid,
    createdAtMs,
    publicJwk: jwk,
    publicKey: await importJWK(jwk, algorithm),
    privateKey: opened === null ? null : await importJWK(JSON.parse(opened), algorithm),
  }
}

const listKnown = async (): Promise<SigningKey[]> => {
  const { keys, readAtMs } = getKnown()
  return Date.now() - readAtMs < freshForMs ? keys : await read()
}

const findUsable = (keys: SigningKey[]) =>
  chooseSigningKey(
    keys.filter(({ privateKey }) => privateKey !== null),
    Date.now(),
  )

/** What access tokens are signed with now; a new pair every 30 days, made when the first token asks for it. */
export async function getSigningKey(): Promise<{ kid: string; privateKey: Imported }> {
  const found = findUsable(await listKnown()) ?? (await makeKey())
  if (!found?.privateKey) throw new Error('there is no key to sign with')
  return { kid: found.kid, privateKey: found.privateKey }
}

async function makeKey(): Promise<SigningKey | null> {
  const isThere = (rows: repo.KeyRow[]) =>
    chooseSigningKey(
      rows.filter(({ sealedPrivate }) => openSealedText(sealedPrivate, sealPurpose) !== null),
      Date.now(),
    ) !== null
  await repo.insertKeyUnless(isThere, async () => {
    const pair = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true })
    const sealedPrivate = sealText(JSON.stringify(await exportJWK(pair.privateKey)), sealPurpose)
    getLog('auth').info('a new pair of keys signs access tokens')
    return { publicKey: publicJwk.parse(await exportJWK(pair.publicKey)), sealedPrivate }
  })
  return findUsable(await read())
}

/** The key with this name, if what it has signed may still be good. */
export async function findVerifyingKey(kid: string): Promise<Imported | null> {
  const known = (await listKnown()).find((key) => key.kid === kid)
  if (known) return mayVerify(known, Date.now()) ? known.publicKey : null
  // Another process may have made it since we looked.
  if (Date.now() - getKnown().readAtMs < lookAgainMs) return null
  return (await read()).find((key) => key.kid === kid)?.publicKey ?? null
}

/** The public halves, as others verify with them (RFC 7517). */
export async function listPublicKeys(): Promise<{ keys: JWK[] }> {
  const keys = await listKnown()
  return { keys: keys.map(({ kid, publicJwk: jwk }) => ({ ...jwk, kid, alg: algorithm, use: 'sig' })) }
}
