import { WebSocket } from 'ws'
import { newId } from '@/lib/core/ids'
import { getEchoPath } from '@/lib/platform/net/echo-path'
import type { ListeningAddress } from '@/lib/platform/net/listening-address'
import { type Check, found } from '../check'
import { often } from './timing'

const name = 'Live editing'

/** A live connection to ourselves, which has to give back what was said. */
export function createSyncCheck({ findAddress }: { findAddress(): ListeningAddress | null }): Check {
  return {
    component: { id: 'sync', name, essential: true, needs: ['database'], uses: ['auth', 'diagrams'] },
    ...often,
    async probe(signal) {
      const address = findAddress()
      if (!address) return found('unknown', null)
      const { host, port } = address
      const url = `ws://${host.includes(':') ? `[${host}]` : host}:${port}${getEchoPath()}`
      const said = newId<string>()
      const heard = await sayAndHear(url, { said, signal })
      return heard === said ? found('up') : found('down', `${name} does not answer as it should.`)
    },
  }
}

const sayAndHear = (url: string, { said, signal }: { said: string; signal: AbortSignal }): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 1_024 })
    const hangUp = () => socket.terminate()
    signal.addEventListener('abort', hangUp, { once: true })
    socket.on('open', () => socket.send(said))
    socket.on('message', (heard) => {
      resolve(String(heard))
      socket.close()
    })
    socket.on('error', reject)
    socket.on('close', (code) => {
      signal.removeEventListener('abort', hangUp)
      reject(Object.assign(new Error('closed'), { code: `CLOSED_${code}` }))
    })
  })
