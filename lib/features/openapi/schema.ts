/** JSON Schema, as far as the documentation page reads it. */
export interface SchemaObject {
  $ref?: string
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  description?: string
  default?: unknown
  properties?: Record<string, SchemaObject>
  required?: string[]
  items?: SchemaObject
  anyOf?: SchemaObject[]
  [keyword: string]: unknown
}

export type ContentObject = Record<string, { schema?: SchemaObject }>

export interface ParameterObject {
  name: string
  in: string
  required: boolean
  description?: string
  schema: SchemaObject
}

export interface HeaderObject {
  description: string
  schema: SchemaObject
}

export interface ResponseObject {
  description: string
  headers?: Record<string, HeaderObject | { $ref: string }>
  content?: ContentObject
}

export interface OperationObject {
  tags: string[]
  summary: string
  description?: string
  security: Record<string, string[]>[]
  parameters: ParameterObject[]
  requestBody?: { required: boolean; content: ContentObject }
  responses: Record<string, ResponseObject>
}

/** The parts of an OpenAPI 3.1 document that ours has. */
export interface OpenApiDocument {
  openapi: string
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  tags: { name: string }[]
  paths: Record<string, Record<string, OperationObject>>
  components: {
    schemas: Record<string, SchemaObject>
    headers: Record<string, HeaderObject>
    securitySchemes: Record<string, Record<string, string>>
  }
}
