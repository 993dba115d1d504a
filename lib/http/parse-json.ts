import { AppError } from '@/lib/core/errors'

/** The JSON value of a body. Errors: unsupported_media_type, malformed. */
export function parseJson(contentType: string | null, bytes: Uint8Array): unknown {
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(contentType ?? '')) {
    throw new AppError('unsupported_media_type', 'Send JSON with the header Content-Type: application/json.')
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new AppError('malformed', 'The body is not valid JSON.')
  }
}
