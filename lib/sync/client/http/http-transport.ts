import type { SerializedSchema, SerializedStore, TLRecord } from 'tldraw'
import type { CloseAction } from '../close-action'

export interface Snapshot {
  schema: SerializedSchema
  store: SerializedStore<TLRecord>
}

/** A diagram as the server has it. */
export interface ReadDiagram {
  document: Snapshot
  /** Names the state of the document. */
  etag: string
  /** Names all that was read, for asking again. */
  knownAs: string | null
  title: string
  isReadonly: boolean
}

export type Failure = { type: 'failed'; action: CloseAction }
export type ReadResult = { type: 'read'; diagram: ReadDiagram } | { type: 'unchanged' } | Failure
/** `stale`: the document is no longer what `ifMatch` names; nothing was written. */
export type SaveResult = { type: 'saved'; etag: string } | { type: 'stale' } | Failure

/** The HTTP calls that an open diagram makes. Never rejects. */
export interface HttpTransport {
  read(knownAs: string | null): Promise<ReadResult>
  save(document: Snapshot, ifMatch: string): Promise<SaveResult>
}

/** What an answer of the API asks for: waiting and trying again, or a person. */
export function computeHttpAction(status: number): CloseAction {
  switch (status) {
    case 401:
      return { type: 'stop', reason: 'signed-out' }
    case 403:
      return { type: 'stop', reason: 'access-lost' }
    case 404:
    case 409:
      return { type: 'stop', reason: 'not-found' }
    case 413:
      return { type: 'stop', reason: 'too-large' }
    case 400:
    case 422:
      return { type: 'stop', reason: 'invalid-record' }
    case 429:
      return { type: 'retry', pace: 'slow', busy: true }
    default:
      return { type: 'retry', pace: 'normal', busy: false }
  }
}
