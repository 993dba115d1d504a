import type { RunAs } from './run-as'

/**
 * How PostgreSQL is told where its cluster is. When root runs it as another user, a parent folder may be closed to that
 * user, as root's home is. Root enters the cluster first (the working directory is set before the user is), and Linux
 * resolves this link to the working directory itself, without walking down from the root folder. The data stay in
 * DATA_DIR, nothing needs a second place or a user namespace, which containers commonly forbid.
 */
export function dataFolderArgument(folder: string, runAs: RunAs | null): string {
  return runAs && process.platform === 'linux' ? '/proc/self/cwd' : folder
}
