import type { ServerResponse } from 'node:http'

/** The other end of an event stream. */
export interface EventSink {
  /** Hands over whole events; whoever is so slow that they pile up is cut off. */
  send(events: Uint8Array): void
  end(): void
}

/** Begins to send; returns what is called when nobody listens any more. */
export type OpenEvents = (sink: EventSink) => () => void

/** Of what waits for one listener; a minute of everything is a small part of it. */
const mostWaitingBytes = 512 * 1024

const opens = new WeakMap<Response, OpenEvents>()

/**
 * An answer that goes on (`text/event-stream`, HTML standard, 9.2). It is opened when somebody reads it: plain Node through
 * `sendEvents`, which costs a small part of the streams of a `Response`, or else whoever takes its body.
 */
export function respondWithEvents(open: OpenEvents): Response {
  let close = () => {}
  let isOpen = false
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (isOpen) return
        isOpen = true
        const end = () => {
          close()
          controller.close()
        }
        close = open({
          send: (events) => ((controller.desiredSize ?? 0) < -mostWaitingBytes ? end() : controller.enqueue(events)),
          end,
        })
      },
      cancel: () => close(),
    },
    { highWaterMark: 0, size: (chunk) => chunk.byteLength },
  )
  // Proxies such as nginx would otherwise keep events until they have some kilobytes of them.
  const headers = {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  }
  const response = new Response(body, { headers })
  opens.set(response, open)
  return response
}

/** How to open what `respondWithEvents` made, else null. */
export const findEvents = (response: Response): OpenEvents | null => opens.get(response) ?? null

/** Sends events to plain Node, whose head is already set. */
export function sendEvents(open: OpenEvents, response: ServerResponse): void {
  response.flushHeaders()
  const close = open({
    send(events) {
      if (response.writableLength > mostWaitingBytes) response.destroy()
      else response.write(events)
    },
    end: () => void response.end(),
  })
  response.once('close', close)
}
