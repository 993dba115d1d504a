import { createHash, createHmac, hkdfSync, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import { BackupError } from './backup-error'
import type { BackupStore } from './backup-store'
import { openFrame, sealFrame } from './frame'

/** Says how a store is written; the first file in it. */
const description = 'store'

/** 64 MB and some 200 ms for each guess at a passphrase. */
const cost = { N: 2 ** 16, r: 8, p: 1 }
const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)

const scryptSettings = z.object({
  salt: z.string(),
  N: z
    .number()
    .int()
    .max(2 ** 20),
  r: z.number().int().max(32),
  p: z.number().int().max(16),
  /** Tells a wrong passphrase from a damaged file. */
  check: z.string(),
})

const storeDescription = z.object({
  format: z.literal(1),
  encryption: scryptSettings.nullable(),
})

/** A store together with what it takes to read and write it. */
export interface Vault {
  store: BackupStore
  isEncrypted: boolean
  /** The name of content: the same for the same content, and only in an encrypted store different from its SHA-256. */
  computeId(content: Uint8Array): string
  write(name: string, content: Uint8Array): Promise<number>
  /** The content of a file; throws `BackupError` when it is missing or damaged. */
  read(name: string): Promise<Buffer>
}

interface VaultOptions {
  passphrase: string | undefined
  /** Whether a store may be begun where none is. */
  create?: boolean
}

export async function openVault(store: BackupStore, { passphrase, create = false }: VaultOptions): Promise<Vault> {
  const frame = await store.find(description)
  if (!frame && !create) throw new BackupError(`There are no backups at ${store.place}.`)
  if (!frame) return createVault(store, passphrase)
  const parsed = storeDescription.safeParse(parseJson(await openFrame(frame, { name: description, key: null })))
  if (!parsed.success) throw new BackupError(`The backups at ${store.place} were made by a newer version of AutoGraph.`)
  const { encryption } = parsed.data
  if (!encryption) {
    if (passphrase && create) throw new BackupError(explainMixture(store.place))
    return makeVault(store, null)
  }
  if (!passphrase) {
    throw new BackupError(`The backups at ${store.place} are encrypted; give BACKUP_PASSPHRASE_FILE.`)
  }
  const keys = await deriveKeys(passphrase, encryption)
  if (!timingSafeEqual(Buffer.from(encryption.check, 'hex'), keys.check)) {
    throw new BackupError(`This is not the passphrase of the backups at ${store.place}.`)
  }
  return makeVault(store, keys)
}

async function createVault(store: BackupStore, passphrase: string | undefined): Promise<Vault> {
  const settings = { ...cost, salt: randomBytes(16).toString('hex') }
  const keys = passphrase ? await deriveKeys(passphrase, settings) : null
  const encryption = keys && { ...settings, check: keys.check.toString('hex') }
  const content = Buffer.from(JSON.stringify({ format: 1, encryption } satisfies z.infer<typeof storeDescription>))
  await store.put(description, await sealFrame(content, { name: description, key: null }))
  await store.flush()
  return makeVault(store, keys)
}

interface Keys {
  content: Buffer
  names: Buffer
  check: Buffer
}

async function deriveKeys(
  passphrase: string,
  { salt, ...given }: z.infer<typeof scryptSettings> | (typeof cost & { salt: string }),
): Promise<Keys> {
  const { N, r, p } = given
  const root = await derive(passphrase, Buffer.from(salt, 'hex'), 32, { N, r, p, maxmem: 256 * N * r })
  const expand = (purpose: string) => Buffer.from(hkdfSync('sha256', root, 'autograph', `backup:${purpose}`, 32))
  return { content: expand('content'), names: expand('names'), check: expand('check') }
}

function makeVault(store: BackupStore, keys: Keys | null): Vault {
  const key = keys?.content ?? null
  return {
    store,
    isEncrypted: keys !== null,
    computeId: (content) =>
      (keys ? createHmac('sha256', keys.names) : createHash('sha256')).update(content).digest('hex'),
    async write(name, content) {
      const frame = await sealFrame(content, { name, key })
      await store.put(name, frame)
      return frame.length
    },
    async read(name) {
      const frame = await store.find(name)
      if (!frame) throw new BackupError(`${name} is missing at ${store.place}.`)
      return openFrame(frame, { name, key })
    },
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}

const explainMixture = (place: string) =>
  `The backups at ${place} are not encrypted, and BACKUP_PASSPHRASE is set; name another place with BACKUP_TO.`
