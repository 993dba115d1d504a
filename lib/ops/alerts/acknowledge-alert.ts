import type { Actor, UserActor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError, notFound } from '@/lib/core/errors'
import type { Now } from '@/lib/core/time'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { getDb } from '@/lib/platform/db/prisma'
import { alertsChanged } from './alerts-changed'
import { findIncident } from './engine/alert-state'
import { noPatience } from './engine/compute-patience'
import { transition } from './engine/transition'
import { presentAlert } from './present-alert'
import * as repo from './repo'
import type { AlertDto } from './schema'
import { DecidedTooLate } from './store/alert-store'
import { parseStoredAlert } from './store/load-snapshot'
import { makeIncidentId, saveIncident, saveState } from './store/save-alert'

interface AcknowledgeAlert {
  actor: Actor
  alertId: string
  now?: Now
}

const mostAttempts = 5

/**
 * Somebody is at it: it is not escalated any more. Once is enough; again changes nothing. Errors: unauthenticated,
 * not_found when it was never active, conflict when it is over.
 */
export async function acknowledgeAlert({ actor, alertId, now = Date.now }: AcknowledgeAlert): Promise<AlertDto> {
  assertAdmin(actor)
  for (let attempt = 1; ; attempt++) {
    try {
      await acknowledge(alertId, actor, now())
      break
    } catch (error) {
      // It was evaluated at the same moment.
      if (!(error instanceof DecidedTooLate) || attempt >= mostAttempts) throw error
    }
  }
  await getProcessMessages().publish(alertsChanged, {})
  const [latest] = await repo.listIncidents(alertId, 1)
  if (!latest) throw notFound('alert')
  return presentAlert(latest, { isAdmin: true, now: now() })
}

async function acknowledge(alertId: string, actor: UserActor, nowMs: number): Promise<void> {
  await getDb().$transaction(async (tx) => {
    const row = await tx.alertState.findUnique({ where: { alertId } })
    const stored = row && parseStoredAlert(row)
    const incident = stored && findIncident(stored.state)
    if (!stored || !incident) throw await explainAbsence(alertId)
    const { state, effects } = transition(stored.state, { type: 'acknowledged' }, noPatience, nowMs)
    if (state === stored.state) return
    const change = { ...stored, state, effects, nextVersion: stored.version + 1 }
    if (!(await saveState(tx, change))) throw new DecidedTooLate(`${alertId} was changed meanwhile`)
    await saveIncident(tx, change, new Date(nowMs))
    await tx.alert.updateMany({
      where: { id: makeIncidentId(alertId, incident) },
      data: { acknowledgedById: actor.id },
    })
  })
}

async function explainAbsence(alertId: string): Promise<AppError> {
  const [latest] = await repo.listIncidents(alertId, 1)
  return latest ? new AppError('conflict', 'This alert is over; there is nothing to acknowledge.') : notFound('alert')
}
