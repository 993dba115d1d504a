/**
 * The process that is killed: the sync server alone behind HTTP. It loads its code, waits for a message from its parent and
 * then serves. `PORT`, `DATABASE_URL`; `BARE_SNAPSHOT` for the bare room.
 */
import { createServer } from 'node:http'
import { startSync } from '@/lib/sync/start-sync'
import { findUserActor } from '@/lib/testing/stub-actor'
import { startBareServer } from './bare-server'

process.on('disconnect', () => process.exit(0))
process.on('unhandledRejection', (error) => {
  console.error('unhandled rejection in the app', error)
  process.exit(70)
})
process.once('message', serve)

function serve(): void {
  const server = createServer((_, response) => response.end())
  const stop = process.env.BARE_SNAPSHOT ? startBareServer(server, process.env.BARE_SNAPSHOT) : startOurs()
  server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('listening'))
  process.on('SIGTERM', () => void stop().then(() => process.exit(0)))

  function startOurs(): () => Promise<void> {
    const sync = startSync({ findActor: findUserActor })
    server.on('upgrade', sync.handleUpgrade)
    return sync.stop
  }
}
