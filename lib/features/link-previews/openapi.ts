import { diagramParams } from '../diagrams/schema'
import type { ApiSection } from '../openapi/operation'
import { linkPreviewDto, linkPreviewInput } from './schema'

export const linkPreviewsApi: ApiSection = {
  schemas: { LinkPreview: linkPreviewDto },
  operations: [
    {
      method: 'post',
      path: '/api/diagrams/{diagramId}/link-previews',
      tag: 'Diagrams',
      summary: 'Learn what a card for a link says',
      description:
        'Fetches the page from the public internet, within 5 seconds and 1 MB, and keeps its picture and icon as assets of the diagram. Where that does not work, or is switched off with LINK_PREVIEWS, the title is the address.',
      params: diagramParams,
      body: linkPreviewInput,
      answers: { 200: { description: 'What the card says.', content: linkPreviewDto } },
      problems: ['forbidden'],
    },
  ],
}
