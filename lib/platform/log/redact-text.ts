const mark = '[redacted]'

const secretKeys = String.raw`[\w.-]*(?:password|passwd|passphrase|secret|token|authorization|cookie|credential|private_?key|api[_-]?key|totp)[\w.-]*`

type Rule = readonly [pattern: RegExp, replacement: string]

/** Each finds one way in which secrets get into text. */
const rules: readonly Rule[] = [
  // "password":"…" of JSON, at any depth; then the same within a string of JSON, where quotes are escaped.
  [new RegExp(String.raw`"(${secretKeys})":\s*"(?:\\.|[^"\\])*"`, 'gi'), `"$1":"${mark}"`],
  [new RegExp(String.raw`"(${secretKeys})":\s*\[[^\]]*\]`, 'gi'), `"$1":"${mark}"`],
  [
    new RegExp(String.raw`\\"(${secretKeys})\\":\s*\\"(?:\\{4}|\\{3}"|\\{2}[^\\"]|[^\\"])*\\"`, 'gi'),
    `\\"$1\\":\\"${mark}\\"`,
  ],
  // Header lines.
  [/\b((?:set-)?cookie|authorization|x-api-key)(\s*[:=]\s*)[^\r\n"\\]+/gi, `$1$2${mark}`],
  [/\b(bearer)\s+[\w.~+/=-]{8,}/gi, `$1 ${mark}`],
  [/\b(basic)\s+[A-Za-z0-9+/=]{16,}/gi, `$1 ${mark}`],
  // scheme://user:password@host
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/?#@"\\]*):[^\s/"\\]+@/gi, `$1:${mark}@`],
  [/([?&](?:[\w-]*token|key|secret|password|code|share|signature|x-amz-[\w-]+)=)[^&\s"'\\#]+/gi, `$1${mark}`],
  [/\b(password|passwd|pwd|secret|token|api[_-]?key)(\s*[=:]\s*)(?!\[redacted)[^\s,;&"'\\)}\]]+/gi, `$1$2${mark}`],
  // Signed and encrypted tokens, and our own API keys, wherever they stand.
  [/\beyJ[\w-]{8,}(?:\.[\w-]*){2,4}/g, mark],
  [/\bag_[A-Za-z0-9_-]{16,}/g, mark],
]

/** Almost no line holds anything of all this, and every line is looked at. */
const suspicious =
  /pass|pwd|secret|token|authorization|cookie|credential|key|totp|bearer|basic|:\/\/[^/\s"]*@|[?&]\w|eyJ|ag_/i

/** Text without the secrets that can be told by how they look; it stays JSON when it was. */
export function redactText(text: string): string {
  if (!suspicious.test(text)) return text
  let redacted = text
  for (const [pattern, replacement] of rules) redacted = redacted.replace(pattern, replacement)
  return redacted
}

/** Finds the given secrets wherever they stand, also as JSON writes them; null when there are none. */
export function makeSecretsPattern(secrets: readonly string[]): RegExp | null {
  const written = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
  const escaped = [...new Set(written)]
    .sort((a, b) => b.length - a.length)
    .map((secret) => secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return escaped.length > 0 ? new RegExp(escaped.join('|'), 'g') : null
}

/** Text without the given secrets and without those that can be told by how they look. */
export const redactAll = (text: string, secrets: RegExp | null): string =>
  redactText(secrets ? text.replace(secrets, mark) : text)
