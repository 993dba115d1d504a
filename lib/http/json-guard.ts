import { AppError } from '@/lib/core/errors'
import { mayHoldRefusedKeys, refusedKeys } from '@/lib/core/refused-keys'

/** A drawing brings what people pasted; it is cleaned of what cannot be stored where it enters. */
const cleansItself = 'document'

type Path = readonly (string | number)[]

/** `JSON.parse` of a value that lies at `path`. Errors: SyntaxError, and invalid_input for keys and text that nobody means well. */
export function parseGuarded(text: string, path: Path = []): unknown {
  const value: unknown = JSON.parse(text)
  // A NUL can only be written with an escape, which looks the same.
  if (mayHoldRefusedKeys(text)) assertHarmless(value, path)
  return value
}

function assertHarmless(value: unknown, path: Path): void {
  if (typeof value === 'string') assertNoNul(value, path)
  if (value === null || typeof value !== 'object') return
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) assertHarmless(item, [...path, index])
    return
  }
  for (const [key, item] of Object.entries(value)) {
    assertKey(key, path)
    assertHarmless(item, [...path, key])
  }
}

export function assertKey(key: string, path: Path): void {
  if (refusedKeys.has(key)) throw refused([...path, key], 'refused_key', `The key ${key} cannot be used here.`)
  assertNoNul(key, path)
}

function assertNoNul(text: string, path: Path): void {
  if (text.includes('\0') && path[0] !== cleansItself) {
    throw refused(path, 'nul', 'Text cannot contain NUL characters.')
  }
}

const refused = (path: Path, code: string, message: string) =>
  new AppError('invalid_input', 'Some fields are not valid. Nothing was changed.', {
    errors: [{ path: path.join('.'), code, message }],
  })
