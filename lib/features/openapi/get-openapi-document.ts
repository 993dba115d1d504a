import type { z } from 'zod'
import { remember } from '@/lib/platform/remember'
import { apiKeysApi } from '../api-keys/openapi'
import { assetsApi } from '../assets/openapi'
import { auditApi } from '../audit/openapi'
import { admissionApi } from '../auth/admission/openapi'
import { factorsApi } from '../auth/factors/openapi'
import { linksApi } from '../auth/links/openapi'
import { authApi } from '../auth/openapi'
import { avatarsApi } from '../avatars/openapi'
import { diagramsApi } from '../diagrams/openapi'
import { linkPreviewsApi } from '../link-previews/openapi'
import { privacyApi } from '../privacy/openapi'
import { teamsApi } from '../teams/openapi'
import { tokensApi } from '../tokens/openapi'
import { usersApi } from '../users/openapi'
import { alertsApi } from './alerts-api'
import { answerHeaders } from './answer-headers'
import { componentsApi } from './components-api'
import { deliveryApi } from './delivery-api'
import { diagnosticsApi } from './diagnostics-api'
import { healthApi } from './health-api'
import { incidentsApi } from './incidents-api'
import { operationsApi } from './operations-api'
import { presentOperation } from './present-operation'
import { problemSchema } from './problem-schema'
import { publicStatusApi } from './public-status-api'
import type { OpenApiDocument } from './schema'
import { serverApi } from './server-api'
import { makeToSchema } from './to-schema'

/** Each feature's part, in the order people read them. */
export const sections = [
  authApi,
  avatarsApi,
  privacyApi,
  linksApi,
  apiKeysApi,
  tokensApi,
  factorsApi,
  usersApi,
  admissionApi,
  diagramsApi,
  teamsApi,
  assetsApi,
  linkPreviewsApi,
  auditApi,
  operationsApi,
  alertsApi,
  incidentsApi,
  publicStatusApi,
  deliveryApi,
  healthApi,
  componentsApi,
  diagnosticsApi,
  serverApi,
]

const about = [
  'JSON in, JSON out. Errors are `application/problem+json` (RFC 9457) with a `code` and a `correlationId`.',
  'A request may bring its own `X-Correlation-ID`; every answer has one, and so has every line of the log.',
  'Writes are refused when a browser sends them from another site.',
  'Requests are counted per user and per address, pictures and uploads apart from all others. `RateLimit-*` tell what is left; beyond it the answer is 429 with `Retry-After`.',
  'A write may bring an `Idempotency-Key`: for a day, the same request with the same key has one effect and gets the kept answer.',
  'A request that takes longer than 30 seconds (a setting; longer for a body that is still arriving) is answered with 504.',
  'JSON bodies nest at most 100 levels deep and may hold neither NUL nor the keys `__proto__`, `constructor` and `prototype`.',
  'Live editing speaks the tldraw sync protocol over a WebSocket at `/api/sync/{diagramId}`.',
].join('\n\n')

/** The description of the whole HTTP API, made of the schemas that parse its requests; it never changes in a process. */
export const getOpenApiDocument = (): OpenApiDocument => remember('openapi.document', makeOpenApiDocument)

function makeOpenApiDocument(): OpenApiDocument {
  const operations = sections.flatMap((section) => section.operations)
  const named = new Map<unknown, string>([[problemSchema, 'Problem']])
  for (const section of sections) for (const [name, schema] of Object.entries(section.schemas)) named.set(schema, name)
  const toSchema = makeToSchema(named)
  const schemas = [...named].map(([schema, name]) => [
    name,
    toSchema(schema as z.ZodType, { io: 'output', root: true }),
  ])
  const paths: OpenApiDocument['paths'] = {}
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: presentOperation(operation, toSchema) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'AutoGraph', version: '1', description: about, license: { name: 'MIT', identifier: 'MIT' } },
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries(schemas),
      headers: answerHeaders,
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token' } },
    },
  }
}
