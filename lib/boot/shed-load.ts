import type { IncomingMessage, ServerResponse } from 'node:http'
import onHeaders from 'on-headers'
import { AppError } from '@/lib/core/errors'
import { sendProblem } from './send-problem'

/** Whoever watches us must hear from us, above all when there is too much to do; a file costs less than a refusal saves. */
const alwaysServed = /^\/(?:(?:api\/)?(?:health|metrics)(?:[/?]|$)|_next\/static\/)/

interface Shedding {
  /** Requests that may be worked on at once; 0 is no limit. */
  mostAtOnce: number
}

/**
 * Takes in requests while there is room, and refuses the others at once: work that waits too long is done for nobody.
 * A request takes room from when it has arrived whole until its answer begins, so whoever sends or reads slowly takes none.
 */
export function makeAdmit({ mostAtOnce }: Shedding): (request: IncomingMessage, response: ServerResponse) => boolean {
  let running = 0
  return (request, response) => {
    if (mostAtOnce === 0 || alwaysServed.test(request.url ?? '')) return true
    if (running >= mostAtOnce) {
      sendProblem(request, response, { error: tooMuch, headers: { 'retry-after': String(retryAfterSeconds) }, page })
      return false
    }
    let state: 'arriving' | 'running' | 'over' = 'arriving'
    const start = () => {
      if (state !== 'arriving') return
      state = 'running'
      running++
    }
    const end = () => {
      if (state === 'running') running--
      state = 'over'
    }
    if (hasBody(request)) request.once('end', start)
    else start()
    onHeaders(response, end)
    response.once('close', end)
    return true
  }
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

const tooMuch = new AppError(
  'unavailable',
  'The server has too much to do right now. Nothing was changed. Please try again in a moment.',
)
const retryAfterSeconds = 1

/** For a browser that opens a page; it asks again by itself. */
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="${2 * retryAfterSeconds}">
<title>One moment</title><p>AutoGraph has too much to do right now. This page tries again by itself.</p></html>`
