'use client'

import type { AlertDto } from '@/lib/ops/alerts/schema'
import { FormDialog } from './form-dialog'
import { SilenceForm } from './silence-form'

/** Opens the form of a silence; with an alert it begins with what fits that. */
export function SilenceDialog({ alert }: { alert?: AlertDto }) {
  const name = alert?.details?.name ?? alert?.service_name
  return (
    <FormDialog
      label={alert ? 'Silence' : 'New silence'}
      spokenLabel={name ? `Silence ${name}` : undefined}
      title="Silence alerts for a while"
      description="Alerts that match are not sent. What is still wrong at the end is sent then."
    >
      {(onDone) => <SilenceForm alertId={alert?.alert_id} onDone={onDone} />}
    </FormDialog>
  )
}
