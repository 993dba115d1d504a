'use client'

import { Button } from '@/components/ui/button'
import { api } from '@/lib/client/api'
import { useStepUp } from '../factors/use-step-up'

const path = '/api/account/export'

/** Asked for first, since what is refused would be shown in place of the page. */
export function ExportData({ byCode }: { byCode: boolean }) {
  const { run, dialog } = useStepUp({ byCode })
  const take = () =>
    run(async () => {
      await api.get(path, { query: { check: 'true' } })
      window.location.assign(path)
    })
  return (
    <div>
      <Button onClick={take}>Download my data</Button>
      {dialog}
    </div>
  )
}
