#!/usr/bin/env node
/** `npx autograph <command>`: what an operator does from a shell. Each command is a file of `scripts/cli`. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`AutoGraph needs Node 20.19 or newer and this is ${process.version}; install a newer Node.`)
  process.exit(1)
}

// A path that somebody types means the folder they are in; settings with relative paths mean the repository.
const calledFrom = process.cwd()
const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

const { register } = await import('tsx/esm/api')
register()
process.setSourceMapsEnabled(false)
const { commands } = await import('./cli/commands.js')
/** Said in a sentence for people, without a stack. */
const expected = ['CommandError', 'StartError', 'BackupError', 'MigrationError', 'ObjectStoreUnavailable']

const [name = 'help', ...args] = process.argv.slice(2)
const isHelp = ['help', '--help', '-h'].includes(name)
const command = commands.find((known) => known.name === name)
if (isHelp || !command) {
  const lines = commands.map(({ usage, summary }) => `  ${usage}\n      ${summary}`)
  const text = `AutoGraph from a shell:\n\n${lines.join('\n')}`
  if (isHelp) console.log(text)
  else console.error(`There is no command ${JSON.stringify(name)}.\n\n${text}`)
  process.exit(isHelp ? 0 : 2)
}

try {
  const options = { ...command.options, help: { type: /** @type {const} */ ('boolean'), short: 'h' } }
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  if (values.help) {
    console.log(`${command.usage}\n\n${command.summary}`)
    process.exit(0)
  }
  const run = await command.load()
  process.exit((await run({ values, positionals, root, calledFrom })) ?? 0)
} catch (error) {
  const isUsage = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  if (isUsage) console.error(`${error.message}\n\nUsage: ${command.usage}`)
  else console.error(error instanceof Error && expected.includes(error.name) ? error.message : error)
  process.exit(isUsage ? 2 : 1)
}
