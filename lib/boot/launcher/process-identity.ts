import { readFileSync } from 'node:fs'
import { isAlive } from '../is-alive'

/**
 * When a process began, as text that never repeats for one pid; null where the system does not tell. A pid alone says
 * little: after a restart of the machine or container it commonly belongs to another program.
 */
export function findBirth(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')
    return fields ? `${boot}/${fields[19]}` : null
  } catch {
    return null
  }
}

/** Whether the process that once had this pid and birth still runs. */
export function isSameProcessAlive({ pid, birth }: { pid: number; birth: string | null }): boolean {
  return isAlive(pid) && (birth === null || findBirth(pid) === birth)
}
