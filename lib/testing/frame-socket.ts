import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { FrameSplitter } from './web-socket-frames'

export interface Frame {
  opcode: number
  payload?: string | Uint8Array
  isFinal?: boolean
  isMasked?: boolean
  /** The three reserved bits. */
  reserved?: number
  /** What the header says, whatever there is. */
  claimedLength?: bigint
}

/** The first byte of a close in one piece. */
const closeFrame = 0x88

/** A WebSocket that sends exactly the frames it is told to, sound or not. */
export class FrameSocket {
  /** The code that the server closes with; null when it only hangs up. */
  readonly closed: Promise<number | null>

  private constructor(private readonly socket: Socket) {
    const splitter = new FrameSplitter()
    socket.on('error', () => {})
    this.closed = new Promise((resolve) => {
      socket.on('data', (chunk) => {
        for (const { bytes } of splitter.push(chunk)) if (bytes[0] === closeFrame) resolve(bytes.readUInt16BE(2))
      })
      socket.on('close', () => resolve(null))
    })
  }

  static async open(url: string, headers: Record<string, string>): Promise<FrameSocket> {
    const { hostname, port, pathname, search } = new URL(url)
    const socket = connect({ host: hostname, port: Number(port) })
    await once(socket, 'connect')
    const opened = new FrameSocket(socket)
    const lines = {
      host: `${hostname}:${port}`,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      ...headers,
    }
    const text = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.write(`GET ${pathname}${search} HTTP/1.1\r\n${text.join('')}\r\n`)
    await once(socket, 'data')
    return opened
  }

  send(...frames: Frame[]): void {
    this.socket.write(Buffer.concat(frames.map(encodeFrame)))
  }

  end(): void {
    this.socket.destroy()
  }
}

/** RFC 6455, section 5.2. The mask is zero, which changes nothing. */
function encodeFrame(frame: Frame): Buffer {
  const { opcode, payload = '', isFinal = true, isMasked = true, reserved = 0, claimedLength } = frame
  const bytes = Buffer.from(payload as string)
  const length = claimedLength ?? BigInt(bytes.length)
  const mask = isMasked ? 0x80 : 0
  const first = (isFinal ? 0x80 : 0) | (reserved << 4) | opcode
  const size = Buffer.alloc(length < 126n ? 0 : length < 65_536n ? 2 : 8)
  if (size.length === 2) size.writeUInt16BE(Number(length))
  if (size.length === 8) size.writeBigUInt64BE(length)
  const short = size.length === 0 ? Number(length) : size.length === 2 ? 126 : 127
  return Buffer.concat([Buffer.from([first, mask | short]), size, Buffer.alloc(isMasked ? 4 : 0), bytes])
}
