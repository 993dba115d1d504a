import type { Monitor } from '@/lib/ops/monitoring/collector'

export type Unit = 'perMinute' | 'count' | 'ms' | 'percent' | 'megabytes' | 'bytesPerSecond'

export interface ChartLine {
  /** Of the reading. */
  value: string
  label: string
  /** Of a line that is about what went wrong. */
  tone?: 'down' | 'degraded'
}

export interface Chart {
  id: string
  title: string
  /** One line: what is drawn. */
  meaning: string
  unit: Unit
  /** All lines of a chart are read at once. */
  monitor: Monitor
  /** The first one is drawn with its least and most. */
  lines: readonly [ChartLine, ...ChartLine[]]
}

/** Everything the status page draws over time, in its order. */
export const charts: readonly Chart[] = [
  {
    id: 'requests',
    title: 'Requests',
    meaning: 'Answered a minute',
    unit: 'perMinute',
    monitor: 'requests',
    lines: [{ value: 'requests_per_minute', label: 'All' }],
  },
  {
    id: 'errors',
    title: 'Errors',
    meaning: 'Requests a minute that failed (5xx) or were refused (4xx)',
    unit: 'perMinute',
    monitor: 'requests',
    lines: [
      { value: 'failed_per_minute', label: 'Failed', tone: 'down' },
      { value: 'refused_per_minute', label: 'Refused', tone: 'degraded' },
    ],
  },
  {
    id: 'latency',
    title: 'Latency',
    meaning: 'From a request to the end of its answer',
    unit: 'ms',
    monitor: 'requests',
    lines: [
      { value: 'request_p95_ms', label: '95 % within' },
      { value: 'request_p50_ms', label: 'Half within' },
    ],
  },
  {
    id: 'acknowledgement',
    title: 'Saving',
    meaning: 'From a change to its acknowledgement, when it is durable',
    unit: 'ms',
    monitor: 'editing',
    lines: [
      { value: 'acknowledgement_p95_ms', label: '95 % within' },
      { value: 'acknowledgement_p50_ms', label: 'Half within' },
    ],
  },
  {
    id: 'editing',
    title: 'Rooms and people',
    meaning: 'Open rooms, and connections in them',
    unit: 'count',
    monitor: 'editing',
    lines: [
      { value: 'open_rooms', label: 'Rooms' },
      { value: 'editors', label: 'Editors' },
      { value: 'viewers', label: 'Viewers' },
    ],
  },
  {
    id: 'cpu',
    title: 'CPU',
    meaning: 'Of what this process may use, and of the machine',
    unit: 'percent',
    monitor: 'cpu',
    lines: [
      { value: 'process_cpu_percent', label: 'Process' },
      { value: 'system_cpu_percent', label: 'Machine' },
    ],
  },
  {
    id: 'memory',
    title: 'Memory',
    meaning: 'Resident memory of this process, and its heap',
    unit: 'megabytes',
    monitor: 'memory',
    lines: [
      { value: 'current_memory_mb', label: 'Process' },
      { value: 'heap_used_mb', label: 'Heap' },
    ],
  },
  {
    id: 'event_loop',
    title: 'Event loop',
    meaning: 'How late timers run',
    unit: 'ms',
    monitor: 'event_loop',
    lines: [
      { value: 'event_loop_lag_ms', label: '99 % within' },
      { value: 'event_loop_lag_p50_ms', label: 'Half within' },
    ],
  },
  {
    id: 'disk',
    title: 'Disk',
    meaning: 'How full the file systems are',
    unit: 'percent',
    monitor: 'disk',
    lines: [
      { value: 'data_disk_usage_percent', label: 'Data directory' },
      { value: 'objects_disk_usage_percent', label: 'Stored objects' },
    ],
  },
  {
    id: 'pool',
    title: 'Database pool',
    meaning: 'Connections in use, and who waits for one',
    unit: 'count',
    monitor: 'pool',
    lines: [
      { value: 'pool_in_use', label: 'In use' },
      { value: 'pool_waiting', label: 'Waiting' },
    ],
  },
  {
    id: 'network',
    title: 'Network',
    meaning: 'Over every interface of the machine',
    unit: 'bytesPerSecond',
    monitor: 'network',
    lines: [
      { value: 'received_bytes_per_second', label: 'Received' },
      { value: 'sent_bytes_per_second', label: 'Sent' },
    ],
  },
]
