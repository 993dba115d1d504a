/** A clock that tests can replace; milliseconds since the epoch. */
export type Now = () => number

export const secondMs = 1_000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
