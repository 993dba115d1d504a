'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { AlertDto } from '@/lib/ops/alerts/schema'
import { SilenceForm } from './silence-form'

/** Opens the form of a silence; with an alert it begins with what fits that. */
export function SilenceDialog({ alert }: { alert?: AlertDto }) {
  const [isOpen, setOpen] = useState(false)
  const name = alert?.details?.name ?? alert?.service_name
  return (
    <>
      <Button
        size="small"
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        aria-label={name ? `Silence ${name}` : undefined}
      >
        {alert ? 'Silence' : 'New silence'}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Silence alerts for a while"
        description="Nobody is told of what fits. What is still wrong at the end is told then."
        width="max-w-120"
      >
        <SilenceForm alertId={alert?.alert_id} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}
