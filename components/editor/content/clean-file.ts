/** The file as it may enter the diagram: an SVG without anything that runs or reaches out. Throws a sentence otherwise. */
export async function cleanFile(file: File): Promise<File> {
  if (file.type !== 'image/svg+xml') return file
  const clean = await cleanSvgText(await file.text())
  if (!clean) throw new Error(`${file.name} is not an SVG drawing.`)
  return new File([clean], file.name, { type: file.type })
}

export async function cleanSvgText(text: string): Promise<string | null> {
  const [{ default: purify }, { sanitizeSvg }] = await Promise.all([import('dompurify'), import('./sanitize-svg')])
  return sanitizeSvg(text, purify)
}
