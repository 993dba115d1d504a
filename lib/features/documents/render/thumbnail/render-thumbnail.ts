import { renderAsync } from '@resvg/resvg-js'
import { resolveTheme } from '../paint'
import { framePicture } from './frame-picture'
import { ensurePictureFonts } from './picture-fonts'

export interface ThumbnailInput {
  /** A picture as `renderDocumentSvg` draws it, such as the stored preview. */
  svg: string
  theme: 'light' | 'dark'
  /** In pixels; 640 × 480 when absent, which is sharp at half the size. */
  width?: number
  height?: number
  /** Data URLs of the uploads to show, by id; `listPictureImages` says which ones there are. PNG, JPEG and GIF work. */
  images?: ReadonlyMap<string, string>
}

/** The canvas of the editor: the token `--paper`. */
const paper = { light: '#fbfaf8', dark: '#141311' } as const

const families: Record<string, string> = {
  tldraw_draw: 'Shantell Sans Informal',
  tldraw_sans: 'IBM Plex Sans',
  tldraw_serif: 'IBM Plex Serif',
  tldraw_mono: 'IBM Plex Mono',
}

/**
 * A PNG of a picture, for places that show it as an image. An SVG in an <img> may not load fonts, so its text would be set in
 * whatever the browser has, far from what the editor shows, and a dashboard full of large SVGs is slow. The work runs off the
 * main thread; keep the result, keyed by the preview's clock, theme and size.
 */
export async function renderThumbnail(input: ThumbnailInput): Promise<Uint8Array> {
  const { svg, theme, width = 640, height = 480, images = new Map() } = input
  const fontFiles = await ensurePictureFonts()
  const plain = resolveTheme(framePicture(svg, { width, height }, images), theme).replace(
    /font-family="(tldraw_[a-z]+|Inter)[^"]*"/g,
    (_, family: string) => `font-family="${families[family] ?? 'IBM Plex Sans'}"`,
  )
  const image = await renderAsync(plain, {
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'IBM Plex Sans' },
    fitTo: { mode: 'width', value: width },
    background: paper[theme],
    logLevel: 'off',
  })
  return image.asPng()
}
