import type { SchemaObject } from '@/lib/features/openapi/schema'
import { describeType } from './describe-type'

export interface Field {
  name: string
  required: boolean
  schema: SchemaObject
  description?: string
}

export const listFields = (schema: SchemaObject): Field[] =>
  Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    required: schema.required?.includes(name) ?? false,
    schema: property,
  }))

/** Names, types and meanings; one under the other, so that it fits a phone. */
export function Fields({ title, fields }: { title: string; fields: Field[] }) {
  if (fields.length === 0) return null
  return (
    <div>
      <h4 className="font-medium text-caption text-muted">{title}</h4>
      <dl className="mt-1.5 divide-y divide-line rounded-control border border-line bg-panel">
        {fields.map(({ name, required, schema, description }) => (
          <div key={name} className="px-3 py-2 text-meta">
            <dt className="flex flex-wrap items-baseline gap-x-2.5">
              <code className="font-medium font-mono">{name}</code>
              <code className="break-words font-mono text-caption text-muted">{describeType(schema)}</code>
              {required ? null : <span className="text-caption text-muted">optional</span>}
              {schema.default === undefined ? null : (
                <span className="text-caption text-muted">
                  default <code className="font-mono">{JSON.stringify(schema.default)}</code>
                </span>
              )}
            </dt>
            {(description ?? schema.description) ? (
              <dd className="mt-0.5 text-muted">{description ?? schema.description}</dd>
            ) : null}
          </div>
        ))}
      </dl>
    </div>
  )
}
