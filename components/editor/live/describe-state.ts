import type { ComponentReport, ComponentStatus } from '@/lib/core/component-news'
import { formatRelativeTime } from '@/lib/core/relative-time'

export const stateWords: Record<ComponentStatus, string> = {
  up: 'Up',
  degraded: 'Degraded',
  down: 'Down',
  maintenance: 'Maintenance',
  unknown: 'Unknown',
}

/** "99.98 %", never rounded up to 100; null when nothing is known. */
export const formatUptime = (ratio: number | null): string | null =>
  ratio === null ? null : `${Math.floor(ratio * 10_000) / 100} %`

/** "3 min", "since May 6"; null when nothing is known, however long that is so. */
export function formatSince(
  { status, since }: Pick<ComponentReport, 'status' | 'since'>,
  nowMs: number,
): string | null {
  if (since === null || status === 'unknown') return null
  return formatAge(formatRelativeTime(Date.parse(since), nowMs))
}

function formatAge(ago: string): string {
  if (ago === 'just now') return ago
  return ago.endsWith(' ago') ? ago.slice(0, -' ago'.length) : `since ${ago}`
}

/** "14:02", by the clock of whoever looks. */
export const formatClock = (atMs: number): string =>
  new Date(atMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** What is said aloud when a component's state changes. */
export const announceState = ({ name, id, status }: ComponentReport): string =>
  `${name ?? id}: ${stateWords[status].toLowerCase()}.`

/** How much of a state fits onto a shape that is so wide on screen. */
export type StateDetail = 'full' | 'uptime' | 'word' | 'icon' | 'speck'

const widths: readonly [leastPx: number, detail: StateDetail][] = [
  [200, 'full'],
  [118, 'uptime'],
  [96, 'word'],
  [34, 'icon'],
]

export const chooseDetail = (widthPx: number): StateDetail =>
  widths.find(([leastPx]) => widthPx >= leastPx)?.[1] ?? 'speck'
