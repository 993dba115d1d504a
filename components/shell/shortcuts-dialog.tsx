'use client'

import { Dialog } from '@/components/ui/dialog'
import { Keys } from './keys'
import { shortcutGroups } from './shortcuts'

export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose} title="Keyboard shortcuts" width="max-w-120">
      <div className="flex flex-col gap-5">
        {shortcutGroups.map((group) => (
          <section key={group.title}>
            <h3 className="mb-1 text-caption text-muted">{group.title}</h3>
            <dl>
              {group.shortcuts.map((shortcut) => (
                <div key={shortcut.keys} className="flex h-8 items-center justify-between">
                  <dt>{shortcut.label}</dt>
                  <dd>
                    <Keys keys={shortcut.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
