import { computeUrl, findCluster } from './cluster'
import { findPostmaster } from './postmaster'

/** The address of the embedded PostgreSQL of a data directory while it runs, for commands beside the server. */
export function findEmbeddedUrl(dataDir: string): string | null {
  const cluster = findCluster(dataDir)
  const postmaster = cluster && findPostmaster(cluster)
  return postmaster && computeUrl(cluster, postmaster.port)
}
