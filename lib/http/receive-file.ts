import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyFileStream } from '@fastify/busboy'
import { AppError } from '@/lib/core/errors'

interface Incoming {
  contentType: string | null
  pieces: AsyncIterable<Uint8Array>
}

/** What becomes of the file, while it arrives; the fields that came before it are whole. */
type TakeFile<T> = (fields: Record<string, string>, file: AsyncIterable<Uint8Array>) => Promise<T>

/** A form for a file needs no more; what is beyond is not looked at. */
const limits = {
  files: 1,
  fields: 8,
  parts: 10,
  fieldNameSize: 100,
  fieldSize: 1024,
  headerPairs: 20,
  headerSize: 4096,
}

/**
 * Takes the part called `file` out of a multipart body as it arrives: `take` reads it piece by piece, and when it throws,
 * no more is received. Errors: unsupported_media_type, malformed, invalid_input, those of the body and those of `take`.
 */
export async function receiveFile<T>({ contentType, pieces }: Incoming, take: TakeFile<T>): Promise<T> {
  const parser = makeParser(contentType)
  const fields: Record<string, string> = Object.create(null)
  const over = new AbortController()
  let taken: Promise<T> | undefined
  let current: BusboyFileStream | undefined
  parser.on('field', (name, value) => {
    fields[name] = value
  })
  parser.on('file', (name, file) => {
    // An unheard error of a stream ends the process; this one is told by the pipeline as well.
    file.on('error', () => {})
    if (name !== 'file') return void file.resume()
    current = file
    taken = take({ ...fields }, file)
    taken.catch((error) => over.abort(error))
  })
  try {
    await pipeline(Readable.from(pieces), parser, { signal: over.signal })
  } catch (error) {
    const reason = over.signal.aborted ? over.signal.reason : readFault(error)
    current?.destroy(reason)
    await taken?.catch(() => {})
    throw reason
  }
  if (!taken) throw new AppError('invalid_input', 'Send the file as a part called file.')
  return taken
}

function makeParser(contentType: string | null) {
  if (!contentType?.toLowerCase().startsWith('multipart/form-data')) {
    throw new AppError('unsupported_media_type', 'Send the file as multipart/form-data.')
  }
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits })
  } catch {
    throw malformed()
  }
}

const readFault = (error: unknown) => (error instanceof AppError ? error : malformed())

const malformed = () => new AppError('malformed', 'The body is not valid multipart/form-data.')
