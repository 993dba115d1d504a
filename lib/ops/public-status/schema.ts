import { z } from 'zod'
import { componentId } from '@/lib/ops/health/schema-checks'

/** Settings are kept as jsonb, which has no half surrogate pairs. */
const words = z
  .string()
  .trim()
  .min(1)
  .refine((text) => !/\p{Surrogate}/u.test(text), { message: 'holds half a character' })

const shownComponent = z.strictObject({
  id: componentId,
  name: words.max(60).describe('What the public reads; nothing else of the component is told.'),
})

/** What the public status page shows, as an admin chose it. */
export const publicStatusSettings = z.strictObject({
  enabled: z.boolean(),
  title: words.max(80),
  components: z
    .array(shownComponent)
    .max(30)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, { message: 'names a component twice' })
    .describe('Those that are shown, in this order.'),
  publishIncidents: z.boolean().describe('Whether incidents that alerts open are shown from the start.'),
})

export type PublicStatusSettings = z.infer<typeof publicStatusSettings>

export const defaultPublicStatus: PublicStatusSettings = {
  enabled: false,
  title: 'AutoGraph status',
  components: [],
  publishIncidents: false,
}
