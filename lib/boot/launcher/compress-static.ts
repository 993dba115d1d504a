import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

const compress = promisify(brotliCompress)
const compressible = /\.(?:js|css|json|svg)$/
/** Below this the frame of a compressed answer eats what it saves. */
const thresholdBytes = 1024
/** About as many as zlib has threads. */
const atOnce = 4

/** Writes a `.br` beside each file of a build that gets smaller, as small as brotli can make it. */
export async function compressStatic(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && compressible.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  const work = async () => {
    for (let path = paths.pop(); path; path = paths.pop()) await compressFile(path)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

async function compressFile(path: string): Promise<void> {
  const plain = await readFile(path)
  if (plain.byteLength < thresholdBytes) return
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.byteLength,
  }
  const compressed = await compress(plain, { params })
  if (compressed.byteLength < plain.byteLength) await writeFile(`${path}.br`, compressed)
}
