import { type Editor, useValue } from 'tldraw'
import { Button } from '@/components/ui/button'
import { loadThen } from '@/components/ui/load-then'
import type { Conflicts } from '@/lib/sync/client/http/conflicts'
import { loadExport } from '../editor-parts'
import { describeConflict } from './describe-conflict'

interface ConflictPanelProps {
  conflicts: Conflicts
  editor: Editor
  title: string
}

/** What somebody else changed in the same places meanwhile: what was made of it, and the way to the other side. */
export default function ConflictPanel({
  conflicts: { report, takeAlternative, dismiss },
  editor,
  title,
}: ConflictPanelProps) {
  const shown = useValue(report)
  if (!shown) return null
  const { conflicts, ownCopy } = shown

  function close() {
    dismiss()
    editor.focus()
  }

  return (
    <section
      aria-labelledby="conflicts"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
      }}
      className="autograph-conflicts absolute top-15 right-2 z-20 grid max-h-[calc(100dvh-9rem)] w-85 max-w-[calc(100%-1rem)] grid-rows-[auto_1fr_auto] rounded-panel bg-panel shadow-float max-sm:top-28 max-sm:max-h-[calc(100dvh-17rem)]"
    >
      <div role="status" className="grid gap-1 p-4 pb-3">
        <h2 id="conflicts" className="font-semibold text-body">
          Somebody else changed the same
        </h2>
        <p className="text-meta text-muted">
          While you drew, another version was saved. Both are merged now; only in {countPlaces(conflicts.length)} one
          had to stand back.
        </p>
      </div>
      <ul className="min-h-0 divide-y divide-line overflow-y-auto border-line border-y">
        {conflicts.map((conflict) => {
          const { name, sentence, action } = describeConflict(editor, conflict)
          return (
            <li key={conflict.id} className="grid gap-1.5 px-4 py-3">
              <p className="truncate font-medium text-body">{name}</p>
              <p className="text-meta text-muted">{sentence}</p>
              <Button size="small" className="justify-self-start" onClick={() => takeAlternative(conflict)}>
                {action}
              </Button>
            </li>
          )
        })}
      </ul>
      <div className="flex flex-wrap justify-end gap-2 p-3">
        <Button
          size="small"
          variant="quiet"
          onClick={() =>
            void loadThen(loadExport, ({ downloadDocument }) => downloadDocument(ownCopy, `${title} (my copy)`))
          }
        >
          Download my copy
        </Button>
        <Button size="small" variant="primary" onClick={close}>
          Keep it as it is
        </Button>
      </div>
    </section>
  )
}

const countPlaces = (count: number) => (count === 1 ? 'one place' : `${count} places`)
