import { getLog } from '@/lib/platform/log/log'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { found } from './check'
import { componentIdOf, makeDefinedCheck } from './defined/make-defined-check'
import { openTarget } from './defined/sealed-target'
import { listChecks, readBeat } from './repo-checks'
import { listCurrentWindows } from './repo-windows'
import type { Defined } from './start-health'

type Row = Awaited<ReturnType<typeof listChecks>>[number]

/** What admins have defined; null while it cannot be read. */
export async function loadDefined(): Promise<Defined | null> {
  try {
    const [rows, windows] = await Promise.all([listChecks(), listCurrentWindows()])
    return { checks: rows.filter(({ enabled }) => enabled).map(makeCheck), windows }
  } catch (error) {
    getLog('health').warn(
      { reason: describeFault(error) },
      'what admins have defined cannot be read; it stays as it was',
    )
    return null
  }
}

function makeCheck(row: Row): Defined['checks'][number] {
  const { id, name, everySeconds, timeoutSeconds, dependsOn } = row
  const target = openTarget(row.sealedTarget)
  const version = row.updatedAt.toISOString()
  if (target) {
    return { version, check: makeDefinedCheck({ id, name, target, everySeconds, timeoutSeconds, dependsOn }, readBeat) }
  }
  const unreadable = found(
    'unknown',
    'Its address cannot be read any more, because AUTH_SECRET is another one. Set it again.',
  )
  const component = { id: componentIdOf(id), name, essential: false, needs: dependsOn, uses: [] }
  const everyMs = everySeconds * 1_000
  return {
    version,
    check: { component, everyMs, timeoutMs: everyMs, confirmAfterMs: everyMs, probe: async () => unreadable },
  }
}
