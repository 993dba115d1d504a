import { createHash } from 'node:crypto'

/** One short text for a whole document, whatever the order of its records and of their keys. */
export function hashRecords(records: Iterable<{ id: string }>): string {
  const sorted = [...records].sort((a, b) => (a.id < b.id ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify(sorted.map(sortKeys)))
    .digest('hex')
    .slice(0, 16)
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]))
}
