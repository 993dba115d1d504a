import { createHash } from 'node:crypto'

/** What stands for an address where it need not be read, such as in counts of failures. */
export const hashEmail = (email: string): string => createHash('sha256').update(email).digest('base64url')
