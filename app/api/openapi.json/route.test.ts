import { readdir, readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { sections } from '@/lib/features/openapi/get-openapi-document'
import { GET } from './route'

const getDocument = async () => (await GET(new Request('http://localhost:3000/api/openapi.json'))).json()

/** `GET /api/diagrams/{diagramId}` for every method that a route file exports. */
async function listRoutes(): Promise<string[]> {
  const files = (await readdir('app/api', { recursive: true })).filter((file) => file.endsWith('route.ts'))
  const routes = await Promise.all(
    files.map(async (file) => {
      const source = await readFile(`app/api/${file}`, 'utf8')
      const path = `/api/${file.replace(/\/?route\.ts$/, '')}`.replaceAll(/\[(\w+)\]/g, '{$1}')
      const methods = source.match(/\b(GET|POST|PUT|PATCH|DELETE)\b(?= = |\s*[,}])/g) ?? []
      return [...new Set(methods)].map((method) => `${method} ${path}`)
    }),
  )
  return routes.flat()
}

const nextAuth = /^\w+ \/api\/auth\/(csrf|providers|session|signout|callback\/credentials)$/

it('describes every route there is, and no other', async () => {
  const { paths } = await getDocument()
  const described = Object.entries<object>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const routes = (await listRoutes()).filter((path) => !path.includes('[...'))
  expect(described.filter((path) => !nextAuth.test(path)).sort()).toEqual(routes.sort())
})

it('names every parameter of a path', () => {
  for (const { path, params } of sections.flatMap(({ operations }) => operations)) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect({ path, params: Object.keys(params?.shape ?? {}) }).toEqual({ path, params: named })
  }
})

it('refers only to schemas that are there, and says who may call', async () => {
  const document = await getDocument()
  const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name)
  expect(references.filter((name) => !(name! in document.components.schemas))).toEqual([])
  expect(references.length).toBeGreaterThan(50)
  expect(document.paths['/api/diagrams'].get.security).toEqual([{ session: [] }])
  expect(document.paths['/api/auth/register'].post.security).toEqual([])
})

it('says of a body what the schema that parses it says', async () => {
  const { paths } = await getDocument()
  const { schema } = paths['/api/diagrams/{diagramId}/members'].post.requestBody.content['application/json']
  expect(schema).toMatchObject({
    type: 'object',
    required: ['email', 'role'],
    additionalProperties: false,
    properties: { role: { enum: ['editor', 'viewer'] } },
  })
  expect(paths['/api/diagrams'].get.responses[200].content['application/json'].schema).toEqual({
    $ref: '#/components/schemas/DiagramPage',
  })
})

it('tells of limits, keys and time on every call but the probes', async () => {
  const { paths, components } = await getDocument()
  for (const [path, methods] of Object.entries<Record<string, { parameters: { name: string }[]; responses: object }>>(
    paths,
  )) {
    for (const [method, { parameters, responses }] of Object.entries(methods)) {
      if (path.startsWith('/api/health')) continue
      expect(Object.keys(responses), `${method} ${path}`).toEqual(expect.arrayContaining(['429', '503', '504']))
      const takesKey = parameters.some(({ name }) => name === 'Idempotency-Key')
      expect(takesKey, `${method} ${path}`).toBe(method !== 'get')
      if (takesKey) expect(Object.keys(responses)).toEqual(expect.arrayContaining(['409', '422']))
    }
  }
  const { 201: created, 429: refused } = paths['/api/diagrams'].post.responses
  expect(Object.keys(created.headers)).toEqual(
    expect.arrayContaining(['Location', 'RateLimit-Limit', 'Idempotency-Replayed']),
  )
  expect(refused.headers['Retry-After']).toEqual({ $ref: '#/components/headers/Retry-After' })
  expect(components.headers['Retry-After'].schema.type).toBe('integer')
})
