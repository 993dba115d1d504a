import type { BrowserContext } from '@playwright/test'

export interface BrowserWatch {
  /** Console errors and uncaught exceptions. */
  faults: string[]
  /** Addresses outside the app's own origin that were asked for. */
  foreignRequests: string[]
  /** Faults a test provokes on purpose. */
  allowed: RegExp[]
}

/** Collects what the pages of a context complain about and whom they talk to. */
export function watchContext(context: BrowserContext, watch: BrowserWatch, ownUrl: string): void {
  const ownHost = new URL(ownUrl).host
  const note = (address: string) => {
    const url = new URL(address)
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== ownHost) watch.foreignRequests.push(address)
  }
  context.on('request', (request) => note(request.url()))
  context.on('page', (page) => page.on('websocket', (socket) => note(socket.url())))
  context.on('weberror', (webError) => {
    const error = webError.error()
    // A DOMException has no stack.
    watch.faults.push(`uncaught: ${error.stack || `${error.name}: ${error.message}`}`)
  })
  context.on('console', (message) => {
    if (message.type() === 'error') watch.faults.push(`console: ${message.text()} (${message.location().url})`)
  })
}
