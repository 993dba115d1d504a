import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

interface SuspendUserDialogProps {
  name: string
  open: boolean
  onClose: () => void
  onSuspend: () => void
}

export const SuspendUserDialog = ({ name, open, onClose, onSuspend }: SuspendUserDialogProps) => (
  <Dialog
    open={open}
    onOpenChange={onClose}
    title={`Suspend ${name}?`}
    description="They are signed out at once, what they have open closes, and their API keys stop. Their diagrams stay, also for those they share them with. You can restore them at any time."
    actions={
      <>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="danger" onClick={onSuspend}>
          Suspend
        </Button>
      </>
    }
  />
)
