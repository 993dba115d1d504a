import type { IncomingMessage, ServerResponse } from 'node:http'
import onHeaders from 'on-headers'
import { AppError } from '@/lib/core/errors'
import { bindContext } from '@/lib/platform/bind-context'
import { sendProblem } from './send-problem'

/** Whoever watches us must hear from us, above all when there is too much to do; a file costs less than a refusal saves. */
const alwaysServed =
  /^\/(?:(?:api\/)?(?:health|metrics)(?:[/?]|$)|status(?:\.json|\/feed\.xml)?(?:\?|$)|_next\/static\/)/

interface Shedding {
  /** Requests that may be worked on at once; 0 is no limit. */
  mostAtOnce: number
  /** Requests that may wait for one of those to be over. */
  mostWaiting: number
  waitMs: number
}

interface Waiter {
  untilMs: number
  serve(): void
  refuse(): void
}

/**
 * What comes in one turn of the event loop is not begun, or refused, in that turn: whoever watches us, whose request has
 * arrived meanwhile, would have to wait for all of it.
 */
const inOneTurn = { begun: 4, refused: 4 }

/** Calls `serve` when there is room for the request, or answers that there is none. */
export type Admit = (request: IncomingMessage, response: ServerResponse, serve: () => void) => void

/**
 * Takes in requests while there is room. The others wait their turn for a moment, which is all that a burst needs, and
 * holds back whoever asks again at once; after it they are refused: work that waits too long is done for nobody.
 * A request takes room from when it has arrived whole until its answer begins, so whoever sends or reads slowly takes none.
 */
export function makeAdmit({ mostAtOnce, mostWaiting, waitMs }: Shedding): Admit {
  let running = 0
  /** In the order they came, so that the first is the one whose time is up first. */
  const waiting = new Set<Waiter>()
  let expiry: NodeJS.Timeout | null = null
  let begun = 0

  const hasRoom = () => running < mostAtOnce && begun < inOneTurn.begun
  const nextTurn = () => {
    begun = 0
    for (const waiter of waiting) {
      if (!hasRoom()) break
      waiter.serve()
    }
  }

  const takeIn: Admit = (request, response, serve) => {
    if (begun++ === 0) setImmediate(nextTurn)
    let state: 'arriving' | 'running' | 'over' = 'arriving'
    const start = () => {
      if (state !== 'arriving') return
      state = 'running'
      running++
    }
    const end = () => {
      if (state === 'running') running--
      state = 'over'
      if (begun === 0 && waiting.size > 0) nextTurn()
    }
    if (hasBody(request)) request.once('end', start)
    else start()
    onHeaders(response, end)
    response.once('close', end)
    serve()
  }

  const wait: Admit = (request, response, serve) => {
    const leave = () => {
      waiting.delete(waiter)
      response.off('close', leave)
    }
    const waiter: Waiter = {
      untilMs: performance.now() + waitMs,
      // Called in the turn or at the end of another request, it is not to run as a part of that one.
      serve: bindContext(() => {
        leave()
        takeIn(request, response, serve)
      }),
      refuse() {
        leave()
        refuse(request, response)
      },
    }
    response.once('close', leave)
    waiting.add(waiter)
    awaitExpiry()
  }

  const awaitExpiry = () => {
    const [first] = waiting
    if (first && !expiry) expiry = setTimeout(refuseOverdue, first.untilMs - performance.now())
  }

  const refuseOverdue = () => {
    expiry = null
    let left = inOneTurn.refused
    for (const waiter of waiting) {
      if (left-- === 0 || waiter.untilMs > performance.now()) break
      waiter.refuse()
    }
    awaitExpiry()
  }

  return (request, response, serve) => {
    if (mostAtOnce === 0 || alwaysServed.test(request.url ?? '')) serve()
    else if (hasRoom() && waiting.size === 0) takeIn(request, response, serve)
    else if (waiting.size < mostWaiting) wait(request, response, serve)
    else refuse(request, response)
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

const refuse = (request: IncomingMessage, response: ServerResponse): void =>
  sendProblem(request, response, { error: tooMuch, headers: { 'retry-after': String(retryAfterSeconds) }, page })
