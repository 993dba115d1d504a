/** Announced beforehand: what happens to these components within it is no news. */
export interface MaintenanceWindow {
  startsAtMs: number
  /** Exclusive. */
  endsAtMs: number
  /** Empty means all of them. */
  componentIds: readonly string[]
  reason: string
}

/** The window that a component is in; of several the one that ends last. */
export function findWindow(
  windows: readonly MaintenanceWindow[],
  { componentId, nowMs }: { componentId: string; nowMs: number },
): MaintenanceWindow | null {
  return windows
    .filter(({ startsAtMs, endsAtMs }) => startsAtMs <= nowMs && nowMs < endsAtMs)
    .filter(({ componentIds }) => componentIds.length === 0 || componentIds.includes(componentId))
    .reduce<MaintenanceWindow | null>((last, one) => (last && last.endsAtMs >= one.endsAtMs ? last : one), null)
}
