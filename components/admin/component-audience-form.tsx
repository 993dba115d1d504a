'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { ComponentAudienceDto } from '@/lib/ops/health/audience/schema'

const path = '/api/admin/component-audience'
const queryKey = ['component-audience']

interface Props {
  components: readonly { id: string; name: string }[]
  onDone: () => void
}

/** One box for each component; ids that are chosen and watched no longer stay chosen. */
export function ComponentAudienceForm({ components, onDone }: Props) {
  const cache = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<ComponentAudienceDto>(path, { signal }),
    // Another admin may have chosen meanwhile.
    gcTime: 0,
    retry: false,
  })
  const saving = useMutation({
    mutationFn: (audience: ComponentAudienceDto) => api.put<ComponentAudienceDto>(path, audience),
    onError: (fault) => toast.error('That was not saved', { description: fault.message }),
    onSuccess(audience) {
      cache.setQueryData(queryKey, audience)
      onDone()
    },
  })

  function save(form: HTMLFormElement) {
    const shown = new Set(components.map(({ id }) => id))
    const kept = data?.signedIn.filter((id) => !shown.has(id)) ?? []
    saving.mutate({ signedIn: [...kept, ...new FormData(form).getAll('component').map(String)] })
  }

  if (error) {
    return (
      <div className="grid justify-items-start gap-3">
        <Notice tone="error">{error.message}</Notice>
        <Button onClick={() => void refetch()}>Try again</Button>
      </div>
    )
  }
  return (
    <form
      key={data ? 'known' : 'loading'}
      aria-busy={!data}
      onSubmit={(event) => {
        event.preventDefault()
        save(event.currentTarget)
      }}
    >
      <fieldset disabled={!data} className="grid max-h-[45dvh] gap-2.5 overflow-y-auto px-0.5 py-1">
        <legend className="sr-only">Components</legend>
        {components.map(({ id, name }) => (
          <Checkbox key={id} name="component" value={id} label={name} defaultChecked={data?.signedIn.includes(id)} />
        ))}
      </fieldset>
      <div className="mt-5 flex justify-end">
        <Button type="submit" variant="primary" busy={saving.isPending} disabled={!data}>
          Save
        </Button>
      </div>
    </form>
  )
}
