/** SQLSTATE 08 connection, 57P0x shutting down or starting, 53300 too many connections; then Node's own codes. */
const sqlState = /^(08\w{3}|57P0[1-3]|53300)$/
const systemCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT', 'EPIPE', 'ETIMEDOUT'])
/** Prisma: cannot reach, timed out, connection closed, pool timed out. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024'])
/** node-postgres gives these no code. */
const messages =
  /timeout exceeded when trying to connect|Connection terminated|connection timeout|Client has encountered a connection error|Can't reach database server|Server has closed the connection/i

/** Whether this error means that the database did not answer, so that the same call may succeed later. */
export function isDatabaseUnreachable(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 4) return false
  const code = 'code' in error ? String(error.code) : ''
  if (sqlState.test(code) || prismaCodes.has(code) || messages.test(error.message)) return true
  if (systemCodes.has(code) && 'syscall' in error && /connect|getaddrinfo|read|write/.test(String(error.syscall))) {
    return true
  }
  const inner = error instanceof AggregateError ? error.errors : [error.cause]
  return inner.some((cause) => isDatabaseUnreachable(cause, depth + 1))
}
