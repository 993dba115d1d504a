/** Holds as many connections to an event stream as it is told to, and reads what comes. */
import { type ClientRequest, get } from 'node:http'

const open: ClientRequest[] = []

process.on('message', (count: number) => {
  while (open.length < count) {
    const request = get(process.env.URL ?? '', { agent: false }, (response) => response.resume())
    request.on('error', () => {})
    open.push(request)
  }
  while (open.length > count) open.pop()?.destroy()
})
