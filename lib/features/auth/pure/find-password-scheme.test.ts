import { expect, it } from 'vitest'
import { findPasswordScheme } from './find-password-scheme'

const bcryptTail = '6HxGYsgQYVg4rJWIEOoIwemDwlzK7/rl6FJ.zdh.kAmAyLxr8ylNy'

it.each([
  ['$argon2id$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA', 'current'],
  ['$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA', 'argon2-older'],
  ['$argon2i$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA', 'argon2-older'],
  [`$2b$12$${bcryptTail}`, 'bcrypt'],
  [`$2a$10$${bcryptTail}`, 'bcrypt'],
  [`$2y$12$${bcryptTail}`, 'bcrypt'],
  // Days of work.
  [`$2b$31$${bcryptTail}`, 'unknown'],
  [`$2b$12$${bcryptTail.slice(1)}`, 'unknown'],
  ['', 'unknown'],
  ['correct horse battery', 'unknown'],
] as const)('%s is %s', (hash, scheme) => expect(findPasswordScheme(hash)).toBe(scheme))
