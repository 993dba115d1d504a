import { existsSync, readFileSync, statSync } from 'node:fs'
import { StartError } from '../start-error'

export interface RunAs {
  uid: number
  gid: number
  name: string
}

/**
 * PostgreSQL refuses to run as root. Root runs it as the user who owns the cluster, else as `postgres` or `nobody`,
 * whichever this machine has; no user is created. Null: we are an ordinary user and run it ourselves.
 */
export function findRunAs(clusterFolder: string): RunAs | null {
  if (process.getuid?.() !== 0) return null
  const users = readUsers()
  const owner = existsSync(clusterFolder) ? statSync(clusterFolder).uid : 0
  const user =
    users.find(({ uid }) => owner !== 0 && uid === owner) ??
    users.find(({ name }) => name === 'postgres') ??
    users.find(({ name }) => name === 'nobody')
  if (!user || user.uid === 0) {
    throw new StartError(
      'PostgreSQL does not run as root and this machine has neither a user `postgres` nor `nobody`; start as an ordinary user, or set DATABASE_URL.',
    )
  }
  return user
}

function readUsers(): RunAs[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
}
