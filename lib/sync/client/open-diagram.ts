import type { Atom, TLStore } from 'tldraw'
import type { ComponentStates } from './component-states'
import type { SocketPhase } from './diagram-socket'
import type { Conflicts } from './http/conflicts'
import type { SaveState } from './save-state'

/** How the browser reaches the server, as far as the editor shows and steers it. */
export interface DiagramLink {
  readonly phase: Atom<SocketPhase>
  /** The network is back, the tab is looked at again, or a person asked. */
  retryNow(): void
  /** The network is gone. */
  restart(): void
}

/** One open diagram as the editor knows it, whichever way it is saved. */
export interface OpenDiagram {
  readonly store: TLStore
  readonly socket: DiagramLink
  /** False until the document has arrived once. */
  readonly loaded: Atom<boolean>
  /** As the server last told it; null until it has. */
  readonly title: Atom<string | null>
  readonly saveState: Atom<SaveState>
  readonly components: ComponentStates
  /** Null where a live room leaves none. */
  readonly conflicts: Conflicts | null
  /** The tab may be hidden or closed any moment: sends and keeps what there is. */
  flush(): Promise<void>
  /** Closing the tab now would lose changes. */
  isAtRisk(): boolean
  /** Forgets what is not saved, for the person who chose to; the page is reloaded next. */
  discardChanges(): Promise<void>
  stop(): void
}
