/** A shape as far as the picture needs it. Everything in it is finite and in range, whatever the record said. */
export interface ShapeRecord {
  id: string
  type: string
  parentId: string
  index: string
  x: number
  y: number
  rotation: number
  opacity: number
  props: Props
}

/** Reads the properties of a record that nobody has validated: each read has a fallback and never throws. */
export class Props {
  constructor(private readonly values: Readonly<Record<string, unknown>>) {}

  number(name: string, fallback: number, { min = -limit, max = limit } = {}): number {
    return toNumber(this.values[name], fallback, min, max)
  }

  text(name: string, fallback = ''): string {
    const value = this.values[name]
    return typeof value === 'string' ? value : fallback
  }

  flag(name: string, fallback = false): boolean {
    const value = this.values[name]
    return typeof value === 'boolean' ? value : fallback
  }

  choice<const Choice extends string>(name: string, choices: readonly Choice[], fallback: NoInfer<Choice>): Choice {
    return choices.find((choice) => choice === this.values[name]) ?? fallback
  }

  point(name: string, fallback = { x: 0, y: 0 }): { x: number; y: number } {
    return toPoint(this.values[name]) ?? fallback
  }

  raw(name: string): unknown {
    return this.values[name]
  }

  has(name: string): boolean {
    return Object.hasOwn(this.values, name)
  }
}

/** Coordinates beyond this are not a drawing any more. */
const limit = 1e7

export function toNumber(value: unknown, fallback: number, min = -limit, max = limit): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return fallback
  return Math.max(min, Math.min(max, value))
}

export function toPoint(value: unknown): { x: number; y: number } | null {
  if (!isRecord(value)) return null
  return { x: toNumber(value.x, 0), y: toNumber(value.y, 0) }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function readShape(record: Record<string, unknown>): ShapeRecord | null {
  const { id, type, parentId, index } = record
  if (record.typeName !== 'shape' || typeof id !== 'string' || typeof parentId !== 'string') return null
  return {
    id,
    type: typeof type === 'string' ? type : 'unknown',
    parentId,
    index: typeof index === 'string' ? index : '',
    x: toNumber(record.x, 0),
    y: toNumber(record.y, 0),
    rotation: toNumber(record.rotation, 0),
    opacity: toNumber(record.opacity, 1, 0, 1),
    props: new Props(isRecord(record.props) ? record.props : {}),
  }
}
