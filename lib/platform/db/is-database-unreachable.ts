/** SQLSTATE 08 connection, 57P0x shutting down or starting, 53300 too many connections; then Node's and Prisma's codes. */
const sqlState = /^(08\w{3}|57P0[1-3]|53300)$/
const codes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  // Cannot reach, timed out, connection closed, pool timed out, no transaction in time.
  'DATABASE_DOWN',
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'],
])
/** What Prisma's driver adapter calls it. */
const kinds = new Set(['DatabaseNotReachable', 'SocketTimeout', 'ConnectionClosed', 'TooManyConnections'])
/** node-postgres gives these no code. */
const messages =
  /timeout exceeded when trying to connect|connection terminated|connection error|connection timeout|query read timeout|client was closed/i

/** Whether this error means that the database did not answer, so that the same call may succeed later. */
export function isDatabaseUnreachable(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false
  const { code, originalCode, kind, message, cause, meta, errors } = error as Record<string, unknown>
  for (const one of [code, originalCode].map(String)) if (sqlState.test(one) || codes.has(one)) return true
  if (kinds.has(String(kind)) || (error instanceof Error && messages.test(String(message)))) return true
  const adapterError = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError
  return [cause, adapterError, ...(Array.isArray(errors) ? errors : [])].some((inner) =>
    isDatabaseUnreachable(inner, depth + 1),
  )
}
