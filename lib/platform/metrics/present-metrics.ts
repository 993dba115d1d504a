import { definitions } from './definitions'
import type { MetricDefinition } from './metric-definition'

const columns = ['metric', 'kind', 'unit', 'labels', 'says']

/** One table of every metric, padded as the formatter does. */
function presentTable(): string {
  const rows = Object.entries(definitions).map(([name, definition]) => presentRow(name, definition))
  const widths = columns.map((_, column) => Math.max(...[columns, ...rows].map((row) => row[column]!.length)))
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [columns, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n')
}

function presentRow(name: string, { kind, unit, labels, buckets, help }: MetricDefinition): string[] {
  const bounds = buckets.length > 0 ? ` Buckets: ${buckets.join(', ')}.` : ''
  return [`\`${name}\``, kind, unit, labels.map((label) => `\`${label}\``).join(', '), help + bounds]
}

const between = /(<!-- metrics:start -->\n)[\s\S]*?(<!-- metrics:end -->)/

/** The page with the table as it has to be now. */
export const replaceMetricTables = (page: string): string =>
  page.replace(between, (_, start: string, end: string) => `${start}\n${presentTable()}\n\n${end}`)
