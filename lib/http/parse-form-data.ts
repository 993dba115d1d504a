import { AppError } from '@/lib/core/errors'

/** The fields and files of a multipart body. Errors: unsupported_media_type, malformed. */
export async function parseFormData(contentType: string | null, bytes: Uint8Array<ArrayBuffer>): Promise<FormData> {
  if (!contentType?.toLowerCase().startsWith('multipart/form-data')) {
    throw new AppError('unsupported_media_type', 'Send the file as multipart/form-data.')
  }
  try {
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData()
  } catch {
    throw new AppError('malformed', 'The body is not valid multipart/form-data.')
  }
}
