import type { DocumentSnapshot } from '../../schema'
import { tldrFormatVersion } from './tldr-envelope'

/**
 * A document as the text of a `.tldr` file, the same for the same document. `embedded` are data URLs by asset id: a file that
 * leaves this instance carries its images with it, since nobody else can fetch them from here.
 */
export function serializeTldrFile(
  document: DocumentSnapshot,
  embedded: ReadonlyMap<string, string> = new Map(),
): string {
  const records = Object.values(document.store)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((record) => {
      const src = embedded.get(record.id)
      return src === undefined ? record : { ...record, props: { ...Object(record.props), src } }
    })
  return JSON.stringify({ tldrawFileFormatVersion: tldrFormatVersion, schema: document.schema, records })
}
