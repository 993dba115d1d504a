/** What today's hashes cost. Whoever signs in with an older hash gets one of these. */
export const argon2Cost = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 } as const

export type PasswordScheme = 'current' | 'argon2-older' | 'bcrypt' | 'unknown'

const currentPrefix = `$argon2id$v=19$m=${argon2Cost.memoryCost},t=${argon2Cost.timeCost},p=${argon2Cost.parallelism}$`

/** Each step doubles the time: beyond 14 one sign-in would keep a processor for seconds. */
const bcrypt = /^\$2[aby]\$(0[4-9]|1[0-4])\$[./A-Za-z0-9]{53}$/

/** How a stored hash was made. Hashes by bcrypt come with accounts from elsewhere. */
export function findPasswordScheme(passwordHash: string): PasswordScheme {
  if (passwordHash.startsWith(currentPrefix)) return 'current'
  if (passwordHash.startsWith('$argon2')) return 'argon2-older'
  return bcrypt.test(passwordHash) ? 'bcrypt' : 'unknown'
}
