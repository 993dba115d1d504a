import { z } from 'zod'
import type { SchemaObject } from './schema'

export type ToSchema = (schema: z.ZodType, options: { io: 'input' | 'output'; root?: boolean }) => SchemaObject

/** JSON Schema of a zod schema, referring to the named ones wherever they occur in it. */
export function makeToSchema(named: Map<unknown, string>): ToSchema {
  return (schema, { io, root = false }) => {
    const { $schema: _, ...json } = z.toJSONSchema(schema, {
      io,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        const name = named.get(zodSchema)
        if (!name || (root && Object.is(zodSchema, schema))) return
        for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
        jsonSchema.$ref = `#/components/schemas/${name}`
      },
    })
    return JSON.parse(JSON.stringify(json))
  }
}
