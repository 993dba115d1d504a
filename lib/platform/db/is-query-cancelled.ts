/** PostgreSQL gave up on a statement that took longer than it may. */
const queryCancelled = '57014'

export function isQueryCancelled(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false
  const { code, originalCode, cause, meta } = error as Record<string, unknown>
  if (code === queryCancelled || originalCode === queryCancelled) return true
  const adapterError = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError
  return [cause, adapterError].some((inner) => isQueryCancelled(inner, depth + 1))
}
