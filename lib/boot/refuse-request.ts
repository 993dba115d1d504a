import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '@/lib/core/errors'
import { sendProblem } from './send-problem'

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Refuses what nothing behind this door can make sense of, and would answer with an error of its own; else false. */
export function refuseRequest(request: IncomingMessage, response: ServerResponse): boolean {
  const { method = '', url = '' } = request
  if (!methods.has(method)) {
    const error = new AppError('method_not_allowed', 'This method is not one that the server knows.')
    sendProblem(request, response, { error, headers: { allow: [...methods].join(', ') } })
  } else if (!isReadable(url)) {
    const error = new AppError('malformed', 'The address of this request cannot be read.')
    sendProblem(request, response, { error, page })
  } else return false
  return true
}

const page =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Not found</title><p>This address cannot be read. <a href="/">Go to AutoGraph</a>'

/** `*` asks about the server as a whole; an escape that is none is what Next answers with 500. */
function isReadable(url: string): boolean {
  if (!url.includes('%')) return url !== '*'
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}
