import { isDatabaseUnreachable } from '@/lib/platform/db/is-database-unreachable'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { getLog } from '@/lib/platform/log/log'
import { remember } from '@/lib/platform/remember'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { findSetting } from '@/lib/platform/settings/settings'
import { type ChosenAdmission, chosenAdmission } from '../schema-admission'

export const admissionSetting = 'admission'
/** Tells every process that it was changed. */
export const admissionTopic = 'admission.changed'

interface Known {
  chosen: ChosenAdmission | null
  /** Whether this process hears of changes; one that does not asks the database each time. */
  hears: boolean
  /** Counts the reasons to read anew. */
  doubts: number
  /** How many there were when what is known was read. */
  readAt: number
}

const getKnown = () => remember('auth.admission', (): Known => ({ chosen: null, hears: false, doubts: 0, readAt: -1 }))

/** What admins chose, as this process knows it without asking; null while it does not. */
export function findKnownChoice(): ChosenAdmission | null {
  return getKnown().chosen
}

/** What admins chose: from memory while that is what is stored; with the database away what was known before. */
export async function getChosenAdmission(): Promise<ChosenAdmission> {
  const known = getKnown()
  if (known.hears && known.chosen && known.readAt === known.doubts) return known.chosen
  const { doubts } = known
  try {
    const chosen = (await findSetting(admissionSetting, chosenAdmission)) ?? {}
    // Of two that read for the same reason the first is enough; one that began before it is too old.
    if (!known.hears || doubts > known.readAt) Object.assign(known, { chosen, readAt: doubts })
    return chosen
  } catch (error) {
    if (known.chosen && isDatabaseUnreachable(error)) return known.chosen
    throw error
  }
}

/** What is known may no longer be what is stored. */
export function doubtAdmission(): void {
  getKnown().doubts++
}

/** Follows what admins choose, here and in other processes, before whoever else acts on these messages. Returns its stop. */
export function startAdmission(messages = getProcessMessages()): () => Promise<void> {
  const known = getKnown()
  known.hears = true
  const read = () => {
    doubtAdmission()
    getChosenAdmission().catch((error: unknown) => {
      getLog('auth').warn(
        { reason: describeFault(error) },
        'who is admitted cannot be read; the next request tries again',
      )
    })
  }
  const stops = [messages.subscribe(admissionTopic, read), messages.onResync(read)]
  read()
  return async () => {
    known.hears = false
    for (const stop of stops) await stop()
  }
}
