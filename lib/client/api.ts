import type { ErrorCode, InputIssue } from '@/lib/core/errors'
import { ApiError } from './api-error'

type QueryValue = string | number | boolean | null | undefined

interface CallOptions {
  query?: Record<string, QueryValue>
  headers?: Record<string, string>
  signal?: AbortSignal
}

export interface Tagged<T> {
  value: T
  etag: string | null
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * The browser's only way to our HTTP API: JSON, or `FormData` for uploads; throws `ApiError` for every failure, and the
 * caller's own AbortError when it was aborted.
 */
export const api = {
  get: <T>(path: string, options?: CallOptions) => call<T>('GET', path, undefined, options),
  /** With its ETag; null when it is still what `knownAs` names. */
  getTagged: <T>(path: string, knownAs: string | null) => callTagged<T>(path, knownAs),
  post: <T>(path: string, body?: unknown, options?: CallOptions) => call<T>('POST', path, body, options),
  put: <T>(path: string, body?: unknown, options?: CallOptions) => call<T>('PUT', path, body, options),
  patch: <T>(path: string, body?: unknown, options?: CallOptions) => call<T>('PATCH', path, body, options),
  delete: <T = void>(path: string, options?: CallOptions) => call<T>('DELETE', path, undefined, options),
}

async function call<T>(method: Method, path: string, body: unknown, options: CallOptions = {}): Promise<T> {
  const response = await send(method, path, body, options)
  if (!response.ok) throw await readError(response)
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

async function callTagged<T>(path: string, knownAs: string | null): Promise<Tagged<T> | null> {
  const response = await send('GET', path, undefined, { headers: knownAs ? { 'if-none-match': knownAs } : {} })
  if (response.status === 304) return null
  if (!response.ok) throw await readError(response)
  return { value: (await response.json()) as T, etag: response.headers.get('etag') }
}

async function send(method: Method, path: string, body: unknown, options: CallOptions): Promise<Response> {
  const isForm = body instanceof FormData
  try {
    return await fetch(path + formatQuery(options.query), {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
      credentials: 'same-origin',
      signal: options.signal,
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiError('The server cannot be reached. Check your connection and try again.', {
      code: 'network',
      status: 0,
    })
  }
}

function formatQuery(query: Record<string, QueryValue> = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value))
  }
  return params.size ? `?${params}` : ''
}

interface ProblemBody {
  detail?: string
  code?: ErrorCode
  correlationId?: string
  errors?: InputIssue[]
}

async function readError(response: Response): Promise<ApiError> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json')
  const problem: ProblemBody = isProblem ? await response.json().catch(() => ({})) : {}
  return new ApiError(problem.detail ?? `The server answered with an error (${response.status}). Please try again.`, {
    code: problem.code ?? (response.status >= 500 ? 'unavailable' : 'internal'),
    status: response.status,
    correlationId: problem.correlationId ?? response.headers.get('x-correlation-id') ?? undefined,
    errors: problem.errors,
  })
}
