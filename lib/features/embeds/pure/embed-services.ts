/** A service whose pages a diagram may show. */
export interface EmbedService {
  type: string
  title: string
  /** Exact hosts of the addresses that people paste: no wildcard, no suffix. */
  pageHosts: readonly string[]
  /** The one host that is framed; also what the content security policy lets through. */
  frameHost: string
  size: { width: number; height: number }
  isAspectRatioLocked?: boolean
  /** Path and query on `frameHost`, made anew of what was understood of the address; null when it is not one to show. */
  computeFramePath(page: URL): string | null
}

const wide = { width: 800, height: 450 }
const page = { width: 720, height: 500 }

/** What the first group of the pattern that matches the path holds. */
function findPart(path: string, ...patterns: RegExp[]): string | null {
  for (const pattern of patterns) {
    const part = pattern.exec(path)?.[1]
    if (part) return part
  }
  return null
}

/** `90`, `90s`, `1m30s`, `1h2m3s`. */
function parseSeconds(text: string | null): number {
  const match = /^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?$/.exec(text ?? '')
  const [hours = 0, minutes = 0, seconds = 0] = match?.slice(1).map((part) => Number(part ?? 0)) ?? []
  return hours * 3600 + minutes * 60 + seconds
}

function withQuery(path: string, query: Record<string, string | null>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value) params.set(name, value)
  return params.size > 0 ? `${path}?${params}` : path
}

const youtube: EmbedService = {
  type: 'youtube',
  title: 'YouTube',
  pageHosts: ['youtube.com', 'www.youtube.com', 'm.youtube.com', 'youtu.be', 'www.youtube-nocookie.com'],
  // Sets no cookie until the video is played.
  frameHost: 'www.youtube-nocookie.com',
  size: wide,
  isAspectRatioLocked: true,
  computeFramePath({ host, pathname, searchParams }) {
    const path = host === 'youtu.be' ? `/embed${pathname}` : pathname
    const named = path === '/watch' ? `/embed/${searchParams.get('v')}` : path
    const id = findPart(named, /^\/(?:embed|shorts|live)\/([\w-]{6,20})\/?$/)
    const start = parseSeconds(searchParams.get('t') ?? searchParams.get('start'))
    return id && withQuery(`/embed/${id}`, { start: start > 0 ? String(start) : null })
  },
}

const vimeo: EmbedService = {
  type: 'vimeo',
  title: 'Vimeo',
  pageHosts: ['vimeo.com', 'www.vimeo.com', 'player.vimeo.com'],
  frameHost: 'player.vimeo.com',
  size: { width: 640, height: 360 },
  isAspectRatioLocked: true,
  computeFramePath({ pathname, searchParams }) {
    const [, id, unlisted] = /^\/(?:video\/)?(\d{4,12})(?:\/([0-9a-f]{6,20}))?\/?$/.exec(pathname) ?? []
    const hash = unlisted ?? /^[0-9a-f]{6,20}$/.exec(searchParams.get('h') ?? '')?.[0] ?? null
    return id ? withQuery(`/video/${id}`, { h: hash, dnt: '1' }) : null
  },
}

const figma: EmbedService = {
  type: 'figma',
  title: 'Figma',
  pageHosts: ['figma.com', 'www.figma.com', 'embed.figma.com'],
  frameHost: 'embed.figma.com',
  size: page,
  computeFramePath({ pathname, searchParams }) {
    const [, kind, key] = /^\/(file|design|proto|board|slides|deck)\/(\w{22,128})(?:\/[^/]*)?$/.exec(pathname) ?? []
    if (!kind || !key) return null
    const node = /^\d+[-:]\d+$/.exec(searchParams.get('node-id') ?? '')?.[0] ?? null
    return withQuery(`/${kind === 'file' ? 'design' : kind}/${key}`, { 'node-id': node, 'embed-host': 'autograph' })
  },
}

