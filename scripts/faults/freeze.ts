import { readdirSync, readFileSync } from 'node:fs'

/** Stops a process and all its children in the middle of what they do, as a hung disk or hypervisor would. */
export function freeze(pid: number): void {
  signal(pid, 'SIGSTOP')
}

export function thaw(pid: number): void {
  signal(pid, 'SIGCONT')
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  for (const one of [pid, ...listChildren(pid)]) {
    try {
      process.kill(one, name)
    } catch {
      // It ended meanwhile.
    }
  }
}

function listChildren(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && readParent(pid) === parent)
}

function readParent(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
  } catch {
    return 0
  }
}

/** Resident memory of a process in MB. */
export function readMemoryMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}
