import { createHash, randomBytes } from 'node:crypto'

const tokenBytes = 32

export const newLinkToken = (): string => randomBytes(tokenBytes).toString('base64url')

/** What is stored of a token that has 256 random bits; a slow hash would protect nothing more. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')
