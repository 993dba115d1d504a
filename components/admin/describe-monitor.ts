import type { MonitorReadingDto } from '@/lib/ops/monitoring/schema'
import { formatBytes, formatChange, formatMegabytes, formatMs, formatPercent } from './format-quantity'

/** A reading in words and with units. */
export interface MonitorDescription {
  facts: (readonly [name: string, value: string])[]
  /** From where on it is too much; null where nothing is. */
  limits: string | null
}

type Facts = MonitorDescription['facts']
type Values = Readonly<Record<string, number>>

const formats = { '%': formatPercent, MB: formatMegabytes, ms: formatMs }

function describeLimits(limits: MonitorReadingDto['limits']): string | null {
  if (!limits) return null
  const format = formats[limits.unit]
  const critical = limits.criticalFrom === null ? '' : `, critical from ${format(limits.criticalFrom)}`
  return `Warns from ${format(limits.warningFrom)}${critical}.`
}

const get = (values: Values, name: string): number => values[name] ?? 0

function listCpuFacts(values: Values): Facts {
  const load = ['load_average_1m', 'load_average_5m', 'load_average_15m'].map((name) => get(values, name).toFixed(2))
  return [
    ['Since the start', formatChange(get(values, 'cpu_growth_percent'), formatPercent)],
    ['Load over 1, 5, 15 min', load.join(' · ')],
    ['Cores', `${get(values, 'cpu_count_logical')} logical, ${get(values, 'cpu_count_physical')} physical`],
  ]
}

function listMemoryFacts(values: Values): Facts {
  const trend = values.memory_trend_mb_per_hour
  return [
    ['Of what there is', formatPercent(get(values, 'memory_percent'))],
    [
      'Available',
      `${formatMegabytes(get(values, 'system_memory_available_mb'))} of ${formatMegabytes(get(values, 'system_memory_total_mb'))}`,
    ],
    ['Heap', `${formatMegabytes(get(values, 'heap_used_mb'))} of ${formatMegabytes(get(values, 'heap_total_mb'))}`],
    ['Outside the heap', formatMegabytes(get(values, 'external_memory_mb'))],
    ['Since the start', formatChange(get(values, 'memory_growth_mb'), formatMegabytes)],
    ['Trend', trend === undefined ? 'Known after an hour' : `${formatChange(trend, formatMegabytes)} an hour`],
  ]
}

const listEventLoopFacts = (values: Values): Facts => [['Latest', formatMs(get(values, 'event_loop_lag_max_ms'))]]

const diskNames: Readonly<Record<string, string>> = { data: 'Data directory', objects: 'Stored objects' }

function listDiskFacts(values: Values): Facts {
  const suffix = '_disk_usage_percent'
  const mounts = Object.keys(values).flatMap((name) => (name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : []))
  return [
    ...mounts.map((mount) => [diskNames[mount] ?? mount, describeRoom(values, mount)] as const),
    ...(values.uploads_mb === undefined ? [] : [['Uploads', formatMegabytes(values.uploads_mb)] as const]),
  ]
}

const describeRoom = (values: Values, mount: string): string =>
  `${formatMegabytes(get(values, `${mount}_disk_available_mb`))} free of ${formatMegabytes(get(values, `${mount}_disk_total_mb`))}`

const listNetworkFacts = (values: Values): Facts => [
  ['Connections open', get(values, 'open_sockets').toLocaleString('en')],
  ['Received since boot', formatBytes(get(values, 'bytes_received_total'))],
  ['Sent since boot', formatBytes(get(values, 'bytes_sent_total'))],
]

const listPoolFacts = (values: Values): Facts => [
  ['Open and idle', String(get(values, 'pool_idle'))],
  ['At most', String(get(values, 'pool_limit'))],
]

const listers: Record<MonitorReadingDto['monitor'], (values: Values) => Facts> = {
  cpu: listCpuFacts,
  memory: listMemoryFacts,
  event_loop: listEventLoopFacts,
  disk: listDiskFacts,
  network: listNetworkFacts,
  requests: () => [],
  editing: () => [],
  pool: listPoolFacts,
}

/** What its chart does not say. */
export const describeMonitor = ({ monitor, values, limits }: MonitorReadingDto): MonitorDescription => ({
  facts: listers[monitor](values),
  limits: describeLimits(limits),
})
