import { getPriority, setPriority } from 'node:os'

const lowest = 19

/** Below whoever started us: where the whole instance has a low one, work that can wait has a lower one. */
export const lowerPriority = (by: number): void => setPriority(Math.min(lowest, getPriority() + by))
