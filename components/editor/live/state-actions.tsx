import {
  type Editor,
  type TLUiActionItem,
  TldrawUiMenuActionItem,
  TldrawUiMenuGroup,
  useEditor,
  useValue,
} from 'tldraw'
import { loadThen } from '@/components/ui/load-then'
import { loadStateDialog } from '../editor-parts'
import { getAskedShapes } from './asked-shapes'
import { bindShapes, readBindable } from './bind-shapes'

/** What people can do with the state of a component, for menus and keys alike. */
export function makeStateActions(editor: Editor): Record<string, TLUiActionItem> {
  return {
    'show-state': {
      id: 'show-state',
      label: 'Show the state of…',
      kbd: 'shift+s',
      onSelect() {
        const { ids } = readBindable(editor)
        if (ids.length === 0 || editor.getIsReadonly()) return
        void loadThen(loadStateDialog, () => getAskedShapes(editor).set(ids))
      },
    },
    'stop-showing-state': {
      id: 'stop-showing-state',
      label: 'Stop showing the state',
      onSelect: () => bindShapes(editor, readBindable(editor).ids, null),
    },
  }
}

/** Their items; tldraw leaves them out for who may only look. */
export function StateMenuGroup() {
  const editor = useEditor()
  const canBind = useValue('can bind', () => readBindable(editor).ids.length > 0, [editor])
  const isBound = useValue('is bound', () => readBindable(editor).isBound, [editor])
  return (
    <TldrawUiMenuGroup id="state">
      <TldrawUiMenuActionItem actionId="show-state" disabled={!canBind} />
      <TldrawUiMenuActionItem actionId="stop-showing-state" disabled={!isBound} />
    </TldrawUiMenuGroup>
  )
}
