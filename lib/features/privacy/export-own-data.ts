import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { hourMs } from '@/lib/core/time'
import { recordAuditNow } from '@/lib/platform/audit/record-audit'
import { countUse } from '@/lib/platform/limits/count-use'
import { getLog } from '@/lib/platform/log/log'
import { requireStepUp } from '../auth/require-step-up'
import { type ExportFile, listExportFiles } from './list-export-files'
import { makeTarEnd, makeTarHeader, makeTarPadding } from './pure/tar'

const mostPerHour = 5

export interface OwnData {
  fileName: string
  /** A gzipped tar archive, made as fast as it is taken. */
  body: ReadableStream<Uint8Array>
}

/**
 * All that is the actor's as one archive; nothing of it is stored. Errors: unauthenticated, forbidden without a fresh proof of who
 * asks, rate_limited.
 */
export async function exportOwnData(asked: { actor: Actor }): Promise<OwnData> {
  const actor = await requireStepUp(asked.actor)
  const key = `limit:own-data:${actor.id}`
  const usage = await countUse([{ key, keyType: 'user', most: mostPerHour, windowMs: hourMs }])
  if (usage?.isExceeded) {
    const message = 'You have taken your data often in the last hour. Please try again later.'
    throw new AppError('rate_limited', message, { retryAfterSeconds: usage.resetSeconds })
  }
  await recordAuditNow({ actor, action: 'account.export', target: { type: 'account', id: actor.id } })
  const archive = Readable.from(writeTar(listExportFiles(actor.id)))
  const gzip = createGzip({ level: 1 })
  // Whoever takes it sees that it ends too early; the reason is for the log.
  archive.on('error', (error) => {
    getLog('privacy').error({ err: error, userId: actor.id }, 'an export of own data broke off')
    gzip.destroy(error)
  })
  gzip.on('close', () => archive.destroy())
  const fileName = `autograph-${new Date().toISOString().slice(0, 10)}.tar.gz`
  return { fileName, body: Readable.toWeb(archive.pipe(gzip)) as ReadableStream<Uint8Array> }
}

export async function* writeTar(files: AsyncIterable<ExportFile>, at = new Date()): AsyncGenerator<Uint8Array> {
  for await (const { name, sizeBytes, pieces } of files) {
    yield makeTarHeader({ name, sizeBytes, at })
    let sent = 0
    for await (const piece of pieces) {
      sent += piece.byteLength
      yield piece
    }
    if (sent !== sizeBytes) throw new Error(`${name} has ${sent} bytes in place of ${sizeBytes}`)
    yield makeTarPadding(sizeBytes)
  }
  yield makeTarEnd()
}
