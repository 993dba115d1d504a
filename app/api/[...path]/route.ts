import { AppError } from '@/lib/core/errors'
import { route } from '@/lib/http/route'

/** Below `/api` even what does not exist is answered as a problem, not as a page. */
const answerNothing = route({}, () => {
  throw new AppError('not_found', 'There is nothing at this address.')
})

export {
  answerNothing as DELETE,
  answerNothing as GET,
  answerNothing as PATCH,
  answerNothing as POST,
  answerNothing as PUT,
}
