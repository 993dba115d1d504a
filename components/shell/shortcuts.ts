/** A key, or two pressed one after the other, and what they do. `mod` is ⌘ on Apple keyboards and Ctrl elsewhere. */
export interface Shortcut {
  keys: string
  label: string
}

export const shortcutGroups: readonly { title: string; shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'Anywhere',
    shortcuts: [
      { keys: 'mod+k', label: 'Search and commands' },
      { keys: 'c', label: 'New diagram' },
      { keys: '[', label: 'Collapse or open the sidebar' },
      { keys: '?', label: 'These shortcuts' },
    ],
  },
  {
    title: 'Go to',
    shortcuts: [
      { keys: 'g a', label: 'All' },
      { keys: 'g r', label: 'Recent' },
      { keys: 'g s', label: 'Starred' },
      { keys: 'g h', label: 'Shared' },
      { keys: 'g t', label: 'Trash' },
    ],
  },
  {
    title: 'In a list of diagrams',
    shortcuts: [
      { keys: '← ↑ ↓ →', label: 'Move' },
      { keys: 'Enter', label: 'Open' },
      { keys: 'x', label: 'Select' },
      { keys: 'Shift+x', label: 'Select up to here' },
      { keys: 'mod+a', label: 'Select all' },
      { keys: 's', label: 'Star' },
      { keys: 'F2', label: 'Rename' },
      { keys: 'Delete', label: 'Move to trash' },
      { keys: 'Esc', label: 'Clear the selection' },
    ],
  },
]

/** "mod+k" as this keyboard writes it: "⌘ K" or "Ctrl K". */
export function formatKeys(keys: string, isApple: boolean): string[] {
  return keys.split(/[+ ]/).map((key) => {
    if (key === 'mod') return isApple ? '⌘' : 'Ctrl'
    return key.length === 1 ? key.toUpperCase() : key
  })
}
