/** Whoever knows one of the addresses among them may use it. */
const secretNames = /SECRET|PASSWORD|PASSPHRASE|TOKEN|_KEY$|_WEBHOOK_URL$|_HEARTBEAT_URL$/
/** Addresses with a password, or what counts as one, inside. */
const addressesWithSecrets = ['DATABASE_URL', 'REDIS_URL', 'SENTRY_DSN']

/** Whether the whole value of a setting is a secret. */
export const isSecretSetting = (name: string): boolean => secretNames.test(name)

/** The setting that names a file with the value instead, as containers are given secrets; null where there is no such. */
export function findFileSetting(name: string): string | null {
  return isSecretSetting(name) || addressesWithSecrets.includes(name) ? `${name}_FILE` : null
}
