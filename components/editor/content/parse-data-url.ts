/** The file inside a base64 data URL; null when it is none. Not by `fetch`, which our content policy need not allow for data. */
export function parseDataUrl(url: string, name: string): File | null {
  const [, type, encoded] = /^data:([\w.+-]+\/[\w.+-]+)(?:;[\w=-]+)*;base64,(.*)$/s.exec(url) ?? []
  if (!type || encoded === undefined) return null
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
    return new File([bytes], name, { type })
  } catch {
    return null
  }
}
