import type { SerializedSchema } from '@tldraw/store'
import type { TLRecord } from '@tldraw/tlschema'
import type { ComponentNews } from '@/lib/core/component-news'

/**
 * tldraw's sync protocol 7, which `@tldraw/sync-core` 3.15.6 speaks and does not publish (its `src/lib/{protocol,diff}.ts`).
 */
export type ValueOp = ['put', unknown] | ['append', unknown[], number] | ['patch', ObjectDiff] | ['delete']
export type ObjectDiff = { [key: string]: ValueOp }
export type RecordOp = ['put', TLRecord] | ['patch', ObjectDiff] | ['remove']
export type DocumentDiff = Record<string, RecordOp>

export interface ConnectRequest {
  type: 'connect'
  connectRequestId: string
  lastServerClock: number
  protocolVersion: number
  schema: SerializedSchema
}

export interface PushRequest {
  type: 'push'
  clientClock: number
  diff?: DocumentDiff
  presence?: ['patch', ObjectDiff] | ['put', TLRecord]
}

/** Ours: asks how these components are, from now on and instead of those before. Answered by `ComponentsEvent`. */
export interface WatchRequest {
  type: 'watch'
  version: 1
  components: string[]
}

export type ClientEvent = PushRequest | ConnectRequest | { type: 'ping' }

export type DataEvent =
  | { type: 'patch'; diff: DocumentDiff; serverClock: number }
  | {
      type: 'push_result'
      clientClock: number
      serverClock: number
      action: 'discard' | 'commit' | { rebaseWithDiff: DocumentDiff }
    }

export interface ConnectEvent {
  type: 'connect'
  hydrationType: 'wipe_all' | 'wipe_presence'
  connectRequestId: string
  protocolVersion: number
  schema: SerializedSchema
  diff: DocumentDiff
  serverClock: number
  isReadonly: boolean
}

/** Ours: what the diagram is called. Only sent to who asks with `follow=title`, since the library's client throws at it. */
export interface DiagramEvent {
  type: 'diagram'
  title: string
}

/**
 * Ours: how components are. Only sent to who asks with `follow=components`: once with nothing in it, which says that this
 * server answers to `watch`, then whatever is news. A client passes over versions that it does not know.
 */
export interface ComponentsEvent extends ComponentNews {
  type: 'components'
  version: 1
}

export type ServerEvent =
  | ConnectEvent
  | DiagramEvent
  | ComponentsEvent
  | { type: 'incompatibility_error'; reason: string }
  | { type: 'pong' }
  | { type: 'data'; data: DataEvent[] }
  | DataEvent
