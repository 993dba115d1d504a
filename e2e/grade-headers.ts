/**
 * The rules of MDN's HTTP Observatory (developer.mozilla.org/observatory/docs/tests_and_scoring), as far as an answer can
 * meet them here. It starts at 100; extra points count only when nothing important is missing. See decision 28 for why the
 * package itself is not among our dependencies.
 */
export interface HeaderGrade {
  score: number
  /** What each rule gave, and why. */
  parts: string[]
}

type Rule = (headers: Headers) => [points: number, reason: string]

const halfAYearSeconds = 15_768_000
/** Below this there are no extra points. */
const extraFrom = 90

const rules: Rule[] = [
  gradePolicy,
  gradeCookies,
  gradeCors,
  gradeReferrer,
  gradeHsts,
  gradeSniffing,
  gradeFraming,
  gradeCorp,
]

export function gradeHeaders(headers: Headers): HeaderGrade {
  const given = rules.map((rule) => rule(headers))
  const lost = given.reduce((sum, [points]) => sum + Math.min(0, points), 0)
  const won = given.reduce((sum, [points]) => sum + Math.max(0, points), 0)
  const score = 100 + lost >= extraFrom ? 100 + lost + won : 100 + lost
  return { score, parts: given.map(([points, reason]) => `${points} ${reason}`) }
}

function readPolicy(headers: Headers): Map<string, string[]> {
  const directives = (headers.get('content-security-policy') ?? '').split(';').map((part) => part.trim().split(/\s+/))
  return new Map(directives.filter(([name]) => name).map(([name = '', ...sources]) => [name.toLowerCase(), sources]))
}

function gradePolicy(headers: Headers): ReturnType<Rule> {
  const policy = readPolicy(headers)
  const sourcesOf = (name: string) => policy.get(name) ?? policy.get('default-src') ?? ['*']
  if (policy.size === 0) return [-25, 'no policy']
  const active = [...sourcesOf('script-src'), ...sourcesOf('object-src')]
  const isOpen = (source: string) => /^(\*|https?:|data:|http:\/\/)/.test(source)
  const isGuarded = active.some((source) => source.startsWith("'nonce-") || source.startsWith("'sha"))
  if (active.includes("'unsafe-inline'") && !isGuarded) return [-20, 'inline scripts']
  if (active.some(isOpen)) return [-20, 'scripts from anywhere']
  if (active.includes("'unsafe-eval'")) return [-10, 'evaluated scripts']
  const styles = sourcesOf('style-src')
  if (styles.includes("'unsafe-inline'") || styles.some(isOpen)) return [0, 'a policy with inline styles']
  return policy.get('default-src')?.join() === "'none'" ? [10, 'a policy that begins with nothing'] : [5, 'a policy']
}

function gradeCookies(headers: Headers): ReturnType<Rule> {
  const cookies = headers.getSetCookie()
  if (cookies.length === 0) return [0, 'no cookies']
  const lacks = (attribute: RegExp) => cookies.some((cookie) => !attribute.test(cookie))
  if (lacks(/; *secure/i)) return [-40, 'a cookie that is not secure']
  if (lacks(/; *httponly/i)) return [-30, 'a cookie for scripts']
  return lacks(/; *samesite=(lax|strict)/i) ? [0, 'secure cookies'] : [5, 'secure cookies of this site']
}

/** The request was made with an Origin that nobody knows. */
function gradeCors(headers: Headers): ReturnType<Rule> {
  const isUniversal =
    headers.has('access-control-allow-origin') && headers.get('access-control-allow-credentials') === 'true'
  return isUniversal ? [-50, 'readable by every site'] : [0, 'not readable by other sites']
}

function gradeReferrer(headers: Headers): ReturnType<Rule> {
  const isPrivate = /^(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$/
  return isPrivate.test(headers.get('referrer-policy') ?? '') ? [5, 'private referrer'] : [-5, 'referrer']
}

function gradeHsts(headers: Headers): ReturnType<Rule> {
  const value = headers.get('strict-transport-security')
  if (value === null) return [-20, 'no HSTS']
  const seconds = Number(/max-age=(\d+)/.exec(value)?.[1] ?? 0)
  return seconds >= halfAYearSeconds ? [0, 'HSTS for half a year or more'] : [-10, 'HSTS for less than half a year']
}

function gradeSniffing(headers: Headers): ReturnType<Rule> {
  return headers.get('x-content-type-options') === 'nosniff' ? [0, 'not sniffed'] : [-5, 'sniffed']
}

function gradeFraming(headers: Headers): ReturnType<Rule> {
  const ancestors = readPolicy(headers).get('frame-ancestors')
  if (ancestors && !ancestors.includes('*')) return [5, 'framed by nobody, says the policy']
  return headers.has('x-frame-options') ? [0, 'framed by nobody'] : [-20, 'framed by anybody']
}

function gradeCorp(headers: Headers): ReturnType<Rule> {
  const isOwn = /^same-(origin|site)$/.test(headers.get('cross-origin-resource-policy') ?? '')
  return isOwn ? [10, 'resources for our own pages'] : [0, 'resources for all']
}
