import { existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'

const maxLogBytes = 5 * 1024 * 1024

/** What it answers whoever asks too early is no reason. */
const refusal = /the database system is (starting up|shutting down|in recovery mode|not )/

/**
 * PostgreSQL's own log, continued over restarts; one older file is kept. It is a file and not a pipe, because the server
 * may outlive the process that started it. `findReason` is the last fault it wrote since it was opened.
 */
export function openLog(path: string): { path: string; descriptor: number; findReason(): string | null } {
  if (existsSync(path) && statSync(path).size > maxLogBytes) renameSync(path, `${path}.1`)
  const descriptor = openSync(path, 'a', 0o600)
  const from = statSync(path).size
  const findReason = () => {
    const lines = readFileSync(path).subarray(from).toString('utf8').split('\n')
    const fault = lines.findLast((line) => /(FATAL|PANIC|ERROR|error while loading)/.test(line) && !refusal.test(line))
    return fault?.replace(/^.*?(FATAL|PANIC|ERROR): +/, '') ?? null
  }
  return { path, descriptor, findReason }
}
