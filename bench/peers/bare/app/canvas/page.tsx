import { BareCanvas } from './bare-canvas'

/** A page with nothing but the editor: `/canvas?shapes=200`. */
export default async function CanvasPage({ searchParams }: { searchParams: Promise<{ shapes?: string }> }) {
  return <BareCanvas shapes={Number((await searchParams).shapes ?? 0)} />
}
