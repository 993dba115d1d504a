'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useStepUp } from '@/components/settings/factors/use-step-up'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { SelectField } from '@/components/ui/select-field'
import { toast } from '@/components/ui/toast'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import { decideTeamAction } from '@/lib/features/teams/policy'
import type { TeamDto, TeamMemberDto } from '@/lib/features/teams/schema'
import { TeamNameForm } from './team-name-form'

interface TeamSettingsProps {
  team: TeamDto
  members: readonly TeamMemberDto[]
  userId: string
  /** Whether whoever looks proves who they are by a code. */
  byCode: boolean
}

/** Its name, its owner and its end. */
export function TeamSettings({ team, members, userId, byCode }: TeamSettingsProps) {
  const router = useRouter()
  const [open, setOpen] = useState<'rename' | 'transfer' | 'delete' | null>(null)
  const others = members.filter(({ id }) => id !== userId)
  const close = () => setOpen(null)
  const rename = async (name: string) => {
    await api.patch(`/api/teams/${team.id}`, { name })
    router.refresh()
    close()
  }
  return (
    <section aria-labelledby="settings">
      <h2 id="settings" className="mb-3 font-semibold text-lead">
        Team settings
      </h2>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setOpen('rename')}>Rename</Button>
        {decideTeamAction(team.role, 'transfer') && others.length > 0 ? (
          <Button onClick={() => setOpen('transfer')}>Hand over</Button>
        ) : null}
        {decideTeamAction(team.role, 'delete') ? (
          <Button variant="quietDanger" onClick={() => setOpen('delete')}>
            Delete team
          </Button>
        ) : null}
      </div>
      <Dialog open={open === 'rename'} onOpenChange={close} title="Rename team">
        <TeamNameForm
          name={team.name}
          label="Rename"
          cancel={<Button onClick={close}>Cancel</Button>}
          onSend={rename}
        />
      </Dialog>
      <Dialog
        open={open === 'transfer'}
        onOpenChange={close}
        title="Hand over the team"
        description="They become its owner, and you an admin. Only they can undo it."
      >
        <TransferForm team={team} others={others} byCode={byCode} onDone={close} />
      </Dialog>
      <Dialog
        open={open === 'delete'}
        onOpenChange={close}
        title={`Delete “${team.name}”`}
        description={
          team.diagrams > 0
            ? 'Its diagrams become yours. Who made them can still edit them; everybody else loses access. This cannot be undone.'
            : 'There are no diagrams in it. This cannot be undone.'
        }
      >
        <DeleteForm team={team} byCode={byCode} onCancel={close} />
      </Dialog>
    </section>
  )
}

function TransferForm({
  team,
  others,
  byCode,
  onDone,
}: {
  team: TeamDto
  others: readonly TeamMemberDto[]
  byCode: boolean
  onDone: () => void
}) {
  const router = useRouter()
  const { attempt, dialog } = useStepUp({ byCode })
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    await attempt(async () => {
      await api.post(`/api/teams/${team.id}/transfer`, { userId: String(values.get('userId')) })
      router.refresh()
      onDone()
    })
    return undefined
  })
  return (
    <>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <SelectField label="New owner" name="userId" options={others.map(({ id, name }) => [id, name] as const)} />
        {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
        <div className="flex justify-end gap-2">
          <Button onClick={onDone}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Hand over
          </Button>
        </div>
      </form>
      {dialog}
    </>
  )
}

function DeleteForm({ team, byCode, onCancel }: { team: TeamDto; byCode: boolean; onCancel: () => void }) {
  const router = useRouter()
  const { attempt, dialog } = useStepUp({ byCode })
  const { busy, faults, onSubmit } = useFormSubmit(async () => {
    await attempt(async () => {
      await api.delete(`/api/teams/${team.id}${team.diagrams > 0 ? '?diagrams=take' : ''}`)
      toast.success(`“${team.name}” is deleted`)
      router.push('/teams')
      router.refresh()
    })
    return undefined
  })
  return (
    <>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
        <div className="flex justify-end gap-2">
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" variant="danger" busy={busy}>
            Delete team
          </Button>
        </div>
      </form>
      {dialog}
    </>
  )
}
