import { type Now, secondMs } from '@/lib/core/time'
import { runInTurn } from '@/lib/ops/alerts/run-in-turn'
import { onComponentChanged } from '@/lib/ops/health/component-board'
import { definitionsTopic } from '@/lib/ops/health/definitions-changed'
import { listComponentStates } from '@/lib/ops/health/list-component-states'
import { incidentsChanged } from '@/lib/ops/incidents/incidents-changed'
import { getProcessMessages, type ProcessMessages } from '@/lib/platform/db/notify'
import { getLog } from '@/lib/platform/log/log'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { computePublicStatus } from './compute-public-status'
import { providePublicStatus } from './current-status'
import { publicStatusChanged } from './public-status-changed'
import { readStored } from './read-stored'
import type { StoredStatus } from './schema-snapshot'
import { readSnapshotFile, writeSnapshotFile } from './snapshot-file'

interface PublicStatusOptions {
  /** Where what the database says is kept for a process that starts without it. */
  path: string
  everyMs?: number
  now?: Now
  messages?: Pick<ProcessMessages, 'subscribe' | 'onResync'>
}

/**
 * Keeps what the public status page says in memory, so that it answers whatever is down: read from the database every 30 s
 * and when something of it changes, and made anew from what this process believes whenever a component changes. Returns its
 * stop.
 */
export function startPublicStatus(options: PublicStatusOptions): () => Promise<void> {
  const { path, everyMs = 30 * secondMs, now = Date.now, messages = getProcessMessages() } = options
  let stored: StoredStatus | null = null
  const show = () => {
    providePublicStatus(stored && computePublicStatus({ stored, states: listComponentStates(), nowMs: now() }))
  }

  async function read(): Promise<null> {
    // Before the database is asked, which may take long to say that it is not there.
    if (!stored) {
      stored = await readSnapshotFile(path)
      show()
    }
    try {
      stored = await readStored(now())
    } catch (error) {
      getLog('health').warn({ reason: describeFault(error) }, 'the public status page shows what was known before')
      show()
      return null
    }
    show()
    await keep(stored)
    return null
  }

  async function keep(snapshot: StoredStatus): Promise<void> {
    try {
      await writeSnapshotFile(path, snapshot)
    } catch (error) {
      getLog('health').warn({ reason: describeFault(error) }, 'the public status page cannot be kept in a file')
    }
  }

  const turns = runInTurn({ run: read, everyMs, now })
  const topics = [publicStatusChanged, incidentsChanged, definitionsTopic]
  const stops = [
    onComponentChanged(show),
    messages.onResync(turns.wake),
    ...topics.map((topic) => messages.subscribe(topic, turns.wake)),
  ]
  return async () => {
    for (const stop of stops) await stop()
    await turns.stop()
    providePublicStatus(null)
  }
}
