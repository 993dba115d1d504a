/** `npm start` with a server that says only where its database is: everything of the launcher but the product. */
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

const root = fileURLToPath(new URL('../..', import.meta.url))
process.chdir(root)
register()
const { launch } = await import('../boot/launcher/launch.js')

try {
  await launch({
    root,
    // There is nothing to build.
    dev: true,
    tell: (line) => void process.stdout.write(`${line}\n`),
    importServer: async () => ({ startServer }),
  })
} catch (error) {
  process.stderr.write(`${error instanceof Error && error.name === 'StartError' ? error.message : error}\n`)
  process.exit(1)
}

/** @type {import('../boot/launcher/launch').StartServer} */
async function startServer({ host, port }) {
  const server = createServer((_, response) => response.end(process.env.DATABASE_URL))
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(undefined))
  })
  return {
    stop: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
