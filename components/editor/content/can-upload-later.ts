import { ApiError } from '@/lib/client/api-error'

/** Whether the same file may be taken another time; what the server refused for its kind or size will not be. */
export const canUploadLater = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.status === 0 || error.status === 408 || error.status === 429 || error.status >= 500)
