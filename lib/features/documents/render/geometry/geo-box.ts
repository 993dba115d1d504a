export interface GeoBox {
  id: string
  geo: string
  w: number
  h: number
  filled: boolean
  dash: string
  size: string
  strokeWidth: number
  scale: number
}
