import { AppError } from '@/lib/core/errors'

export const defaultBodyLimitBytes = 1024 * 1024

interface Reading {
  limitBytes: number
  /** Ends the reading: an aborted request must not hold what it has received. */
  signal?: AbortSignal
  onReceived?: (bytes: number) => void
}

/** The whole body, counted while it arrives. Errors: as of `readPieces`. */
export async function readBody(request: Request, reading: Reading): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of readPieces(request, reading)) {
    sizeBytes += chunk.byteLength
    chunks.push(chunk)
  }
  return concat(chunks, sizeBytes)
}

/**
 * The body piece by piece, counted while it arrives. A packed one is refused: what it unpacks to cannot be known before.
 * Errors: payload_too_large, unsupported_media_type, malformed when the caller hangs up.
 */
export async function* readPieces(request: Request, reading: Reading): AsyncGenerator<Uint8Array> {
  const { limitBytes, onReceived } = reading
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw tooLarge(limitBytes)
  if (!/^(identity)?$/i.test(request.headers.get('content-encoding') ?? '')) {
    throw new AppError('unsupported_media_type', 'Send the body as it is, without Content-Encoding.')
  }
  let sizeBytes = 0
  for await (const chunk of readChunks(request, reading.signal)) {
    sizeBytes += chunk.byteLength
    onReceived?.(chunk.byteLength)
    if (sizeBytes > limitBytes) throw tooLarge(limitBytes)
    yield chunk
  }
}

/** Leaving the loop early cancels the stream, so the rest of an endless body is not awaited. */
async function* readChunks(request: Request, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader()
  if (!reader) return
  const cancel = () => reader.cancel(signal?.reason).catch(() => undefined)
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
    signal?.throwIfAborted()
  } catch (cause) {
    if (signal?.aborted) throw signal.reason
    throw new AppError('malformed', 'The request ended before its body was complete.', { cause })
  } finally {
    signal?.removeEventListener('abort', cancel)
    await cancel()
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
