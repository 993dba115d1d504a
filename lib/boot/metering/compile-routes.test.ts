import { describe, expect, it } from 'vitest'
import { compileRoutes } from './compile-routes'
import { listRoutes } from './list-routes'

const find = compileRoutes([
  '/',
  '/diagrams',
  '/diagrams/[diagramId]',
  '/api/diagrams/[diagramId]',
  '/api/diagrams/batch',
  '/api/diagrams/[diagramId]/versions/[versionId]',
  '/api/auth/[...nextauth]',
  '/api/auth/register',
  '/api/[...path]',
  '/s/[token]',
])

it.each([
  ['/', '/'],
  ['/diagrams', '/diagrams'],
  ['/diagrams/abc', '/diagrams/:id'],
  ['/diagrams/abc/more', null],
  ['/diagrams/', null],
  ['/api/diagrams/abc', '/api/diagrams/:id'],
  ['/api/diagrams/batch', '/api/diagrams/batch'],
  ['/api/diagrams/batch/versions/x', '/api/diagrams/:id/versions/:versionId'],
  ['/api/auth/callback/credentials', '/api/auth/:nextauth'],
  ['/api/auth/register', '/api/auth/register'],
  ['/api/nothing/at/all', '/api/:path'],
  ['/s/secret-token', '/s/:token'],
  ['/wp-login.php', null],
  ['', null],
  ['*', null],
])('%s is %s', (path, pattern) => {
  expect(find(path)).toBe(pattern)
})

describe('the routes of the product', () => {
  const routes = listRoutes({ root: process.cwd(), dev: true })

  it('are read from its folders', () => {
    expect(routes).toEqual(
      expect.arrayContaining(['/', '/sign-in', '/diagrams/[diagramId]', '/api/diagrams/[diagramId]', '/api/[...path]']),
    )
    expect(routes.filter((route) => route.includes('('))).toEqual([])
  })
})
