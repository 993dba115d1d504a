import { createHash, randomBytes } from 'node:crypto'

const prefix = 'ag_'
const randomByteCount = 32
/** Enough to tell keys by, and too little to help guessing: of 256 random bits 234 stay unknown. */
const shownLength = prefix.length + 4

/** A new key, as it is shown once. */
export const newKeyText = (): string => prefix + randomBytes(randomByteCount).toString('base64url')

export const isKeyText = (text: string): boolean => text.startsWith(prefix)
export const hashKey = (text: string): string => createHash('sha256').update(text).digest('base64url')
export const readPrefix = (text: string): string => text.slice(0, shownLength)
