import { AppError } from '@/lib/core/errors'
import type { Call, RouteInput, RouteSpec } from './call'
import { parseInput } from './parse-input'
import { parseJson } from './parse-json'
import { defaultBodyLimitBytes, readBody, readPieces } from './read-body'

/** What the handler gets. Errors: not_found for a path that cannot be, and those of the query and the body. */
export async function parseCall<P, Q, B>(spec: RouteSpec<P, Q, B>, call: Call): Promise<RouteInput<P, Q, B>> {
  const { request, url, actor, address } = call
  const reader = makeBodyReader(spec.bodyLimitBytes ?? defaultBodyLimitBytes, call)
  assertNoNul(url)
  const params = spec.params?.safeParse(call.rawParams)
  if (params && !params.success) throw new AppError('not_found', 'There is nothing at this address.')
  const query = spec.query && parseInput(spec.query, Object.fromEntries(url.searchParams))
  const body =
    spec.body && parseInput(spec.body, await parseJson(request.headers.get('content-type'), await reader.readBytes()))
  // Without a schema the type of a part is `unknown`, which undefined fits.
  const parsed = { params: params?.data as P, query: query as Q, body: body as B }
  return {
    request,
    actor,
    address,
    ...parsed,
    ...reader,
    get signal() {
      return call.deadline.signal
    },
  }
}

/** PostgreSQL cannot store it, and nobody types it. */
function assertNoNul({ searchParams }: URL): void {
  for (const [name, value] of searchParams) {
    if (!value.includes('\0') && !name.includes('\0')) continue
    const message = 'Text cannot contain NUL characters.'
    throw new AppError('invalid_input', message, { errors: [{ path: name, code: 'nul', message }] })
  }
}

/** Read when it is first asked for, and once: a stream cannot be read again. */
function makeBodyReader(
  limitBytes: number,
  { request, deadline }: Call,
): Pick<RouteInput<0, 0, 0>, 'readBytes' | 'readPieces'> {
  const startReading = () => ({
    limitBytes,
    signal: deadline.signal,
    onReceived: (bytes: number) => deadline.noteReceived(bytes),
  })
  let whole: Promise<Uint8Array<ArrayBuffer>> | undefined
  return {
    readBytes() {
      whole ??= readBody(request, startReading())
      return whole
    },
    async *readPieces() {
      if (whole) yield await whole
      else yield* readPieces(request, startReading())
    },
  }
}
