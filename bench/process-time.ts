import { readFileSync } from 'node:fs'

/** Of Linux, which counts processor time in hundredths of a second wherever it runs. */
const tickMs = 10

/** Processor time that a process has used in all. */
export function readProcessTimeMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in brackets may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tickMs
}
