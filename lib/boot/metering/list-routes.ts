import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const manifestSchema = z.object({
  staticRoutes: z.array(z.object({ page: z.string() })),
  dynamicRoutes: z.array(z.object({ page: z.string() })),
})

/** What is asked for beside Next's routes. */
const ownRoutes = ['/api/sync/[diagramId]']

/** Every route of the product as Next writes it: from the build, or in development from the folders it is made of. */
export function listRoutes({ root, dev }: { root: string; dev: boolean }): string[] {
  const manifest = join(root, '.next', 'routes-manifest.json')
  const isBuilt = !dev && existsSync(manifest)
  return [...ownRoutes, ...(isBuilt ? readManifest(manifest) : listFolders(join(root, 'app')))]
}

function readManifest(file: string): string[] {
  const { staticRoutes, dynamicRoutes } = manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  return [...staticRoutes, ...dynamicRoutes].map(({ page }) => page)
}

/** Folders with a page or a route file; those in round brackets are not part of the path. */
export function listFolders(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
    const segments = file.split(/[\\/]/)
    if (!/^(page\.tsx|route\.ts)$/.test(segments.pop() ?? '')) return []
    return `/${segments.filter((segment) => !segment.startsWith('(')).join('/')}`
  })
}
