import { AppError } from '@/lib/core/errors'
import { JsonScanner } from '@/lib/core/json-scanner'
import { parseGuarded } from './json-guard'
import { parseLargeJson } from './parse-large-json'

/** `JSON.parse` holds everybody up for the time it takes: up to this size, a few milliseconds. */
const inOneStepBytes = 1024 * 1024

/**
 * The JSON value of a body; a large one is parsed in steps, between which the process serves others. Errors:
 * unsupported_media_type, malformed, and invalid_input for keys that would reach a prototype and for NUL.
 */
export async function parseJson(contentType: string | null, bytes: Uint8Array): Promise<unknown> {
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(contentType ?? '')) {
    throw new AppError('unsupported_media_type', 'Send JSON with the header Content-Type: application/json.')
  }
  try {
    return bytes.byteLength <= inOneStepBytes ? parseSmall(bytes) : await parseLargeJson(bytes)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('malformed', 'The body is not valid JSON.', { cause })
  }
}

function parseSmall(bytes: Uint8Array): unknown {
  const scanner = new JsonScanner(bytes)
  scanner.advance(bytes.length)
  if (scanner.isTooDeep) throw tooDeep()
  return parseGuarded(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
}

const tooDeep = () => new AppError('malformed', 'The JSON of the body is nested too deeply.')
