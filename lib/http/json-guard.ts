import { AppError } from '@/lib/core/errors'

/** What could be one of the keys below, or a NUL, also written with escapes; most texts hold none of it. */
const suspicious = /__proto__|constructor|prototype|\\u00/

/** Copied into another object with care missing once, these reach its prototype. */
const refusedKeys = new Set(['__proto__', 'constructor', 'prototype'])

/** A drawing brings what people pasted; it is cleaned of what cannot be stored where it enters. */
const cleansItself = 'document'

type Path = readonly (string | number)[]

/** `JSON.parse` of a value that lies at `path`. Errors: SyntaxError, and invalid_input for keys and text that nobody means well. */
export function parseGuarded(text: string, path: Path = []): unknown {
  const value: unknown = JSON.parse(text)
  if (suspicious.test(text)) assertHarmless(value, path)
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
