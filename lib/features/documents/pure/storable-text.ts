/** PostgreSQL's jsonb has no U+0000 and no half surrogate pairs; both reach JSON text only as escapes like these. */
const suspicious = /\\u(?:0000|d[89a-f])/i

export const mayHoldUnstorableText = (json: string): boolean => suspicious.test(json)

/**
 * The value with U+0000 removed and half surrogate pairs replaced by U+FFFD in every string and key; the same value when
 * there are none.
 */
export function makeStorable<T>(value: T): T {
  return makeStorableUnknown(value) as T
}

function makeStorableUnknown(value: unknown): unknown {
  if (typeof value === 'string') return makeStorableText(value)
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    const items = value.map(makeStorableUnknown)
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  const entries = Object.entries(value)
  const clean = entries.map(([key, item]) => [makeStorableText(key), makeStorableUnknown(item)] as const)
  const changed = clean.some(([key, item], index) => key !== entries[index]?.[0] || item !== entries[index]?.[1])
  return changed ? Object.fromEntries(clean) : value
}

function makeStorableText(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd')
}
