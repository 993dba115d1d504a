import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

/** One thing measured on both sides in the same run. */
export interface BenchRow {
  measure: string
  unit: string
  ours: number
  /** Null where the goal is an absolute limit. */
  peer: number | null
  goal: { atMost: number } | { atLeast: number }
}

export interface BenchReport {
  name: string
  /** What we are compared with. */
  peer: string
  rows: BenchRow[]
}

/** Ours through the peer's, or ours alone where there is no peer. */
export const computeRatio = ({ ours, peer }: BenchRow): number => (peer === null ? ours : ours / peer)

export const isMet = (row: BenchRow): boolean =>
  'atMost' in row.goal ? computeRatio(row) <= row.goal.atMost : computeRatio(row) >= row.goal.atLeast

const format = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2))

/** Prints a report and writes it to `bench/results/<name>.json`; true when every goal is met. */
export function publishReport({ name, peer, rows }: BenchReport): boolean {
  console.log(`\n${name}, against ${peer}`)
  for (const row of rows) {
    const goal = 'atMost' in row.goal ? `≤ ${row.goal.atMost}` : `≥ ${row.goal.atLeast}`
    const against =
      row.peer === null ? '' : `, peer ${format(row.peer)} ${row.unit}, ratio ${computeRatio(row).toFixed(2)}`
    console.log(
      `  ${isMet(row) ? 'met   ' : 'MISSED'} ${row.measure}: ${format(row.ours)} ${row.unit}${against} (goal ${goal})`,
    )
  }
  mkdirSync('bench/results', { recursive: true })
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, memoryBytes: totalmem(), node: process.version }
  const at = new Date().toISOString()
  const results = rows.map((row) => ({ ...row, ratio: computeRatio(row), met: isMet(row) }))
  writeFileSync(`bench/results/${name}.json`, `${JSON.stringify({ name, peer, at, machine, results }, null, 2)}\n`)
  return rows.every(isMet)
}

/** The value below which the given share of the values lies. */
export function computePercentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/**
 * Of two sides that took turns the round whose ratio is the median: what the machine did meanwhile was the same for both of a
 * round, and another in each.
 */
export function pickMedianRound(ours: readonly number[], peer: readonly number[]): { ours: number; peer: number } {
  const rounds = ours.map((value, round) => ({ ours: value, peer: peer[round] ?? Number.NaN }))
  return rounds.sort((a, b) => a.ours / a.peer - b.ours / b.peer)[Math.floor(rounds.length / 2)]!
}
