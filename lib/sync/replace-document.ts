import { AppError, notFound } from '@/lib/core/errors'
import type { DocumentGateway } from '@/lib/features/documents/document-gateway'
import { newerVersionDetail } from '@/lib/features/documents/document-schema'
import { parseDocument } from '@/lib/features/documents/parse-document'
import { closeCodes, SocketRefusal, serverTooOld } from './close-codes'
import type { DocumentDiff } from './protocol'
import type { Room } from './room'
import type { Rooms } from './rooms'

type Write = Parameters<DocumentGateway['replace']>[0]

/** What writing may take, whatever it is, and for each record; on a slow disk. */
const durableWithin = { leastMs: 10_000, perRecordMs: 0.5 }

/** `DocumentGateway.replace`: parsed outside the room, then compared and applied in one step. */
export async function replaceDocument(rooms: Rooms, write: Write): Promise<{ etag: string }> {
  const records = await parseDocument(write.document)
  const timeoutMs = durableWithin.leastMs + records.size * durableWithin.perRecordMs
  const editorId = write.actor.type === 'user' ? write.actor.id : null
  try {
    return await rooms.use(write.diagramId, (room) => {
      assertMatches(room, write.ifMatch)
      return within(timeoutMs, room.apply({ diff: computeReplacement(room, records), editorId }))
    })
  } catch (error) {
    throw error instanceof SocketRefusal ? presentRefusal(error) : error
  }
}

/** Changes that are not durable yet are newer than any ETag, so any ETag is stale then. */
function assertMatches(room: Room, ifMatch: Write['ifMatch']): void {
  if (ifMatch === null || (room.isDurable && ifMatch.includes(room.etag))) return
  throw new AppError(
    'precondition_failed',
    'The document has changed since you read it. Read it again, apply your change to the new state and retry.',
  )
}

function computeReplacement(room: Room, records: Awaited<ReturnType<typeof parseDocument>>): DocumentDiff {
  const diff: DocumentDiff = {}
  for (const id of room.getRecordIds()) if (!records.has(id)) diff[id] = ['remove']
  for (const [id, record] of records) diff[id] = ['put', record]
  return diff
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    const detail = 'The database does not answer. The document may be stored later; read it before you try again.'
    timer = setTimeout(() => reject(new AppError('unavailable', detail, { retryAfterSeconds: 5 })), timeoutMs)
  })
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer))
}

function presentRefusal(refusal: SocketRefusal): AppError {
  if (refusal.code === closeCodes.noSuchDiagram) return notFound('diagram')
  if (refusal.message === serverTooOld) return new AppError('unavailable', newerVersionDetail, { cause: refusal })
  const detail = 'Another process serves this diagram right now. Nothing was changed; please try again in a moment.'
  return new AppError('unavailable', detail, { retryAfterSeconds: 2, cause: refusal })
}
