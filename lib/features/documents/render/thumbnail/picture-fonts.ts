import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { getEnv } from '@/lib/platform/env/env'
import { forget, remember } from '@/lib/platform/remember'

const files = [
  'Shantell_Sans-Informal_Regular',
  'Shantell_Sans-Informal_Bold',
  'Shantell_Sans-Informal_Regular_Italic',
  'IBMPlexSans-Medium',
  'IBMPlexSans-Bold',
  'IBMPlexSans-MediumItalic',
  'IBMPlexSerif-Medium',
  'IBMPlexSerif-Bold',
  'IBMPlexMono-Medium',
  'IBMPlexMono-Bold',
] as const

/**
 * The editor's fonts as TrueType files, which is what the rasterizer reads; they come compressed for browsers. Unpacked
 * once per data directory.
 */
export function ensurePictureFonts(): Promise<string[]> {
  return remember('documents.pictureFonts', async () => {
    try {
      const folder = resolve(getEnv().DATA_DIR, 'cache', 'fonts')
      await mkdir(folder, { recursive: true })
      return await Promise.all(files.map((file) => ensureFont(file, folder)))
    } catch (error) {
      forget('documents.pictureFonts')
      throw error
    }
  })
}

async function ensureFont(file: string, folder: string): Promise<string> {
  const target = join(folder, `${file}.ttf`)
  const exists = await access(target).then(
    () => true,
    () => false,
  )
  if (exists) return target
  const { default: decompress } = await import('woff2-encoder/decompress')
  const packed = await readFile(resolve('node_modules', '@tldraw', 'assets', 'fonts', `${file}.woff2`))
  const unfinished = `${target}.${process.pid}.tmp`
  await writeFile(unfinished, await decompress(packed))
  await rename(unfinished, target)
  return target
}
