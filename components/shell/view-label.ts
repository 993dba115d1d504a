import type { DiagramView } from '@/lib/features/diagrams/pure/list-order'

const labels: Record<DiagramView, string> = {
  all: 'All',
  recent: 'Recent',
  starred: 'Starred',
  shared: 'Shared',
  trash: 'Trash',
}

export const viewLabel = (view: DiagramView): string => labels[view]
