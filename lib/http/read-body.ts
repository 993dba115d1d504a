import { AppError } from '@/lib/core/errors'

export const defaultBodyLimitBytes = 1024 * 1024

/** The whole body, counted while it arrives. Errors: payload_too_large, malformed when the caller hangs up. */
export async function readBody(request: Request, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw tooLarge(limitBytes)
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of readChunks(request)) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > limitBytes) throw tooLarge(limitBytes)
    chunks.push(chunk)
  }
  return concat(chunks, sizeBytes)
}

/** Leaving the loop early cancels the stream, so the rest of an endless body is not awaited. */
async function* readChunks(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader()
  if (!reader) return
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } catch (cause) {
    throw new AppError('malformed', 'The request ended before its body was complete.', { cause })
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function concat(chunks: Uint8Array[], sizeBytes: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(sizeBytes)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}

function tooLarge(limitBytes: number): AppError {
  return new AppError(
    'payload_too_large',
    `This is larger than the ${formatLimit(limitBytes)} that fit in one request.`,
  )
}

const formatLimit = (bytes: number) =>
  bytes >= 1024 * 1024 ? `${Math.floor(bytes / 1024 / 1024)} MiB` : `${Math.floor(bytes / 1024)} KiB`
