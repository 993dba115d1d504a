import { json } from './plain-json'

/** The process runs; nothing else is asked. */
export async function answerLive(): Promise<Response> {
  return json(200, { status: 'live' })
}
