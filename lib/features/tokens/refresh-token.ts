import { createHash, randomBytes } from 'node:crypto'

const prefix = 'agr_'

export const newRefreshToken = (): string => prefix + randomBytes(32).toString('base64url')
export const hashRefreshToken = (token: string): string => createHash('sha256').update(token).digest('base64url')
