'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { CheckForm } from './check-form'
import { CodeBlock } from './code-block'
import type { NamedComponent } from './component-choice'
import { FormDialog } from './form-dialog'

/** Opens the form of a new check; the address that one waits for is shown once, afterwards. */
export function CreateCheckButton({ components }: { components: readonly NamedComponent[] }) {
  const [beatUrl, setBeatUrl] = useState<string | null>(null)
  return (
    <>
      <FormDialog
        label="Add check"
        title="Add a check"
        description="It is looked at from here, shown with the others, and alerted of like them."
      >
        {(onDone) => (
          <CheckForm
            components={components}
            onDone={(beatPath) => {
              onDone()
              if (beatPath !== null) setBeatUrl(new URL(beatPath, location.origin).href)
            }}
          />
        )}
      </FormDialog>
      <Dialog
        open={beatUrl !== null}
        onOpenChange={() => setBeatUrl(null)}
        title="Call this address"
        description="By GET or POST, each time the work is done. It is shown only now."
        width="max-w-120"
        actions={<Button onClick={() => setBeatUrl(null)}>Done</Button>}
      >
        <CodeBlock label="Address to call">{beatUrl ?? ''}</CodeBlock>
      </Dialog>
    </>
  )
}
