'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { CheckDto } from '@/lib/ops/health/schema-checks'
import { CheckForm } from './check-form'
import type { NamedComponent } from './component-choice'
import { FormDialog } from './form-dialog'

interface CheckActionsProps {
  id: string
  name: string
  components: readonly NamedComponent[]
}

/** What can be done with a check that admins have added. */
export function CheckActions({ id, name, components }: CheckActionsProps) {
  return (
    <>
      <FormDialog label="Edit" spokenLabel={`Edit the check ${name}`} title={`Edit “${name}”`}>
        {(onDone) => <EditForm id={id} components={components} onDone={onDone} />}
      </FormDialog>
      <DeleteButton id={id} name={name} />
    </>
  )
}

function EditForm({ id, components, onDone }: Omit<CheckActionsProps, 'name'> & { onDone(): void }) {
  const { data, error } = useQuery({
    queryKey: ['check', id],
    queryFn: ({ signal }) => api.get<CheckDto>(`/api/checks/${id}`, { signal }),
    // What somebody else has changed meanwhile is not to be written over.
    gcTime: 0,
  })
  if (error) return <Notice tone="error">{error.message}</Notice>
  return data ? <CheckForm check={data} components={components} onDone={onDone} /> : <div className="h-96" />
}

function DeleteButton({ id, name }: Omit<CheckActionsProps, 'components'>) {
  const router = useRouter()
  const [isAsking, setIsAsking] = useState(false)
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.delete(`/api/checks/${id}`),
    onError: (error) => toast.error(error.message),
    onSuccess() {
      setIsAsking(false)
      router.refresh()
    },
  })
  return (
    <>
      <Button
        size="small"
        variant="quietDanger"
        onClick={() => setIsAsking(true)}
        aria-haspopup="dialog"
        aria-label={`Delete the check ${name}`}
      >
        Delete
      </Button>
      <Dialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={`Delete “${name}”?`}
        description="It is not looked at any more, and shapes that show it say that nothing is known."
        actions={
          <>
            <Button onClick={() => setIsAsking(false)}>Keep it</Button>
            <Button variant="danger" busy={isPending} onClick={() => mutate()}>
              Delete
            </Button>
          </>
        }
      />
    </>
  )
}
