import {
  DefaultContextMenu,
  DefaultContextMenuContent,
  DefaultMainMenu,
  EditSubmenu,
  KeyboardShortcutsMenuItem,
  PreferencesGroup,
  type TLComponents,
  type TLUiContextMenuProps,
  type TLUiOverrides,
  TldrawUiMenuActionItem,
  TldrawUiMenuGroup,
  ViewSubmenu,
} from 'tldraw'
import { CrashScreen } from './crash-screen'
import { insertByKeyboard } from './insert-by-keyboard'
import { LiveOverlay } from './live/live-overlay'
import { makeStateActions, StateMenuGroup } from './live/state-actions'
import { printDiagram } from './print-diagram'
import { StylePanel } from './style-panel'

/** tldraw's menu without what our own menu does (export) and what lists every service it could embed (pasting does that). */
function MainMenu() {
  return (
    <DefaultMainMenu>
      <TldrawUiMenuGroup id="basic">
        <EditSubmenu />
        <ViewSubmenu />
        <TldrawUiMenuActionItem actionId="insert-media" />
      </TldrawUiMenuGroup>
      <StateMenuGroup />
      <PreferencesGroup />
      <TldrawUiMenuGroup id="help">
        <KeyboardShortcutsMenuItem />
      </TldrawUiMenuGroup>
    </DefaultMainMenu>
  )
}

function ContextMenu(props: TLUiContextMenuProps) {
  return (
    <DefaultContextMenu {...props}>
      <DefaultContextMenuContent />
      <StateMenuGroup />
    </DefaultContextMenu>
  )
}

/** Objects outside of any component, because tldraw mounts anew when they change. */
export const components: TLComponents = {
  ContextMenu,
  MainMenu,
  Overlays: LiveOverlay,
  StylePanel,
  // Our own bars show who is here and whether the drawing is saved.
  SharePanel: null,
  TopPanel: null,
  // The server's picture stands there while the editor loads.
  LoadingScreen: null,
  ErrorFallback: CrashScreen,
}

export const overrides: TLUiOverrides = {
  actions(editor, actions) {
    const { 'insert-embed': _embed, ...rest } = actions
    const insert = { id: 'insert-by-keyboard', kbd: 'enter', onSelect: () => insertByKeyboard(editor) }
    const print = rest.print && { ...rest.print, onSelect: () => void printDiagram(editor) }
    return { ...rest, [insert.id]: insert, ...(print ? { print } : {}), ...makeStateActions(editor) }
  },
}
