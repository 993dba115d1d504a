import { AppError } from '@/lib/core/errors'
import { parseJson } from './parse-json'

/** The fields of a posted form, encoded as forms are or as a JSON object. Errors: malformed, unsupported_media_type. */
export async function parseFields(contentType: string | null, bytes: Uint8Array): Promise<Record<string, unknown>> {
  if (contentType?.toLowerCase().startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes)))
  }
  const value = await parseJson(contentType, bytes)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new AppError('malformed', 'The body is not a form.')
}
