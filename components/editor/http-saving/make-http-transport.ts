import { api } from '@/lib/client/api'
import { ApiError } from '@/lib/client/api-error'
import type { DiagramWithDocumentDto } from '@/lib/features/diagrams/schema'
import {
  computeHttpAction,
  type Failure,
  type HttpTransport,
  type Snapshot,
} from '@/lib/sync/client/http/http-transport'

/** What the API knows as the document of a diagram, whose records are a claim until the store has looked at them. */
export function makeHttpTransport(diagramId: string): HttpTransport {
  const path = `/api/diagrams/${diagramId}`
  return {
    async read(knownAs) {
      try {
        const answer = await api.getTagged<DiagramWithDocumentDto & { document: Snapshot }>(path, knownAs)
        if (!answer) return { type: 'unchanged' }
        const { document, etag, title, access } = answer.value
        const diagram = { document, etag, knownAs: answer.etag, title, isReadonly: access === 'viewer' }
        return { type: 'read', diagram }
      } catch (error) {
        return presentFailure(error)
      }
    },
    async save(document, ifMatch) {
      try {
        const { etag } = await api.put<{ etag: string }>(
          `${path}/document`,
          { document },
          { headers: { 'if-match': ifMatch } },
        )
        return { type: 'saved', etag }
      } catch (error) {
        return error instanceof ApiError && error.status === 412 ? { type: 'stale' } : presentFailure(error)
      }
    },
  }
}

const presentFailure = (error: unknown): Failure => ({
  type: 'failed',
  action: computeHttpAction(error instanceof ApiError ? error.status : 0),
})
