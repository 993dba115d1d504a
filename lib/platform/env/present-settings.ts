import { z } from 'zod'
import { envSchema } from './schema'
import { findFileSetting } from './secret-settings'

interface Setting {
  name: string
  /** As it would be written; null when the description says what happens without a value. */
  defaultValue: string | null
  description: string
  /** Names a file with the value instead. */
  fileSetting: string | null
}

function listSettings(): Setting[] {
  return Object.entries(envSchema.shape).flatMap(([name, field]: [string, z.ZodType]) => {
    if (field.meta()?.internal) return []
    const defaultValue = field instanceof z.ZodDefault ? String(field.def.defaultValue) : null
    return [{ name, defaultValue, description: field.description ?? '', fileSetting: findFileSetting(name) }]
  })
}

/** The text of `.env.example`: every setting with its default, commented out. */
export function presentEnvExample(): string {
  const settings = listSettings().map(
    ({ name, defaultValue, description, fileSetting }) =>
      `# ${description.replaceAll('`', '')}\n# ${name}=${defaultValue ?? ''}\n${fileSetting ? `# ${fileSetting}=\n` : ''}`,
  )
  return `# Copy this file to .env and change what you need. Made by \`npm run docs:config\`.\n\n${settings.join('\n')}`
}

/** The README's table of settings, padded as the formatter does. */
export function presentSettingsTable(): string {
  const rows = listSettings().map(({ name, defaultValue, description, fileSetting }) => [
    `\`${name}\``,
    defaultValue === null ? '' : `\`${defaultValue}\``,
    fileSetting ? `${description} In a file: \`${fileSetting}\`.` : description,
  ])
  const header = ['setting', 'default', 'means']
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column]!.length)))
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [header, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n')
}

const between = /(<!-- config:start -->\n)[\s\S]*?(<!-- config:end -->)/

/** A README with the current table between its two markers. */
export function replaceSettingsTable(readme: string): string {
  if (!between.test(readme)) throw new Error('README.md has no <!-- config:start --> and <!-- config:end -->')
  return readme.replace(between, (_, start, end) => `${start}\n${presentSettingsTable()}\n\n${end}`)
}
