import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

interface FormActionsProps {
  label: string
  busy: boolean
  /** What concerns no field of the form. */
  fault: string | null
  onCancel(): void
}

/** The end of a form in a dialog. */
export function FormActions({ label, busy, fault, onCancel }: FormActionsProps) {
  return (
    <>
      {fault ? <Notice tone="error">{fault}</Notice> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {label}
        </Button>
      </div>
    </>
  )
}
