'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { ComponentDto } from '@/lib/ops/health/schema-components'
import { ComponentAudienceForm } from './component-audience-form'

/** Opens the choice of what everyone who is signed in may see. */
export function ComponentAudienceButton({ components }: { components: readonly Pick<ComponentDto, 'id' | 'name'>[] }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} aria-haspopup="dialog">
        Who sees these
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Show components to everyone"
        description="Whoever is signed in sees the state of these on shapes of diagrams, with name and uptime; so they do of what the public page shows. Admins see all of them."
      >
        <ComponentAudienceForm components={components} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}
