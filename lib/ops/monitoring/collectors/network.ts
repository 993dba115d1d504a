import { readFile } from 'node:fs/promises'
import { type Collector, round } from '../collector'

/** Bytes over every interface but the loopback since the machine started; null where the system does not tell. */
async function readTraffic(): Promise<{ received: number; sent: number } | null> {
  const text = await readFile('/proc/net/dev', 'utf8').catch(() => null)
  if (text === null) return null
  let [received, sent] = [0, 0]
  for (const line of text.split('\n').slice(2)) {
    const [name = '', numbers = ''] = line.split(':')
    if (name.trim() === 'lo') continue
    const fields = numbers.trim().split(/\s+/).map(Number)
    received += fields[0] || 0
    sent += fields[8] || 0
  }
  return { received, sent }
}

export function createNetworkCollector({ everyMs }: { everyMs: number }): Collector {
  let before = { atMs: performance.now(), traffic: readTraffic() }
  return {
    monitor: 'network',
    everyMs,
    async collect() {
      const earlier = { atMs: before.atMs, traffic: await before.traffic }
      const traffic = await readTraffic()
      const atMs = performance.now()
      before = { atMs, traffic: Promise.resolve(traffic) }
      const seconds = Math.max(0.001, (atMs - earlier.atMs) / 1_000)
      const perSecond = (now = 0, then = 0) => round(Math.max(0, now - then) / seconds)
      const sockets = process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length
      const values = {
        bytes_received_total: traffic?.received ?? 0,
        bytes_sent_total: traffic?.sent ?? 0,
        received_bytes_per_second: perSecond(traffic?.received, earlier.traffic?.received),
        sent_bytes_per_second: perSecond(traffic?.sent, earlier.traffic?.sent),
        open_sockets: sockets,
      }
      return { state: 'ok', summary: `${sockets} sockets open`, values }
    },
  }
}
