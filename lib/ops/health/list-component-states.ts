import type { ComponentState } from './component'
import { readBoard } from './component-board'

/** What is known of every component in this process, from memory. Never fails. */
export const listComponentStates = (): readonly ComponentState[] => [...readBoard().values()]
