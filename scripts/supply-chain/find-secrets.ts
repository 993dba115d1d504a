/** What credentials look like that have a shape of their own. */
const shapes: [name: string, shape: RegExp][] = [
  ['key of Amazon', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ['private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/]{16}/g],
  ['token of GitHub', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,})\b/g],
  ['token of GitLab', /\bglpat-[\w-]{20,}/g],
  ['token of Slack', /\bxox[abeprs]-[0-9A-Za-z-]{20,}/g],
  ['webhook of Slack', /hooks\.slack\.com\/services\/T[A-Z0-9]{8,}\/B[A-Z0-9]{8,}\/\w{20,}/g],
  ['key of Stripe', /\b[rs]k_live_[0-9A-Za-z]{20,}/g],
  ['key of Google', /\bAIza[0-9A-Za-z_-]{35}\b/g],
  ['token of npm', /\bnpm_[A-Za-z0-9]{36}\b/g],
  ['key of a model provider', /\bsk-(?:ant|proj)-[\w-]{20,}/g],
]
/** The key that Amazon's own documentation shows. */
const wellKnown = new Set(['AKIAIOSFODNN7EXAMPLE'])

/** Names what in a text has the shape of a credential, never the credential itself. */
export function findSecrets(text: string): string[] {
  return shapes.flatMap(([name, shape]) =>
    [...text.matchAll(shape)]
      .filter(([secret]) => !wellKnown.has(secret))
      .map(({ index }) => `${name} in line ${text.slice(0, index).split('\n').length}`),
  )
}
