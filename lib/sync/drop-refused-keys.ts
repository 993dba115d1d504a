import { refusedKeys } from '@/lib/core/refused-keys'

/** A JSON value without the keys that could reach a prototype; the same value when there are none. */
export function dropRefusedKeys<T>(value: T): T {
  return drop(value) as T
}

function drop(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    const items = value.map(drop)
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  const entries = Object.entries(value)
  const kept = entries.filter(([key]) => !refusedKeys.has(key)).map(([key, item]) => [key, drop(item)] as const)
  const isSame = kept.length === entries.length && kept.every(([, item], index) => item === entries[index]?.[1])
  return isSame ? value : Object.fromEntries(kept)
}
