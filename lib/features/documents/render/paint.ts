import { DefaultColorThemePalette, defaultColorNames, type TLDefaultColorTheme } from '@tldraw/tlschema'

/**
 * One picture serves both themes: a colour is written as `var(--doc-blue-solid,#4465e9)` and a style element in the SVG says what
 * each variable in use is in light and in dark, through `light-dark()`, so that it follows `color-scheme` wherever it is shown. Where
 * styles do not apply the fallback, light, shows. `resolveTheme` writes plain colours instead, for renderers without CSS.
 */
export type Theme = 'light' | 'dark' | 'auto'

export type ColorName = (typeof defaultColorNames)[number]
export type ColorUse = 'solid' | 'semi' | 'pattern' | 'fill' | 'note' | 'noteText' | 'highlight'
export type Ink =
  | 'text'
  | 'background'
  | 'paper'
  | 'frameFill'
  | 'frameStroke'
  | 'link'
  | 'muted'
  | 'mutedFill'
  | 'mark'

interface Pair {
  light: string
  dark: string
}

const { lightMode, darkMode } = DefaultColorThemePalette

const useIn = (theme: TLDefaultColorTheme, color: ColorName, use: ColorUse): string => {
  const entry = theme[color]
  switch (use) {
    case 'note':
      return entry.note.fill
    case 'noteText':
      return entry.note.text
    case 'highlight':
      return entry.highlight.srgb
    default:
      return entry[use]
  }
}

const both = (pick: (theme: TLDefaultColorTheme) => string): Pair => ({ light: pick(lightMode), dark: pick(darkMode) })

const inks: Record<Ink, Pair> = {
  text: both((theme) => theme.text),
  background: { light: lightMode.background, dark: '#101011' },
  /** Behind a pattern and under a semi fill. */
  paper: both((theme) => theme.solid),
  frameFill: both((theme) => theme.black.frame.fill),
  frameStroke: both((theme) => theme.black.frame.stroke),
  link: { light: '#2f80ed', dark: '#5f9df5' },
  muted: { light: '#9a9a9a', dark: '#7a7a7a' },
  mutedFill: { light: '#ececec', dark: '#2a2a2a' },
  mark: { light: '#fddd00', dark: '#d2c700' },
}

const palette = new Map<string, Pair>()
for (const [name, pair] of Object.entries(inks)) palette.set(name, pair)
for (const color of defaultColorNames) {
  for (const use of ['solid', 'semi', 'pattern', 'fill', 'note', 'noteText', 'highlight'] as const) {
    palette.set(
      `${color}-${use}`,
      both((theme) => useIn(theme, color, use)),
    )
  }
}

/** Hands out colours of one theme and remembers which were used. */
export class Paint {
  private readonly used = new Set<string>()

  constructor(private readonly theme: Theme) {}

  ink(name: Ink): string {
    return this.write(name)
  }

  /** A colour of the palette; a name it does not have is drawn in black. */
  color(name: string, use: ColorUse): string {
    const known = palette.has(`${name}-${use}`) ? name : 'black'
    return this.write(`${known}-${use}`)
  }

  /** A style that gives the variables their values, for a picture of theme `auto`. */
  listVariables(): string | undefined {
    if (this.theme !== 'auto' || this.used.size === 0) return undefined
    return [...this.used]
      .sort()
      .map((name) => {
        const { light, dark } = palette.get(name)!
        return `--doc-${name}:light-dark(${light},${dark})`
      })
      .join(';')
  }

  private write(name: string): string {
    const { light, dark } = palette.get(name)!
    if (this.theme === 'dark') return dark
    if (this.theme === 'light') return light
    this.used.add(name)
    return `var(--doc-${name},${light})`
  }
}

/** The same picture with the plain colours of one theme. */
export function resolveTheme(svg: string, theme: 'light' | 'dark'): string {
  return svg
    .replace(/ style="--doc-[^"]*"/, '')
    .replace(
      /var\(--doc-([a-z-]+),(#[0-9a-fA-F]+)\)/gi,
      (_, name: string, light: string) => palette.get(name)?.[theme] ?? light,
    )
}
