/** What rules can look at beside components, each with its unit and what it needs in order to mean anything. */
export const signals = {
  error_rate: { label: 'Requests that failed', unit: '%', dependsOn: ['database', 'objects', 'kv'] },
  request_duration_p95: {
    label: '95 % of requests answered within',
    unit: 's',
    dependsOn: ['database', 'objects', 'kv'],
  },
  saving_duration_p95: { label: '95 % of changes saved within', unit: 's', dependsOn: ['database'] },
  cpu: { label: 'CPU', unit: '%', dependsOn: [] },
  memory: { label: 'Memory', unit: 'MB', dependsOn: [] },
  disk: { label: 'Disk', unit: '%', dependsOn: [] },
  event_loop_delay: { label: 'Event loop late by', unit: 'ms', dependsOn: [] },
  error_repeats: {
    label: 'Repeats of one unexpected error in 5 minutes',
    unit: '',
    dependsOn: ['database', 'objects', 'kv'],
  },
  sign_in_failures: { label: 'Failed sign-ins in 5 minutes', unit: '', dependsOn: [] },
  failing_channels: { label: 'Alert channel failing', unit: '', dependsOn: [] },
  backup_age: { label: 'Last backup before', unit: 'min', dependsOn: ['database'] },
  backup_proven_age: { label: 'Last proven backup before', unit: 'days', dependsOn: ['database'] },
  backup_wal_age: { label: 'Last restorable moment before', unit: 'min', dependsOn: ['database'] },
  dead_letters: { label: 'Messages that could not be delivered', unit: '', dependsOn: [] },
} as const satisfies Record<string, { label: string; unit: string; dependsOn: readonly string[] }>

export type SignalName = keyof typeof signals

export const signalNames = Object.keys(signals) as [SignalName, ...SignalName[]]

/** One value of a signal; several of one signal, such as channels, are told apart by `instance`. */
export interface SignalReading {
  signal: SignalName
  instance: { id: string; name: string } | null
  /** Null: nothing to go by, for example too few requests. */
  value: number | null
  /** Why it could not be read. */
  error?: string
}