const googleMaps: EmbedService = {
  type: 'google_maps',
  title: 'Google Maps',
  pageHosts: ['google.com', 'www.google.com', 'maps.google.com'],
  frameHost: 'www.google.com',
  size: page,
  computeFramePath({ pathname, searchParams }) {
    const described = pathname === '/maps/embed' ? searchParams.get('pb') : null
    if (described) return withQuery('/maps/embed', { pb: described })
    const match = /^\/maps\/(?:place\/([^/@]+)\/)?@(-?[\d.]+),(-?[\d.]+)(?:,([\d.]+)z)?/.exec(pathname)
    if (!match) return null
    const [, place, latitude, longitude, zoom] = match
    const at = `${latitude},${longitude}`
    const name = place && decodePart(place)
    return withQuery('/maps', {
      q: name || at,
      ll: at,
      z: zoom ? String(Math.round(Number(zoom))) : null,
      output: 'embed',
    })
  },
}

function decodePart(part: string): string | null {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '))
  } catch {
    return null
  }
}

const googleCalendar: EmbedService = {
  type: 'google_calendar',
  title: 'Google Calendar',
  pageHosts: ['calendar.google.com'],
  frameHost: 'calendar.google.com',
  size: page,
  computeFramePath({ pathname, searchParams }) {
    const shared = /^\/calendar\/(u\/\d+\/?(r|embed)?)?$/.test(pathname) ? searchParams.get('cid') : null
    const embedded = /^\/calendar\/(u\/\d+\/)?embed$/.test(pathname) ? searchParams.get('src') : null
    const calendar = shared ?? embedded
    return calendar && withQuery('/calendar/embed', { src: calendar, ctz: searchParams.get('ctz') })
  },
}

const googleSlides: EmbedService = {
  type: 'google_slides',
  title: 'Google Slides',
  pageHosts: ['docs.google.com'],
  frameHost: 'docs.google.com',
  size: page,
  computeFramePath({ pathname }) {
    const id = findPart(pathname, /^\/presentation\/(?:u\/\d+\/)?d\/((?:e\/)?[\w-]{20,200})(?:\/[a-z]*)?$/)
    return id && `/presentation/d/${id}/embed`
  },
}

const codeSandbox: EmbedService = {
  type: 'codesandbox',
  title: 'CodeSandbox',
  pageHosts: ['codesandbox.io', 'www.codesandbox.io'],
  frameHost: 'codesandbox.io',
  size: page,
  computeFramePath({ pathname }) {
    const id = findPart(pathname, /^\/(?:s|embed|p\/sandbox|p\/devbox)\/([\w-]{3,100})\/?$/)
    return id && `/embed/${id}`
  },
}

const codePen: EmbedService = {
  type: 'codepen',
  title: 'CodePen',
  pageHosts: ['codepen.io', 'www.codepen.io'],
  frameHost: 'codepen.io',
  size: page,
  computeFramePath({ pathname }) {
    const [, person, id] = /^\/([\w-]+)\/(?:pen|full|details|embed)\/(\w+)\/?$/.exec(pathname) ?? []
    return person && id ? `/${person}/embed/${id}` : null
  },
}

const observable: EmbedService = {
  type: 'observable',
  title: 'Observable',
  pageHosts: ['observablehq.com', 'www.observablehq.com'],
  frameHost: 'observablehq.com',
  size: page,
  computeFramePath({ pathname }) {
    const named = findPart(pathname, /^\/(?:embed\/)?(@[\w-]+\/[\w-]+)\/?$/)
    const id = named ?? findPart(pathname, /^\/(?:d|embed)\/([0-9a-f]{16})\/?$/)
    return id && `/embed/${id}?cell=*`
  },
}

export const embedServices: readonly EmbedService[] = [
  youtube,
  vimeo,
  figma,
  googleMaps,
  googleCalendar,
  googleSlides,
  codeSandbox,
  codePen,
  observable,
]

/** What the content security policy of a page lets be framed, when embeds are on. */
export const embedFrameHosts: readonly string[] = [...new Set(embedServices.map(({ frameHost }) => frameHost))]
