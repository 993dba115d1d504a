import { z } from 'zod'
import { mostWatched } from '@/lib/core/component-news'
import { componentStatus } from '../schema'
import { componentId } from '../schema-checks'

export const componentAudience = z.strictObject({
  signedIn: z
    .array(componentId)
    .max(mostWatched)
    .describe('Ids of the components whose state everyone who is signed in may see; admins see all of them.'),
})

/** A component as somebody sees it who may choose it for a shape. */
export const visibleComponentDto = z.object({ id: z.string(), name: z.string(), status: componentStatus })

export const visibleComponentsDto = z.object({ items: z.array(visibleComponentDto) })

export type ComponentAudienceDto = z.infer<typeof componentAudience>
export type VisibleComponentDto = z.infer<typeof visibleComponentDto>
