/**
 * What each fault of each dependency may cost. One source: the tests assert it, and the table of docs/RELIABILITY.md is
 * made of it.
 */
export const dependencies = ['PostgreSQL', 'Redis', 'S3', 'SMTP'] as const
export type Dependency = (typeof dependencies)[number]
export const faults = ['stopped', 'paused', 'restarted'] as const
export type Fault = (typeof faults)[number]

/** `served` as ever, or `refused`: 503 with a problem that says what to do, and soon. */
export type Answers = 'served' | 'refused'

export interface Cell {
  dependency: Dependency
  fault: Fault
  /** `saved`: drawing is saved as ever. `kept`: it goes on, says it is not saved, and is saved afterwards. */
  drawing: 'saved' | 'kept'
  /** Lists, diagrams, pages, changes of a title. */
  requests: Answers
  uploads: Answers
  ready: Answers
  /** The longest that any answer takes, until the fault is noticed and from then on. */
  answersWithinMs: { first: number; later: number }
  /** An upload has to wait for a store that says nothing. */
  uploadsWithinMs?: number
  /** From its end until a notice arrives by mail that was to be sent in between. */
  mailWithinMs?: number
  /** From its end until everything is saved and every request is served again. */
  backWithinMs: number
}

const postgres = {
  dependency: 'PostgreSQL',
  drawing: 'kept',
  requests: 'refused',
  uploads: 'refused',
  ready: 'refused',
  backWithinMs: 8_000,
} as const

/** Without Redis each process counts and remembers for itself; nobody notices. */
const redis = {
  dependency: 'Redis',
  drawing: 'saved',
  requests: 'served',
  uploads: 'served',
  ready: 'served',
  backWithinMs: 1_000,
} as const

const s3 = {
  dependency: 'S3',
  drawing: 'saved',
  requests: 'served',
  uploads: 'refused',
  ready: 'served',
  answersWithinMs: { first: 1_000, later: 1_000 },
  backWithinMs: 8_000,
} as const

/** Nobody waits for mail; it is in the outbox until the server takes it. */
const smtp = {
  dependency: 'SMTP',
  drawing: 'saved',
  requests: 'served',
  uploads: 'served',
  ready: 'served',
  answersWithinMs: { first: 1_000, later: 1_000 },
  backWithinMs: 1_000,
  mailWithinMs: 45_000,
} as const

export const matrix: readonly Cell[] = [
  { ...postgres, fault: 'stopped', answersWithinMs: { first: 3_000, later: 1_000 } },
  { ...postgres, fault: 'paused', answersWithinMs: { first: 6_500, later: 1_000 } },
  { ...postgres, fault: 'restarted', answersWithinMs: { first: 3_000, later: 3_000 } },
  { ...redis, fault: 'stopped', answersWithinMs: { first: 2_000, later: 1_000 } },
  { ...redis, fault: 'paused', answersWithinMs: { first: 3_000, later: 1_000 } },
  { ...redis, fault: 'restarted', answersWithinMs: { first: 2_000, later: 1_000 } },
  { ...s3, fault: 'stopped', uploadsWithinMs: 5_000 },
  { ...s3, fault: 'paused', uploadsWithinMs: 15_000 },
  { ...s3, fault: 'restarted', uploadsWithinMs: 5_000 },
  { ...smtp, fault: 'stopped' },
  { ...smtp, fault: 'paused' },
  { ...smtp, fault: 'restarted' },
]

/** Memory of the process may grow by this much while a dependency is away. */
export const maxGrowthMb = 96

const seconds = (ms: number) => `${ms / 1_000} s`
const served: Record<Answers, string> = { served: 'as ever', refused: '503' }
const drawing: Record<Cell['drawing'], string> = {
  saved: 'saved as ever',
  kept: 'goes on; "Not saved, retrying"; saved afterwards',
}

/** The table as it stands in the documentation. */
export function presentMatrix(cells: readonly Cell[]): string {
  const rows = cells.map((cell) => [
    `${cell.dependency} ${cell.fault}`,
    drawing[cell.drawing],
    served[cell.requests],
    served[cell.uploads],
    served[cell.ready],
    `${seconds(cell.answersWithinMs.first)}, then ${seconds(cell.answersWithinMs.later)}`,
    seconds(cell.backWithinMs),
  ])
  const head = ['fault', 'drawing', 'requests', 'uploads', 'readiness', 'answers within', 'normal again within']
  const table = [head, head.map(() => ''), ...rows]
  const widths = head.map((_, column) => Math.max(3, ...table.map((row) => row[column]?.length ?? 0)))
  return table
    .map((row, line) =>
      row.map((cell, column) => (line === 1 ? '-'.repeat(widths[column]!) : cell.padEnd(widths[column]!))),
    )
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
}

/** The page with the table between its marks. */
export const placeMatrix = (page: string, cells: readonly Cell[]): string =>
  page.replace(
    /(<!-- matrix:start -->)[\s\S]*?(<!-- matrix:end -->)/,
    (_, start: string, end: string) => `${start}\n\n${presentMatrix(cells)}\n\n${end}`,
  )
