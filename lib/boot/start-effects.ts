import { letterTopic } from '@/lib/features/auth/links/letter'
import { sendLetter } from '@/lib/features/auth/links/send-letter'
import { deliverNotice } from '@/lib/ops/alerts/delivery/deliver-notice'
import { noticeTopic } from '@/lib/ops/alerts/delivery/notice-topic'
import { startDelivery } from '@/lib/ops/alerts/delivery/start-delivery'
import { startOutbox } from '@/lib/platform/outbox/start-outbox'
import { startOutboxPruning } from '@/lib/platform/outbox/start-outbox-pruning'
import { startAccountErasure } from './start-account-erasure'
import { startAuditPruning } from './start-audit-pruning'

/** Starts whatever does what changes have asked for: the outbox with a handler for each topic. Returns its stop. */
export function startEffects(): () => Promise<void> {
  const stopDelivery = startDelivery()
  const stopPrunings = [startOutboxPruning(), startAuditPruning()]
  const stopErasure = startAccountErasure()
  const stopOutbox = startOutbox({ [noticeTopic]: deliverNotice, [letterTopic]: sendLetter })
  return async () => {
    for (const stop of stopPrunings) stop()
    await stopErasure()
    await stopOutbox()
    await stopDelivery()
  }
}
