import { setTimeout as delay } from 'node:timers/promises'
import type { TLRecord } from '@tldraw/tlschema'
import { AppError, notFound } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { runInSteps } from '@/lib/core/steps'
import { getLog } from '@/lib/platform/log/log'
import { makePause } from '@/lib/platform/make-pause'
import type { DocumentGateway } from '../document-gateway'
import { isFromNewerVersion, newerVersionDetail, serializedDocumentSchema } from '../document-schema'
import type { DocumentStore } from '../document-store'
import { parseDocument } from '../parse-document'
import { computeEtag, type DocumentSnapshot } from '../schema'
import { computeReplacementBatch } from './compute-replacement-batch'

type Write = Parameters<DocumentGateway['replace']>[0]

interface Deps {
  store: Pick<DocumentStore, 'open' | 'flush' | 'savePreview'>
  renderPreview(document: DocumentSnapshot): Promise<string>
}

/** Whoever else writes the same document in the same moment has a fence of their own; one of us is done each time. */
const maxAttempts = 8
const retryAfterMs = 40

/**
 * `DocumentGateway.replace` where no process lives long enough to hold a room. A lease is taken for this one write: nobody
 * waits for it, since its holder is no process that lives, and its fence lets only one of two writers through. The other
 * one reads again and finds that its ETag is stale. A room that another process holds is left alone.
 */
export async function replaceWithoutRoom(write: Write, deps: Deps): Promise<{ etag: string }> {
  const records = await parseDocument(write.document)
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const written = await tryOnce(write, records, deps.store)
    if (!written) {
      await delay(retryAfterMs * Math.random())
      continue
    }
    if (written.isNew) await keepPicture(write, records, { ...deps, documentClock: written.documentClock })
    return { etag: computeEtag(written.documentClock) }
  }
  throw tryAgain('Others save this diagram right now. Nothing was changed; please try again in a moment.')
}

const tryAgain = (detail: string) => new AppError('unavailable', detail, { retryAfterSeconds: 2 })

/** Null when somebody else came between. */
async function tryOnce(write: Write, records: ReadonlyMap<string, TLRecord>, store: Deps['store']) {
  const { diagramId, ifMatch, actor } = write
  const opened = await store.open(diagramId, `http-${newId<string>()}`)
  if (opened.status === 'missing') throw notFound('diagram')
  if (opened.status === 'held-elsewhere') {
    throw tryAgain(
      'Another process serves this diagram live right now. Nothing was changed; please try again in a moment.',
    )
  }
  const { lease, document: stored } = opened
  if (isFromNewerVersion(stored.schema)) throw new AppError('unavailable', newerVersionDetail)
  if (ifMatch !== null && !ifMatch.includes(computeEtag(stored.documentClock))) {
    throw new AppError(
      'precondition_failed',
      'The document has changed since you read it. Read it again, apply your change to the new state and retry.',
    )
  }
  const editorId = actor.type === 'user' ? actor.id : null
  const batch = await runInSteps(computeReplacementBatch({ lease, stored, records, editorId }), makePause())
  if (!batch) return { documentClock: stored.documentClock, isNew: false }
  const outcome = await store.flush(batch)
  if (outcome === 'refused') throw new AppError('invalid_input', 'The document holds something that cannot be stored.')
  return outcome === 'written' ? { documentClock: batch.documentClock, isNew: true } : null
}

/** Within the request: what goes on after the answer may be frozen. A document without a picture is none the worse. */
async function keepPicture(
  { diagramId }: Write,
  records: ReadonlyMap<string, TLRecord>,
  { store, renderPreview, documentClock }: Deps & { documentClock: number },
): Promise<void> {
  try {
    const copies = [...records].map(([id, record]) => [id, { ...record }])
    const svg = await renderPreview({ schema: { ...serializedDocumentSchema }, store: Object.fromEntries(copies) })
    await store.savePreview({ diagramId, documentClock, svg })
  } catch (error) {
    getLog('documents').warn({ err: error, diagramId }, 'the picture of a document was not drawn')
  }
}
