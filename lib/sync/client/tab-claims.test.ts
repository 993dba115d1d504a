import { BroadcastChannel as NodeChannel } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { type ClaimChannel, createChannelClaims } from './tab-claims'

/** Node's channel with the types of a browser's. */
function openChannel(name: string): ClaimChannel {
  const channel = new NodeChannel(name)
  const opened: ClaimChannel = {
    onmessage: null,
    postMessage: (message) => channel.postMessage(message),
    close: () => channel.close(),
  }
  channel.onmessage = (event) => opened.onmessage?.(event as never)
  return opened
}

const claims = createChannelClaims(openChannel)

test('a tab that lives keeps its changes; one that is gone is taken over once', async () => {
  const release = await claims.hold('first')
  expect(await claims.take('first')).toBeNull()
  release()
  const taken = await claims.take('first')
  expect(taken).toBeTypeOf('function')
  expect(await claims.take('first')).toBeNull()
  taken?.()
})
