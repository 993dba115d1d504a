export interface Frame {
  bytes: Buffer
  /** Text, binary, or a continuation of one; not ping, pong or close. */
  isData: boolean
}

const endOfHeaders = Buffer.from('\r\n\r\n')

/** Cuts one direction of a connection into WebSocket frames, once the headers of its upgrade have passed. */
export class FrameSplitter {
  private rest: Buffer = Buffer.alloc(0)
  private isUpgraded = false

  push(chunk: Buffer): Frame[] {
    this.rest = Buffer.concat([this.rest, chunk])
    const frames: Frame[] = []
    if (!this.isUpgraded) {
      const at = this.rest.indexOf(endOfHeaders)
      if (at < 0) return []
      this.isUpgraded = true
      frames.push({ bytes: this.take(at + endOfHeaders.length), isData: false })
    }
    for (let length = computeFrameLength(this.rest); length !== null; length = computeFrameLength(this.rest)) {
      const isData = (this.rest[0]! & 0x0f) <= 2
      frames.push({ bytes: this.take(length), isData })
    }
    return frames
  }

  private take(length: number): Buffer {
    const taken = this.rest.subarray(0, length)
    this.rest = this.rest.subarray(length)
    return taken
  }
}

/** RFC 6455, section 5.2; null while the frame is not complete. */
function computeFrameLength(bytes: Buffer): number | null {
  if (bytes.length < 2) return null
  const short = bytes[1]! & 0x7f
  const extended = short === 126 ? 2 : short === 127 ? 8 : 0
  if (bytes.length < 2 + extended) return null
  const payload = extended === 0 ? short : extended === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  const length = 2 + extended + (bytes[1]! & 0x80 ? 4 : 0) + payload
  return bytes.length < length ? null : length
}
