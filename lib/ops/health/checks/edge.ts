import { get } from 'node:http'
import type { ListeningAddress } from '@/lib/platform/net/listening-address'
import { type Check, type Finding, found } from '../check'
import { often } from './timing'

const name = 'Web server'

/** One request to ourselves, through the same door as everybody's. */
export function createEdgeCheck({ findAddress }: { findAddress(): ListeningAddress | null }): Check {
  return {
    component: { id: 'edge', name, essential: true, needs: [], uses: ['auth', 'diagrams', 'sync'] },
    ...often,
    async probe(signal) {
      const address = findAddress()
      if (!address) return found('unknown', null)
      return judge(await ask(address, signal))
    },
  }
}

function judge(status: number): Finding {
  if (status === 200) return found('up')
  if (status === 503) return found('degraded', `${name} has more to do than it can; some requests are refused.`)
  return found('down', `${name} does not answer as it should.`, `HTTP ${status}`)
}

/** `fetch` is Next's here, and may answer from a cache. */
const ask = ({ host, port }: ListeningAddress, signal: AbortSignal): Promise<number> =>
  new Promise((resolve, reject) => {
    get({ host, port, path: '/api/health/live', agent: false, signal }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0)).on('error', reject)
    }).on('error', reject)
  })
