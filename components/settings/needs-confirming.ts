import { ApiError } from '@/lib/client/api-error'

/** Whether it was refused only because the last proof of who one is was too long ago. */
export const needsConfirming = (error: unknown): boolean =>
  error instanceof ApiError && error.errors.some(({ code }) => code === 'confirm')
