/** Hands a file to the browser's downloads. */
export function downloadFile(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  // The download has started by then; at once would be too early for Firefox.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** A title as a file name that every system takes. */
export function computeFileName(title: string, extension: string): string {
  const safe = title
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what file systems refuse
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+|\.+$/g, '')
    .slice(0, 100)
  return `${safe || 'Diagram'}.${extension}`
}
