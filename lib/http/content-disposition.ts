/**
 * What a browser does with an answer that is opened as a page, and the name under which it is saved: RFC 6266, with an
 * approximation in ASCII for what does not read the encoded name. Path separators and control characters are left out.
 */
export function presentContentDisposition(kind: 'inline' | 'attachment', fileName: string): string {
  const name = fileName.replace(unsafe, '').trim().slice(0, maxLength) || 'file'
  const ascii = name
    .normalize('NFKD')
    .replace(combining, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["%\\]/g, '_')
  return ascii === name
    ? `${kind}; filename="${ascii}"`
    : `${kind}; filename="${ascii}"; filename*=UTF-8''${encode(name)}`
}

const maxLength = 200
/** Also what turns the direction of the text, which can make an ending look like another. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\]/gu
const combining = /\p{M}/gu

/** `attr-char` of RFC 8187 stays, everything else is escaped. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
