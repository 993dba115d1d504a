/** `npm run build`: the production build, recorded so that `npm start` does not repeat it. */
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)
register()
const { build } = await import('../lib/boot/launcher/ensure-build.js')
const { quietTools } = await import('../lib/boot/launcher/quiet-tools.js')

Object.assign(process.env, quietTools, { NODE_ENV: 'production' })
try {
  await build(root)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
