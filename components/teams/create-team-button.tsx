'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { api } from '@/lib/client/api'
import type { TeamDto } from '@/lib/features/teams/schema'
import { TeamNameForm } from './team-name-form'

export function CreateTeamButton() {
  const router = useRouter()
  const [isOpen, setIsOpen] = useState(false)
  const create = async (name: string) => {
    const team = await api.post<TeamDto>('/api/teams', { name })
    setIsOpen(false)
    router.push(`/teams/${team.id}/members`)
    router.refresh()
  }
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <Plus aria-hidden /> New team
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title="New team"
        description="You are its owner. Everybody you invite can open its diagrams."
      >
        <TeamNameForm
          label="Create team"
          cancel={<Button onClick={() => setIsOpen(false)}>Cancel</Button>}
          onSend={create}
        />
      </Dialog>
    </>
  )
}
