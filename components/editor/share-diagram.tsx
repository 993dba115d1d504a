'use client'

import type { ComponentProps } from 'react'
import { ShareDialog } from '@/components/diagrams/share-dialog'
import { QueryProvider } from '@/lib/client/query-provider'

/** The share dialog with the query client it needs, which nothing else of the editor does. */
export default function ShareDiagram(props: ComponentProps<typeof ShareDialog>) {
  return (
    <QueryProvider>
      <ShareDialog {...props} />
    </QueryProvider>
  )
}
