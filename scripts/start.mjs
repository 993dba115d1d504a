/** `npm start`, and with `--dev` `npm run dev`: everything AutoGraph needs, in one process. */
import { fileURLToPath } from 'node:url'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`AutoGraph needs Node 20.19 or newer and this is ${process.version}; install a newer Node.`)
  process.exit(1)
}

// Settings with relative paths, and tools that look for their configuration, mean the folder of the repository.
const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

// Whoever read what we say may be gone. To report that would be to say something, again and again.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

const { register } = await import('tsx/esm/api')
const unregister = register()
// The loader turns them on for the whole process, where they would make every error of the built app slow.
process.setSourceMapsEnabled(false)
const { launch } = await import('../lib/boot/launcher/launch.js')

try {
  await launch({
    root,
    dev: process.argv.includes('--dev'),
    tell: (line) => console.log(line),
    importServer: async () => {
      await unregister()
      return import('../server.mjs')
    },
  })
} catch (error) {
  const expected = error instanceof Error && error.name === 'StartError'
  console.error(expected ? `\nAutoGraph cannot start. ${error.message}` : error)
  process.exit(1)
}
