import type { Prisma } from '@/lib/platform/db/generated/client'
import { holdsLockSql } from '@/lib/platform/db/hold-cluster-lock'
import { getDb } from '@/lib/platform/db/prisma'
import type { Recording } from '../engine/recording'
import type { AlertNotice } from '../notice'
import { CommitUnknown, DecidedTooLate } from './alert-store'
import { saveIncident, saveState } from './save-alert'

type Tx = Prisma.TransactionClient

export interface RecordPorts {
  /** The lock whose holder may write, and the connection that holds it; null where there is one process. */
  lock: { name: string; findBackendPid(): number | null } | null
  /** Hands a notice over to be delivered, in the same transaction. */
  enqueue(tx: Tx, notice: AlertNotice): Promise<void>
}

/** Writes one decision as a whole. See `AlertStore.record`. */
export async function recordDecision(
  recording: Recording,
  { ports, isReplay }: { ports: RecordPorts; isReplay: boolean },
): Promise<void> {
  let isWritten = false
  try {
    await getDb().$transaction(async (tx) => {
      if (ports.lock && !isReplay) await assertHolder(tx, ports.lock)
      await write(tx, recording, { ports, isReplay })
      isWritten = true
    })
  } catch (error) {
    if (isWritten) throw new CommitUnknown('the connection was lost while it was committed', { cause: error })
    throw error
  }
}

/** Whoever has lost the lock without knowing it must not write, for another process decides by now. */
async function assertHolder(tx: Tx, { name, findBackendPid }: NonNullable<RecordPorts['lock']>): Promise<void> {
  const rows = await tx.$queryRawUnsafe<{ held: boolean }[]>(holdsLockSql, name, findBackendPid())
  if (!rows[0]?.held) throw new DecidedTooLate('another process evaluates alerts')
}

async function write(
  tx: Tx,
  { at, changes, queued, groups }: Recording,
  { ports, isReplay }: { ports: RecordPorts; isReplay: boolean },
): Promise<void> {
  const atDate = new Date(at)
  for (const change of changes) {
    const isSaved = await saveState(tx, change)
    if (!isSaved && !isReplay) throw new DecidedTooLate(`${change.subject.alertId} was changed meanwhile`)
    await saveIncident(tx, change, atDate)
  }
  const waiting = queued.map(({ alertId, key, kind, alert, queuedAt }) => ({
    alertId,
    transition: key,
    kind,
    alert: { ...alert, affects: [...alert.affects] },
    queuedAt: new Date(queuedAt),
  }))
  if (waiting.length > 0) await tx.alertNotice.createMany({ data: waiting, skipDuplicates: true })
  for (const group of groups) await hand(tx, group, { ports, sentAt: atDate })
}

/** Only what nobody was told before. */
async function hand(
  tx: Tx,
  { notice, parts, route }: Recording['groups'][number],
  { ports, sentAt }: { ports: RecordPorts; sentAt: Date },
): Promise<void> {
  const taken = await tx.alertNotice.updateManyAndReturn({
    where: { noticeId: null, OR: parts.map(({ alertId, key }) => ({ alertId, transition: key })) },
    data: { noticeId: notice.id, sentAt, route },
    select: { alertId: true, transition: true },
  })
  const isTaken = (index: number): boolean => {
    const part = parts[index]
    return taken.some(({ alertId, transition }) => alertId === part?.alertId && transition === part.key)
  }
  const alerts = notice.alerts.filter((_, index) => isTaken(index))
  if (alerts.length > 0 && route === 'outbox') await ports.enqueue(tx, { ...notice, alerts })
}
