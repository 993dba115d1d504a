/**
 * Numbers from -1 to 1, the same for the same seed. It is the 128-bit xorshift that tldraw seeds with shape ids, so a hand-drawn
 * stroke wobbles in our picture exactly as it does in the editor.
 */
export function createRandom(seed: string): () => number {
  let [x, y, z, w] = [0, 0, 0, 0]
  const next = () => {
    const t = x ^ (x << 11)
    x = y
    y = z
    z = w
    w ^= ((w >>> 19) ^ t ^ (t >>> 8)) >>> 0
    return (w / 0x100000000) * 2
  }
  for (let i = 0; i < seed.length + 64; i++) {
    x ^= seed.charCodeAt(i) | 0
    next()
  }
  return next
}
