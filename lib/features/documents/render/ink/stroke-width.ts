import type { InkStyle, StrokePoint } from './stroke-points'

/** How fast simulated pressure follows the speed of the pen. */
const pressureRate = 0.275

/** Gives every point its radius: a slow pen presses harder than a fast one. */
export function setRadii(stroke: StrokePoint[], style: InkStyle): void {
  const { size, thinning, easing, simulatesPressure } = style
  const radiusFor = (pressure: number) => size * easing(0.5 - thinning * (0.5 - pressure))
  const total = stroke.at(-1)?.walked ?? 0
  if (!simulatesPressure && total < size) {
    const strongest = stroke.reduce((max, { pressure }) => Math.max(max, pressure), 0.5)
    for (const point of stroke) point.radius = radiusFor(strongest)
    return
  }
  let pressure = computeFirstPressure(stroke, style)
  for (const point of stroke) {
    if (thinning === 0) {
      point.radius = size / 2
      continue
    }
    const speed = Math.min(1, point.step / size)
    const wanted = simulatesPressure ? 1 - speed : point.pressure
    pressure = Math.min(1, pressure + (wanted - pressure) * speed * pressureRate)
    point.radius = radiusFor(pressure)
  }
}

/** An average over the beginning: drawn lines start slowly and would all begin with a blob. */
function computeFirstPressure(stroke: readonly StrokePoint[], { size, simulatesPressure }: InkStyle): number {
  let pressure = stroke[0]?.pressure ?? 0.5
  for (const point of stroke) {
    if (point.walked > size * 5) break
    const speed = Math.min(1, point.step / size)
    const next = simulatesPressure
      ? Math.min(1, pressure + (1 - speed - pressure) * speed * pressureRate)
      : Math.min(1, pressure + (point.pressure - pressure) * 0.5)
    pressure += (next - pressure) * 0.5
  }
  return pressure
}
