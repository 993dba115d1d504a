import { z } from 'zod'
import { type ErrorCode, errorStatus } from '@/lib/core/errors'
import { listAnswerHeaders } from './answer-headers'
import type { Answer, Content, Operation } from './operation'
import { problemSchema } from './problem-schema'
import type { ContentObject, OperationObject, ParameterObject, ResponseObject } from './schema'
import type { ToSchema } from './to-schema'

/** The Operation Object of OpenAPI. */
export function presentOperation(described: Operation, toSchema: ToSchema): OperationObject {
  const operation = described.isConditional ? withCondition(described) : described
  const answers = Object.entries(operation.answers).map(([status, answer]) => [status, presentAnswer(answer, toSchema)])
  const responses = { ...Object.fromEntries(answers), ...listProblems(operation, toSchema) }
  return {
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    security: operation.public ? [] : [{ session: [] }],
    parameters: listParameters(operation, toSchema),
    ...(operation.body
      ? { requestBody: { required: true, content: presentContent(operation.body, 'input', toSchema) } }
      : {}),
    responses: operation.isProbe ? responses : addHeaders(responses, { isWrite: isWrite(operation) }),
  }
}

function withCondition(operation: Operation): Operation {
  const { 200: answer = { description: '' } } = operation.answers
  const headers = { ETag: 'Names this answer.', ...answer.headers }
  return {
    ...operation,
    headers: { ...operation.headers, 'If-None-Match': 'ETags of earlier answers, or `*`; compared weakly.' },
    answers: {
      ...operation.answers,
      200: { ...answer, headers },
      304: { description: 'It is what you have.', headers },
    },
  }
}

/** A probe writes nothing, whatever its method. */
const isWrite = ({ method, isProbe }: Operation): boolean => method !== 'get' && !isProbe

function addHeaders(responses: Record<string, ResponseObject>, kind: { isWrite: boolean }) {
  const entries = Object.entries(responses).map(([status, response]) => [
    status,
    { ...response, headers: { ...response.headers, ...listAnswerHeaders(Number(status), kind) } },
  ])
  return Object.fromEntries(entries)
}

const idempotencyKey = {
  'Idempotency-Key':
    'Up to 255 visible ASCII characters, made up anew for each thing to be done: a repeat has no effect.',
}

function listParameters(operation: Operation, toSchema: ToSchema): ParameterObject[] {
  const { params, query } = operation
  const headers = { ...operation.headers, ...(isWrite(operation) ? idempotencyKey : {}) }
  const from = (place: string, schema: z.ZodObject | undefined) => {
    const required: unknown[] = schema ? [toSchema(schema, { io: 'input' }).required].flat() : []
    return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      schema: toSchema(field as z.ZodType, { io: 'input' }),
    }))
  }
  const fromHeaders = Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    required: name === 'If-Match',
    description,
    schema: { type: 'string' },
  }))
  return [...from('path', params), ...from('query', query), ...fromHeaders]
}

function presentAnswer({ description, content, headers = {} }: Answer, toSchema: ToSchema): ResponseObject {
  const described = Object.entries(headers).map(([name, text]) => [
    name,
    { description: text, schema: { type: 'string' } },
  ])
  return {
    description,
    ...(described.length > 0 ? { headers: Object.fromEntries(described) } : {}),
    ...(content ? { content: presentContent(content, 'output', toSchema) } : {}),
  }
}

function presentContent(content: Content, io: 'input' | 'output', toSchema: ToSchema): ContentObject {
  if (content instanceof z.ZodType) return { 'application/json': { schema: toSchema(content, { io }) } }
  return { [content.contentType]: content.schema ? { schema: toSchema(content.schema, { io }) } : {} }
}

/** The problems a call can meet: those of its kind, and its own. */
function listProblems(operation: Operation, toSchema: ToSchema): Record<string, ResponseObject> {
  if (operation.isProbe) return {}
  const codes: ErrorCode[] = [
    ...(['rate_limited', 'timeout', 'unavailable'] as const),
    ...(isWrite(operation) ? (['forbidden', 'conflict', 'invalid_input'] as const) : []),
    ...(operation.public ? [] : (['unauthenticated'] as const)),
    ...(operation.params ? (['not_found'] as const) : []),
    ...(operation.body ? (['malformed', 'payload_too_large', 'unsupported_media_type', 'invalid_input'] as const) : []),
    ...(operation.query ? (['invalid_input'] as const) : []),
    ...(operation.problems ?? []),
  ]
  const byStatus = [...new Set(codes)]
    .filter((code) => !(errorStatus[code] in operation.answers))
    .map((code) => [
      errorStatus[code],
      {
        description: code,
        content: { 'application/problem+json': { schema: toSchema(problemSchema, { io: 'output' }) } },
      },
    ])
  return Object.fromEntries(byStatus)
}
