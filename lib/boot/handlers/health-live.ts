import { presentHealth } from './present-health'

/** The process runs; nothing else is asked. */
export async function answerLive(request: Request): Promise<Response> {
  return presentHealth(request, 200, { status: 'live' })
}
