import type { SchemaObject } from '@/lib/features/openapi/schema'

/** A schema in a few words: "string", "integer", `"a" | "b"`, "Diagram[]". */
export function describeType(schema: SchemaObject): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? ''
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.anyOf) return schema.anyOf.map(describeType).join(' | ')
  if (schema.type === 'array') return schema.items ? `${describeType(schema.items)}[]` : 'array'
  if (schema.format) return `${schema.type} (${schema.format})`
  return schema.type ?? 'any'
}
