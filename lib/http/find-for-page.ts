import { notFound } from 'next/navigation'
import { AppError } from '@/lib/core/errors'

/** What `read` gives; the page of what does not exist when there is no such thing for who asks. */
export async function findForPage<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}
