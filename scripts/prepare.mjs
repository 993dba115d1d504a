/**
 * Runs after `npm ci` and before a build. Both steps only move around what npm has installed.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../', import.meta.url)

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(path, root))

generatePrismaClient()
copyEditorAssets()

/** Prisma wants a native schema engine that `generate` does not use; any existing file satisfies it. */
function generatePrismaClient() {
  execFileSync(process.execPath, [at('node_modules/prisma/build/index.js'), 'generate'], {
    cwd: at('.'),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
  })
}

/** We serve the editor's fonts, icons and translations ourselves: without them it never mounts. */
function copyEditorAssets() {
  rmSync(at('public/tldraw'), { recursive: true, force: true })
  for (const folder of ['fonts', 'icons', 'translations']) {
    cpSync(at(`node_modules/@tldraw/assets/${folder}`), at(`public/tldraw/${folder}`), { recursive: true })
  }
}
