/**
 * Prints the SQL that turns one Prisma schema into another: `node scripts/diff-schema.mjs [old.prisma] new.prisma`
 * (one argument: from an empty database). The WebAssembly engine wants a reachable database to start, DATABASE_URL, but
 * does not touch it for a schema-to-schema diff.
 */
import { readFile } from 'node:fs/promises'
import { PrismaPg } from '@prisma/adapter-pg'

const paths = process.argv.slice(2)
const next = paths.pop()
if (!next || !process.env.DATABASE_URL) {
  console.error('usage: DATABASE_URL=… node scripts/diff-schema.mjs [old.prisma] new.prisma')
  process.exit(2)
}

const { wasmSchemaEngineLoader } = await loadEngine()
/** @type {import('@prisma/schema-engine-wasm').DiffTarget} */
const from = paths[0] ? { tag: 'schemaDatamodel', files: [await schemaFile(paths[0])] } : { tag: 'empty' }
const to = { tag: /** @type {const} */ ('schemaDatamodel'), files: [await schemaFile(next)] }
const engine = await wasmSchemaEngineLoader(to.files.map((file) => [file.path, file.content]))
const result = await engine.diff({
  from,
  to,
  script: true,
  filters: { externalTables: [], externalEnums: [] },
  exitCode: null,
})
process.stdout.write(result.stdout ?? '')
process.exit(0)

/** @param {string} path */
async function schemaFile(path) {
  return { path, content: await readFile(path, 'utf8') }
}

async function loadEngine() {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = await readFile(
    new URL(import.meta.resolve('@prisma/schema-engine-wasm')).pathname.replace(
      'schema_engine.js',
      'schema_engine_bg.wasm',
    ),
  )
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
  const adapter = new PrismaPg({ connectionString: process.env.DATABASE_URL })
  const { bindMigrationAwareSqlAdapterFactory } = await import('@prisma/driver-adapter-utils')
  return {
    /** @param {[string, string][]} datamodels */
    wasmSchemaEngineLoader: (datamodels) =>
      bindings.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(adapter)),
  }
}
