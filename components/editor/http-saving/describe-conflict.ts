import type { Editor, TLRecord } from 'tldraw'
import type { Conflict } from '@/lib/sync/client/http/merge-documents'

export interface ConflictWords {
  name: string
  sentence: string
  /** What taking the other side does. */
  action: string
}

const mostNamed = 3

/** A conflict for people: what it is about, what was done, and what can be done instead. */
export function describeConflict(editor: Editor, { kind, properties, alternative }: Conflict): ConflictWords {
  const name = nameRecord(editor, alternative)
  switch (kind) {
    case 'both-changed':
      return { name, sentence: `Both changed ${listWords(properties)}. Yours stands.`, action: 'Use theirs' }
    case 'deleted-there':
      return { name, sentence: 'You changed it, somebody else deleted it. It is gone.', action: 'Bring yours back' }
    case 'deleted-here':
      return { name, sentence: 'You deleted it, somebody else changed it. It is gone.', action: 'Bring theirs back' }
  }
}

function nameRecord(editor: Editor, record: TLRecord): string {
  if (record.typeName === 'page') return `Page “${record.name}”`
  if (record.typeName !== 'shape') return record.typeName === 'binding' ? 'What an arrow is tied to' : 'The diagram'
  const type = 'geo' in record.props ? String(record.props.geo) : record.type
  const text = editor.getShapeUtil(record).getText(record)?.trim().replace(/\s+/g, ' ')
  const kind = type.charAt(0).toUpperCase() + type.slice(1).replaceAll('-', ' ')
  return text ? `${kind} “${text.slice(0, 40)}”` : kind
}

const words: Record<string, string> = {
  x: 'the place',
  y: 'the place',
  parentId: 'the place',
  index: 'the order',
  rotation: 'the angle',
  'props.w': 'the size',
  'props.h': 'the size',
  'props.richText': 'the text',
  'props.text': 'the text',
}

const nameProperty = (property: string): string =>
  words[property] ??
  `the ${property
    .replace(/^(props|meta)\./, '')
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase()}`

function listWords(properties: readonly string[]): string {
  const named = [...new Set(properties.map(nameProperty))]
  const shown = named.slice(0, mostNamed)
  if (named.length > mostNamed) return `${shown.join(', ')} and more`
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? 'it')
}
