/**
 * How the log calls the account that somebody typed: by the address, unless it is none, since people type passwords into the
 * wrong field.
 */
export const nameTyped = (email: string): { name?: string } =>
  email.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? { name: email } : {}
