import { lazy, Suspense } from 'react'
import { type Editor, useValue } from 'tldraw'
import { loadStateDialog } from '../editor-parts'
import { getAskedShapes } from './asked-shapes'
import { bindShapes } from './bind-shapes'

const StateDialog = lazy(loadStateDialog)

/** The dialog that chooses a component for shapes, while it is asked for. */
export function StateDialogSlot({ editor }: { editor: Editor }) {
  const asked = getAskedShapes(editor)
  const ids = useValue('asked shapes', () => asked.get(), [asked])
  if (!ids) return null

  function close() {
    asked.set(null)
    editor.focus()
  }

  return (
    <Suspense>
      <StateDialog
        onChoose={(componentId) => {
          bindShapes(editor, ids, componentId)
          close()
        }}
        onClose={close}
      />
    </Suspense>
  )
}
