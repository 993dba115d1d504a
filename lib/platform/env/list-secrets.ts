import type { Env } from './schema'
import { isSecretSetting } from './secret-settings'

const minLength = 6

/** What must never be written anywhere: the values of secret settings, and the passwords inside of addresses. */
export function listSecrets(env: Env): string[] {
  const secrets = Object.entries(env).flatMap(([name, value]) => {
    if (typeof value !== 'string') return []
    if (isSecretSetting(name)) return [value]
    const { password, username } = URL.canParse(value) ? new URL(value) : { password: '', username: '' }
    // What Sentry calls its public key is the only credential in its address.
    return name === 'SENTRY_DSN' ? [username, password] : [password, decode(password)]
  })
  return [...new Set(secrets)].filter((secret) => secret.length >= minLength)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
