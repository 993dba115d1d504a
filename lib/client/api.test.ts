import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { api } from './api'
import { ApiError } from './api-error'

const fetched = vi.fn<typeof fetch>()

beforeEach(() => {
  vi.stubGlobal('fetch', fetched)
})
afterEach(() => {
  vi.unstubAllGlobals()
  fetched.mockReset()
})

const problem = {
  title: 'Some fields are not valid',
  status: 422,
  detail: 'Check the fields.',
  code: 'invalid_input',
  correlationId: 'abcdefgh',
  errors: [
    { path: 'title', code: 'too_small', message: 'Give it a title.' },
    { path: 'title', code: 'custom', message: 'Another fault.' },
  ],
}

it('sends JSON and gives back what the server answered', async () => {
  fetched.mockResolvedValue(Response.json({ id: 'a' }, { status: 201 }))
  expect(await api.post('/api/diagrams', { title: 'x' }, { query: { q: 'a b', cursor: undefined } })).toEqual({
    id: 'a',
  })
  const [url, init] = fetched.mock.calls[0]!
  expect(url).toBe('/api/diagrams?q=a+b')
  expect(init).toMatchObject({
    method: 'POST',
    body: '{"title":"x"}',
    headers: { 'content-type': 'application/json' },
    credentials: 'same-origin',
  })
})

it('leaves the content type of an upload to the browser, which knows the boundary', async () => {
  fetched.mockResolvedValue(new Response(null, { status: 204 }))
  await api.post('/api/assets', new FormData())
  expect(fetched.mock.calls[0]![1]!.headers).toEqual({ accept: 'application/json' })
})

it('turns a problem into an ApiError with its fields and correlation id', async () => {
  fetched.mockImplementation(async () =>
    Response.json(problem, { status: 422, headers: { 'content-type': 'application/problem+json' } }),
  )
  const error = await api.get('/api/diagrams').catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({
    message: 'Check the fields.',
    code: 'invalid_input',
    status: 422,
    correlationId: 'abcdefgh',
    fieldErrors: { title: 'Give it a title.' },
  })
})

it('says a clear sentence when there is no answer, or one that is not ours', async () => {
  fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  await expect(api.get('/x')).rejects.toMatchObject({
    code: 'network',
    status: 0,
    message: 'The server cannot be reached. Check your connection and try again.',
  })
  fetched.mockResolvedValueOnce(new Response('<html>', { status: 502 }))
  await expect(api.get('/x')).rejects.toMatchObject({ code: 'unavailable', status: 502 })
})

it('passes on the abort of its caller', async () => {
  const controller = new AbortController()
  controller.abort()
  fetched.mockRejectedValue(new DOMException('aborted', 'AbortError'))
  await expect(api.get('/x', { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' })
})
