import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { preload } from 'react-dom'
import { DiagramPage } from '@/components/editor/diagram-page'
import { parseViewBox } from '@/components/editor/fit-camera'
import { AppError } from '@/lib/core/errors'
import { openDiagram } from '@/lib/features/diagrams/open-diagram'
import { isViewerHere } from '@/lib/features/diagrams/policy'
import { diagramParams } from '@/lib/features/diagrams/schema'
import { findPreview } from '@/lib/features/documents/find-preview'
import { findSyncOffer } from '@/lib/features/documents/find-sync-offer'
import { getPageUser } from '@/lib/http/get-page-user'
import { getEnv } from '@/lib/platform/env/env'

interface Props {
  params: Promise<{ diagramId: string }>
}

/** Once per request, for the title and the page alike, since opening counts a view. */
const open = cache(async (id: string) => {
  const actor = await getPageUser(`/diagrams/${id}`)
  const { data } = diagramParams.safeParse({ diagramId: id })
  if (!data) notFound()
  try {
    const diagram = await openDiagram({ actor, diagramId: data.diagramId })
    const svg = await findPreview(data.diagramId)
    const bounds = svg && parseViewBox(svg)
    return {
      diagram,
      user: { id: actor.id, name: actor.name, mayCreate: !isViewerHere(actor) },
      preview: bounds ? { svg, bounds } : null,
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { diagram } = await open((await params).diagramId)
  return { title: diagram.title }
}

export default async function Page({ params }: Props) {
  const opened = await open((await params).diagramId)
  if (opened.preview?.svg.includes('tldraw_draw')) {
    preload('/tldraw/fonts/Shantell_Sans-Informal_Regular.woff2', { as: 'font', type: 'font/woff2', crossOrigin: '' })
  }
  const { TLDRAW_LICENSE_KEY: licenseKey = null, EMBEDS: embeds } = getEnv()
  const settings = { licenseKey, embeds, sync: findSyncOffer() }
  return <DiagramPage key={opened.diagram.id} {...opened} {...settings} />
}
