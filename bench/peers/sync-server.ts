/** One of the two servers that `bench/sync.ts` compares, in a process of its own: `SERVER=ours|bare`, `PORT`, `DATABASE_URL`. */
import { createServer } from 'node:http'
import { startSync } from '@/lib/sync/start-sync'
import { findUserActor } from '@/lib/testing/stub-actor'
import { startBareServer } from '@/scripts/torture/bare-server'

const server = createServer((_, response) => response.end())
if (process.env.SERVER === 'bare') startBareServer(server, null)
else server.on('upgrade', startSync({ findActor: findUserActor }).handleUpgrade)
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('listening'))
process.on('disconnect', () => process.exit(0))
