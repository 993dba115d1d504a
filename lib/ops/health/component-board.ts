import { getLog } from '@/lib/platform/log/log'
import { remember } from '@/lib/platform/remember'
import type { ComponentState } from './component'

export interface ComponentChange {
  /** Null when it was not there before. */
  before: ComponentState | null
  /** Null when it is gone. */
  after: ComponentState | null
}

interface Board {
  states: ReadonlyMap<string, ComponentState>
  listeners: Set<(change: ComponentChange) => void>
}

const getBoard = () => remember('health.board', (): Board => ({ states: new Map(), listeners: new Set() }))

export const readBoard = (): ReadonlyMap<string, ComponentState> => getBoard().states

/** Replaces what is known, and tells whoever listens of every status that is another one now. */
export function writeBoard(states: Iterable<ComponentState>): void {
  const board = getBoard()
  const before = board.states
  board.states = new Map([...states].map((state) => [state.id, state]))
  for (const change of listChanges(before, board.states)) for (const listen of board.listeners) tell(listen, change)
}

/** `listen` runs for each change of a component's status in this process. Returns its stop. */
export function onComponentChanged(listen: (change: ComponentChange) => void): () => void {
  const { listeners } = getBoard()
  listeners.add(listen)
  return () => void listeners.delete(listen)
}

function listChanges(
  before: ReadonlyMap<string, ComponentState>,
  after: ReadonlyMap<string, ComponentState>,
): ComponentChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((id) => ({ before: before.get(id) ?? null, after: after.get(id) ?? null }))
    .filter((change) => change.before?.status !== change.after?.status)
}

function tell(listen: (change: ComponentChange) => void, change: ComponentChange): void {
  try {
    listen(change)
  } catch (error) {
    getLog('health').error({ err: error }, 'whoever listens to components failed')
  }
}
