import { z } from 'zod'
import type { Actor, UserActor } from '@/lib/core/actor'
import { minuteMs } from '@/lib/core/time'
import { admissionTopic } from '@/lib/features/auth/admission/chosen-admission'
import { isAdmitted } from '@/lib/features/auth/admission/is-admitted'
import { keyRevokedTopic, sessionChangedTopic, sessionRevokedTopic } from '@/lib/features/auth/events'
import { findActorAgain } from '@/lib/features/auth/find-actor-again'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { getLog } from '@/lib/platform/log/log'
import { describeFault } from '@/lib/platform/resilience/describe-fault'

interface Watch {
  /** Where they are, as limits count it. */
  address: string | null
  mayStay(actor: Actor): boolean
  onLeave(): void
}

const message = z.object({ sessionId: z.string().optional(), keyId: z.string().optional() })
/** Sessions end by themselves, too. */
const recheckMs = minuteMs

/** Calls `onLeave` once when the session or key is over, or its user may no longer stay, or not there. Returns its stop. */
export function watchActor(watched: UserActor, { address, mayStay, onLeave }: Watch): () => void {
  let isOver = false
  const recheck = async () => {
    try {
      const actor = await findActorAgain(watched)
      const stays = mayStay(actor) && (await isAdmitted(address))
      if (isOver || stays) return
      stop()
      onLeave()
    } catch (error) {
      // Whoever was let in stays until somebody can say otherwise.
      getLog('http').debug({ reason: describeFault(error) }, 'a listener could not be looked up')
    }
  }
  const messages = getProcessMessages()
  const hear = (payload: unknown) => {
    const { sessionId, keyId } = message.parse(payload)
    if (sessionId ? sessionId === watched.sessionId : keyId === watched.key?.id) void recheck()
  }
  const timer = setInterval(recheck, recheckMs)
  timer.unref()
  const stops = [
    () => clearInterval(timer),
    messages.subscribe(sessionRevokedTopic, hear),
    messages.subscribe(sessionChangedTopic, hear),
    messages.subscribe(keyRevokedTopic, hear),
    messages.subscribe(admissionTopic, () => void recheck()),
    messages.onResync(() => void recheck()),
  ]
  const stop = () => {
    if (isOver) return
    isOver = true
    for (const one of stops) void one()
  }
  return stop
}
