/** Features of a browser that a drawing needs none of. Copying, full screen and muted videos stay allowed. */
const refusedFeatures = [
  'accelerometer',
  'bluetooth',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
]

/**
 * What every answer carries, whoever gives it: pages, the API, files, errors and refused sockets. Each kind of answer adds
 * a content security policy of its own. Plain JavaScript, because `next.config.mjs` reads it too.
 * @type {Readonly<Record<string, string>>}
 */
export const securityHeaders = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': refusedFeatures.map((feature) => `${feature}=()`).join(', '),
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
}

/** The policy of whatever is not a page: data, files, refusals. Opened in a tab it may show a picture, and run nothing. */
export const dataPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The policy of our own scripts, which a worker made of one of them takes over: it may load more of us, and no one else. */
export const scriptPolicy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
