import type { Actor } from '@/lib/core/actor'
import { notFound } from '@/lib/core/errors'
import { findTemplate } from '../documents/demo/list-templates'
import { renderDocumentSvg } from '../documents/render/render-document-svg'
import { assertUser } from './authorize-diagram'
import { drawPicture } from './draw-picture'
import type { Picture } from './get-thumbnail'

/** What a template looks like. Errors: not_found. */
export async function getTemplatePicture(asked: {
  actor: Actor
  templateId: string
  theme: 'light' | 'dark'
}): Promise<Picture> {
  const { actor, templateId, theme } = asked
  assertUser(actor)
  const template = findTemplate(templateId)
  if (!template) throw notFound('template')
  const bytes = await drawPicture(`template-${templateId}-${theme}`, async () => ({
    svg: renderDocumentSvg(template.build()).svg,
    theme,
  }))
  return { bytes, contentType: 'image/png' }
}
