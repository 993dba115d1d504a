import { LRUCache } from 'lru-cache'
import type { DiagramId } from '@/lib/core/ids'
import { remember } from '@/lib/platform/remember'

const mib = 2 ** 20
/** Of one process. A larger document costs more to send than to read again. */
const [mostBytes, mostBytesOfOne] = [32 * mib, 2 * mib]

interface DocumentText {
  /** A clock names one state of a document for good, so what is kept for it cannot grow stale. */
  clock: string
  /** JSON text in UTF-8, with the brace that ends the answer it stands last in. */
  bytes: Buffer<ArrayBuffer>
}

/** Documents as they were last sent; the least recently asked for go first. */
const getTexts = () =>
  remember(
    'diagrams.documentTexts',
    () =>
      new LRUCache<DiagramId, DocumentText>({
        maxSize: mostBytes,
        maxEntrySize: mostBytesOfOne,
        sizeCalculation: ({ bytes }) => bytes.byteLength,
      }),
  )

export const findDocumentText = (diagramId: DiagramId): DocumentText | undefined => getTexts().get(diagramId)

/** Keeps what was read, if it is small enough. */
export function keepDocumentText(diagramId: DiagramId, { clock, json }: { clock: string; json: string }): DocumentText {
  const text = { clock, bytes: Buffer.from(json) }
  getTexts().set(diagramId, text)
  return text
}
