import type { SerializedSchema } from '@tldraw/store'

/** Whether records of this schema may say what `known` does not understand: they were written by a newer version. */
export function isNewerSchema(schema: SerializedSchema, known: SerializedSchema): boolean {
  if (schema.schemaVersion > known.schemaVersion) return true
  if (schema.schemaVersion !== 2 || known.schemaVersion !== 2) return false
  return Object.entries(schema.sequences).some(([id, version]) => version > (known.sequences[id] ?? -1))
}
