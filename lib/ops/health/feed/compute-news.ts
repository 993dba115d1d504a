import type { ComponentNews, ComponentReport } from '@/lib/core/component-news'

interface Told {
  /** What was told last, by id, as text. */
  told: ReadonlyMap<string, string>
  /** What may be told now. */
  reports: readonly ComponentReport[]
  kind: ComponentNews['kind']
}

/** What has to be told so that somebody knows these reports and nothing else; null when they do already. */
export function computeNews({ told, reports, kind }: Told): { news: ComponentNews | null; told: Map<string, string> } {
  const now = new Map(reports.map((report) => [report.id, JSON.stringify(report)]))
  if (kind === 'whole') return { news: { kind, reports: [...reports], withdrawn: [] }, told: now }
  const changed = reports.filter(({ id }) => now.get(id) !== told.get(id))
  const withdrawn = [...told.keys()].filter((id) => !now.has(id))
  const isNews = changed.length > 0 || withdrawn.length > 0
  return { news: isNews ? { kind, reports: changed, withdrawn } : null, told: now }
}
