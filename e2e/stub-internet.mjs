/**
 * The internet as the server meets it in these tests, loaded into its process before anything else: names under
 * `.example` have a public address, which leads to the pages below; no other name exists, so nobody outside is asked.
 */
import dns from 'node:dns/promises'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { crc32, deflateSync } from 'node:zlib'

const address = '93.184.215.14'

/** @type {Record<string, { type: string, body: string | Buffer }>} */
const pages = {
  'known.example/post': {
    type: 'text/html',
    body: '<title>How rooms work</title><meta property="og:description" content="One writer, many readers."><meta property="og:image" content="http://pictures.example/wide.png"><link rel="icon" href="/icon.png">',
  },
  'pictures.example/wide.png': { type: 'image/png', body: makePng(240, 126, [43, 80, 224]) },
  'known.example/icon.png': { type: 'image/png', body: makePng(16, 16, [201, 116, 40]) },
}

const server = createServer((request, response) => {
  const page = pages[`${request.headers.host}${request.url}`]
  if (page) response.setHeader('content-type', page.type).end(page.body)
  else response.writeHead(404).end()
})
server.listen(0, '127.0.0.1').unref()
await once(server, 'listening')
const served = server.address()
const port = typeof served === 'object' && served ? served.port : 0

const { lookup } = dns
/** @param {string} name @param {object} options */
const lookUp = async (name, options) => {
  if (name === 'localhost' || net.isIP(name)) return Reflect.apply(lookup, dns, [name, options])
  if (name.endsWith('.example')) return [{ address, family: 4 }]
  throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' })
}
const { connect } = net
/** @param {unknown[]} given */
const connectHere = (...given) => {
  const [target] = given
  const isOutside = typeof target === 'object' && target !== null && Reflect.get(target, 'host') === address
  return Reflect.apply(connect, net, isOutside ? [{ host: '127.0.0.1', port }] : given)
}
Object.assign(dns, { lookup: lookUp })
Object.assign(net, { connect: connectHere })
syncBuiltinESMExports()

/**
 * A picture of one colour.
 * @param {number} width
 * @param {number} height
 * @param {[number, number, number]} color
 */
function makePng(width, height, color) {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.from([0, ...Array.from({ length: width }, () => color).flat()])
  const data = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
