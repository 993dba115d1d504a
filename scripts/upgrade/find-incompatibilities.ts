import type { Catalog, Column, Guard } from './catalog'

const nameOf = ({ table, column }: Column) => `${table}.${column}`
const keyOf = ({ table, kind, definition }: Guard) => `${table}: ${kind} ${definition}`

/**
 * Why processes of the release that knows `before` could not go on beside a newer one that made it `after`: what they read or
 * write is gone or has another shape, or what they write is refused. `retired` names columns and tables that this release
 * no longer uses.
 */
export function findIncompatibilities(before: Catalog, after: Catalog, retired: readonly string[] = []): string[] {
  const isRetired = ({ table, column }: Column) => retired.includes(table) || retired.includes(`${table}.${column}`)
  const used = { ...before, columns: before.columns.filter((column) => !isRetired(column)) }
  return [...compareColumns(used, after), ...compareGuards(used, after), ...compareLabels(used, after)]
}

function compareColumns(before: Catalog, after: Catalog): string[] {
  const now = new Map(after.columns.map((column) => [nameOf(column), column]))
  const known = new Set(before.columns.map(nameOf))
  const tables = new Set(before.columns.map(({ table }) => table))
  const changed = before.columns.flatMap((old) => compareColumn(old, now.get(nameOf(old))))
  const demanded = after.columns
    .filter((column) => tables.has(column.table) && !known.has(nameOf(column)) && column.notNull && !column.hasDefault)
    .map((column) => `${nameOf(column)} is new and cannot be left out`)
  return [...changed, ...demanded]
}

function compareColumn(old: Column, now: Column | undefined): string[] {
  if (!now) return [`${nameOf(old)} is gone`]
  const faults: string[] = []
  if (now.type !== old.type) faults.push(`${nameOf(old)} was ${old.type} and is ${now.type}`)
  if (now.notNull && !old.notNull) faults.push(`${nameOf(old)} may no longer be null`)
  if (now.notNull && old.hasDefault && !now.hasDefault) faults.push(`${nameOf(old)} has lost its default`)
  return faults
}

/** A guard of new columns alone does not concern who leaves them out; one that went was there to refuse, unless keys rest on it. */
function compareGuards(before: Catalog, after: Catalog): string[] {
  const known = new Set(before.guards.map(keyOf))
  const kept = new Set(after.guards.map(keyOf))
  const columns = new Set(before.columns.map(nameOf))
  const tables = new Set(before.columns.map(({ table }) => table))
  const concerns = (guard: Guard) =>
    tables.has(guard.table) && guard.columns.every((column) => columns.has(`${guard.table}.${column}`))
  const added = after.guards.filter((guard) => concerns(guard) && !known.has(keyOf(guard)))
  const lost = before.guards.filter((guard) => guard.kind === 'unique' && concerns(guard) && !kept.has(keyOf(guard)))
  return [
    ...added.map((guard) => `${keyOf(guard)} is new and may refuse what is written`),
    ...lost.map((guard) => `${keyOf(guard)} is gone, and ON CONFLICT counts on it`),
  ]
}

function compareLabels(before: Catalog, after: Catalog): string[] {
  const kept = new Set(after.labels.map(({ type, label }) => `${type} ${label}`))
  return before.labels
    .filter(({ type, label }) => !kept.has(`${type} ${label}`))
    .map((one) => `${one.type} has lost ${one.label}`)
}
