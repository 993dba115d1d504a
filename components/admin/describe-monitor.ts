import type { MonitorReadingDto } from '@/lib/ops/monitoring/schema'
import { formatBytes, formatChange, formatMegabytes, formatMs, formatPercent } from './format-quantity'
import { monitorTitles } from './monitor-titles'

/** A reading in words and with units. */
export interface MonitorDescription {
  title: string
  /** The number that the limits are about. */
  value: string
  /** What that number is. */
  meaning: string
  facts: (readonly [name: string, value: string])[]
  limits: string
}

type Described = Pick<MonitorDescription, 'value' | 'meaning' | 'facts'>
type Values = Readonly<Record<string, number>>

const formats = { '%': formatPercent, MB: formatMegabytes, ms: formatMs }

function describeLimits(limits: MonitorReadingDto['limits']): string {
  if (!limits) return 'For information, without limits.'
  const format = formats[limits.unit]
  const critical = limits.criticalFrom === null ? '' : `, critical from ${format(limits.criticalFrom)}`
  return `Warns from ${format(limits.warningFrom)}${critical}.`
}

const get = (values: Values, name: string): number => values[name] ?? 0

function describeCpu(values: Values): Described {
  const [own, all] = [get(values, 'process_cpu_percent'), get(values, 'system_cpu_percent')]
  const load = ['load_average_1m', 'load_average_5m', 'load_average_15m'].map((name) => get(values, name).toFixed(2))
  return {
    value: formatPercent(Math.max(own, all)),
    meaning: own > all ? 'of its share used by this process' : 'of the machine in use',
    facts: [
      ['This process', formatPercent(own)],
      ['Whole machine', formatPercent(all)],
      ['Since the start', formatChange(get(values, 'cpu_growth_percent'), formatPercent)],
      ['Load over 1, 5, 15 min', load.join(' · ')],
      ['Cores', `${get(values, 'cpu_count_logical')} logical, ${get(values, 'cpu_count_physical')} physical`],
    ],
  }
}

function describeMemory(values: Values): Described {
  const trend = values.memory_trend_mb_per_hour
  const share = formatPercent(get(values, 'memory_percent'))
  return {
    value: formatMegabytes(get(values, 'current_memory_mb')),
    meaning: `used by this process, ${share} of what there is`,
    facts: [
      [
        'Available',
        `${formatMegabytes(get(values, 'system_memory_available_mb'))} of ${formatMegabytes(get(values, 'system_memory_total_mb'))}`,
      ],
      ['Heap', `${formatMegabytes(get(values, 'heap_used_mb'))} of ${formatMegabytes(get(values, 'heap_total_mb'))}`],
      ['Outside the heap', formatMegabytes(get(values, 'external_memory_mb'))],
      ['Since the start', formatChange(get(values, 'memory_growth_mb'), formatMegabytes)],
      ['Trend', trend === undefined ? 'Known after an hour' : `${formatChange(trend, formatMegabytes)} an hour`],
    ],
  }
}

const describeEventLoop = (values: Values): Described => ({
  value: formatMs(get(values, 'event_loop_lag_ms')),
  meaning: 'late at most, 99 times of 100',
  facts: [
    ['Half of the time at most', formatMs(get(values, 'event_loop_lag_p50_ms'))],
    ['Latest', formatMs(get(values, 'event_loop_lag_max_ms'))],
  ],
})

const diskNames: Readonly<Record<string, string>> = { data: 'Data directory', objects: 'Stored objects' }

function describeDisk(values: Values): Described {
  const suffix = '_disk_usage_percent'
  const mounts = Object.keys(values).flatMap((name) => (name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : []))
  const fullest = Math.max(0, ...mounts.map((mount) => get(values, mount + suffix)))
  return {
    value: formatPercent(fullest),
    meaning: mounts.length > 1 ? 'of the fullest disk is used' : 'of the disk is used',
    facts: [
      ...mounts.map((mount) => [diskNames[mount] ?? mount, describeRoom(values, mount)] as const),
      ...(values.uploads_mb === undefined ? [] : [['Uploads', formatMegabytes(values.uploads_mb)] as const]),
    ],
  }
}

const describeRoom = (values: Values, mount: string): string =>
  `${formatMegabytes(get(values, `${mount}_disk_available_mb`))} free of ${formatMegabytes(get(values, `${mount}_disk_total_mb`))}`

const describeNetwork = (values: Values): Described => ({
  value: get(values, 'open_sockets').toLocaleString('en'),
  meaning: 'connections open',
  facts: [
    ['Receiving', `${formatBytes(get(values, 'received_bytes_per_second'))} a second`],
    ['Sending', `${formatBytes(get(values, 'sent_bytes_per_second'))} a second`],
    ['Received since boot', formatBytes(get(values, 'bytes_received_total'))],
    ['Sent since boot', formatBytes(get(values, 'bytes_sent_total'))],
  ],
})

const describers: Record<MonitorReadingDto['monitor'], (values: Values) => Described> = {
  cpu: describeCpu,
  memory: describeMemory,
  event_loop: describeEventLoop,
  disk: describeDisk,
  network: describeNetwork,
}

export const describeMonitor = ({ monitor, values, limits }: MonitorReadingDto): MonitorDescription => ({
  title: monitorTitles[monitor],
  ...describers[monitor](values),
  limits: describeLimits(limits),
})
