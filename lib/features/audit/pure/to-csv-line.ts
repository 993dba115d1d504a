/**
 * One line of CSV (RFC 4180), every cell quoted. What a spreadsheet would take for a formula gets an apostrophe, or whoever
 * writes their name or browser into the log could run something at the admin's (OWASP, CSV injection).
 */
export const toCsvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(toCell).join(',')}\r\n`

function toCell(value: string | number | null): string {
  if (value === null) return '""'
  if (typeof value === 'number') return `"${value}"`
  const harmless = /^\s*[=+\-@\t\r\n＝＋－＠]/u.test(value) ? `'${value}` : value
  return `"${harmless.replaceAll('"', '""')}"`
}
