/** Health check of the container: asks this process at the path given and exits with 0 when the answer is 200. */
const [path = '/api/health/live'] = process.argv.slice(2)

try {
  const { status } = await fetch(`http://127.0.0.1:${process.env.PORT || 3000}${path}`, {
    signal: AbortSignal.timeout(4_000),
  })
  process.exitCode = status === 200 ? 0 : 1
} catch {
  process.exitCode = 1
}
