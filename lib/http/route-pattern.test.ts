import { expect, it } from 'vitest'
import { computeRoutePattern } from './route-pattern'

it.each([
  ['/api/diagrams', {}, '/api/diagrams'],
  ['/api/diagrams/abc', { diagramId: 'abc' }, '/api/diagrams/:id'],
  ['/api/diagrams/abc/restore', { diagramId: 'abc' }, '/api/diagrams/:id/restore'],
  ['/api/diagrams/a/members/b', { diagramId: 'a', userId: 'b' }, '/api/diagrams/:id/members/:userId'],
  ['/api/diagrams/a/members/a', { diagramId: 'a', userId: 'a' }, '/api/diagrams/:id/members/:userId'],
  ['/api/diagrams/diagrams', { diagramId: 'diagrams' }, '/api/diagrams/:id'],
  ['/api/auth/callback/credentials', { nextauth: ['callback', 'credentials'] }, '/api/auth/:nextauth'],
  ['/api/diagrams/a%20b', { diagramId: 'a b' }, '/api/diagrams/:id'],
  ['/api/diagrams/%E0%A4', { diagramId: '%E0%A4' }, '/api/diagrams/:id'],
])('%s with %j is %s', (path, params, pattern) => {
  expect(computeRoutePattern(path, params)).toBe(pattern)
})
