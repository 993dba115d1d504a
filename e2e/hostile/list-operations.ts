import type { OpenApiDocument, OperationObject, SchemaObject } from '@/lib/features/openapi/schema'

export type Documented = Readonly<Record<number, readonly string[]>>

/** One operation of the API as its description says it is called. */
export interface ApiOperation {
  name: string
  method: string
  /** With parameters in braces. */
  path: string
  isPublic: boolean
  query: string[]
  /** Values of parameters in the path, as far as their schemas say them. */
  params: Record<string, string>
  /** A body as its schema says; what the schema does not say is in `valid-requests.ts`. Null when it takes none. */
  sample: Record<string, unknown> | null
  contentType: string
  /** The content types of each status that is described. */
  documented: Documented
}

/** Every operation of the OpenAPI document, so that a new route is attacked without anybody thinking of it. */
export function listOperations(document: OpenApiDocument): ApiOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => readOperation(document, { path, method, operation })),
  )
}

function readOperation(
  document: OpenApiDocument,
  { path, method, operation }: { path: string; method: string; operation: OperationObject },
): ApiOperation {
  const [contentType = '', content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  const sample = content?.schema ? sampleOf(document, content.schema) : null
  return {
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    isPublic: operation.security.length === 0,
    params: Object.fromEntries(
      operation.parameters
        .filter((one) => one.in === 'path' && one.schema.enum)
        .map(({ name, schema }) => [name, String(schema.enum?.[0])]),
    ),
    query: operation.parameters.filter((one) => one.in === 'query').map((one) => one.name),
    sample: typeof sample === 'object' && sample !== null ? { ...sample } : null,
    contentType,
    documented: Object.fromEntries(
      Object.entries(operation.responses).map(([status, { content }]) => [status, Object.keys(content ?? {})]),
    ),
  }
}

/** Something that the schema more or less allows. */
function sampleOf(document: OpenApiDocument, schema: SchemaObject): unknown {
  if (schema.$ref) return sampleOf(document, document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {})
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  if (schema.const !== undefined) return schema.const
  const option = schema.anyOf?.[0]
  if (option) return sampleOf(document, option)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, property]) => [name, sampleOf(document, property)]),
      )
    case 'array':
      return schema.items ? [sampleOf(document, schema.items)] : []
    case 'string':
      return 'a string'
    case 'boolean':
      return false
    case 'integer':
    case 'number':
      return 1
    default:
      return null
  }
}
