export const secretMark = '[redacted]'

/** Values of these names that are no text; text is found by `redactText`, however deep. */
export const secretNames = ['password', 'token', 'secret', 'authorization', 'cookie', 'cookies']

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !(value instanceof Error)

/** The same fields, with a mark for each secret among them; what has none is not copied. */
export function hideSecrets<T extends object>(fields: T): T {
  const found = secretNames.filter((name) => Object.hasOwn(fields, name))
  return found.length > 0 ? { ...fields, ...Object.fromEntries(found.map((name) => [name, secretMark])) } : fields
}

/**
 * The same for the objects among the fields. Pino's own `redact` does it with paths such as `*.secret`, which cost each line
 * as much as writing it twice.
 */
export function hideInnerSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  let hidden = fields
  for (const [name, value] of Object.entries(fields)) {
    const shown = isFields(value) ? hideSecrets(value) : value
    if (shown !== value) hidden = { ...hidden, [name]: shown }
  }
  return hidden
}
