/** SQLSTATE 53100, however deep Prisma has wrapped it. */
const diskFull = '53100'

/** Whether PostgreSQL could not write because its disk is full; what is there can still be read. */
export function isDiskFull(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false
  const { code, originalCode, cause, meta } = error as Record<string, unknown>
  if (code === diskFull || originalCode === diskFull) return true
  const { driverAdapterError } = (meta ?? {}) as { driverAdapterError?: unknown }
  return isDiskFull(cause, depth + 1) || isDiskFull(driverAdapterError, depth + 1)
}
