import { z } from 'zod'

/** How long an address may be that we fetch. */
const maxUrlLength = 2_000

export const linkPreviewInput = z.object({
  url: z
    .url({ protocol: /^https?$/, error: 'Give an address that begins with http:// or https://.' })
    .max(maxUrlLength),
})

/** What a card on the canvas says of a page elsewhere. Where nothing could be learned, its title is the host. */
export const linkPreviewDto = z.object({
  url: z.string().describe('The address as it was given.'),
  title: z.string(),
  description: z.string(),
  image: z.string().describe('A picture of the page as an asset of ours; empty when there is none.'),
  favicon: z.string().describe('Its icon, likewise.'),
})

export type LinkPreviewDto = z.infer<typeof linkPreviewDto>
