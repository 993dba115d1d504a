'use client'

import 'uplot/dist/uPlot.min.css'
import { type RefObject, useEffect, useRef } from 'react'
import type uPlot from 'uplot'
import type { ChartData } from '@/lib/ops/status/pure/chart-data'
import type { Chart } from '@/lib/ops/status/pure/charts'
import type { ChartRange } from '@/lib/ops/status/pure/ranges'
import { makeChartOptions, toColumns } from './chart-options'

interface ChartCanvasProps {
  chart: Chart
  data: ChartData
  range: ChartRange
  /** What is on the left and the right edge, in milliseconds. */
  fromMs: number
  toMs: number
  /** What is looked at; null while nothing is. */
  index: number | null
  onLook(index: number | null): void
  /** One element for each line, in its colour. */
  swatches: RefObject<(HTMLElement | null)[]>
}

/** The picture alone: what it shows is also said in words by whoever draws it. */
export function ChartCanvas(props: ChartCanvasProps) {
  const box = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const current = useRef(props)
  current.current = props
  useEffect(() => startPlot({ box, plot, current }), [])
  const { data, fromMs, toMs, index } = props
  useEffect(() => {
    if (plot.current) show(plot.current, { data, fromMs, toMs })
  }, [data, fromMs, toMs])
  useEffect(() => {
    if (plot.current) look(plot.current, index)
  }, [index])
  return <div ref={box} aria-hidden className="h-36 w-full overflow-hidden" />
}

interface PlotRefs {
  box: RefObject<HTMLDivElement | null>
  plot: RefObject<uPlot | null>
  current: RefObject<ChartCanvasProps>
}

/** The library comes when a chart is about to be seen. */
function startPlot({ box, plot, current }: PlotRefs): () => void {
  const element = box.current
  if (!element) return () => {}
  let isOver = false
  const stops: (() => void)[] = []
  const create = async () => {
    const { default: UPlot } = await import('uplot')
    if (isOver) return
    const { chart, data, fromMs, toMs } = current.current
    const size = { width: element.clientWidth, height: element.clientHeight }
    const made = new UPlot(
      makeChartOptions({
        chart,
        size,
        readRange: () => current.current.range,
        readColor: (line) => readColor(current.current.swatches.current[line]),
        readVariable: (name) => readVariable(element, name),
        readEdges: () => [current.current.fromMs / 1_000, current.current.toMs / 1_000],
        onLook: (index) => current.current.onLook(index),
      }),
      toColumns(data),
      element,
    )
    plot.current = made
    show(made, { data, fromMs, toMs })
    stops.push(watchSize(element, made), watchTheme(made), () => made.destroy())
  }
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting) return
      observer.disconnect()
      void create()
    },
    { rootMargin: '200px' },
  )
  observer.observe(element)
  return () => {
    isOver = true
    observer.disconnect()
    plot.current = null
    for (const stop of stops) stop()
  }
}

function show(plot: uPlot, { data }: Pick<ChartCanvasProps, 'data' | 'fromMs' | 'toMs'>): void {
  plot.setData(toColumns(data))
}

function look(plot: uPlot, index: number | null): void {
  const seconds = index === null ? undefined : plot.data[0][index]
  if (plot.cursor.idx === index) return
  plot.setCursor({ left: seconds === undefined ? -10 : plot.valToPos(seconds, 'x'), top: 0 }, false)
}

function watchSize(element: HTMLElement, plot: uPlot): () => void {
  const observer = new ResizeObserver(() => {
    if (element.clientWidth > 0) plot.setSize({ width: element.clientWidth, height: element.clientHeight })
  })
  observer.observe(element)
  return () => observer.disconnect()
}

/** Colours are read when they are drawn, so drawing again is enough. */
function watchTheme(plot: uPlot): () => void {
  const redraw = () => plot.redraw(false, true)
  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', redraw)
  const observer = new MutationObserver(redraw)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => {
    dark.removeEventListener('change', redraw)
    observer.disconnect()
  }
}

const readColor = (swatch: HTMLElement | null | undefined): string =>
  swatch ? getComputedStyle(swatch).color : 'currentColor'

/** A canvas understands no `light-dark()`, but what it comes to on an element. */
function readVariable(element: HTMLElement, name: '--line' | '--muted'): string {
  const { style } = element
  const before = style.color
  style.color = `var(${name})`
  const { color } = getComputedStyle(element)
  style.color = before
  return color
}
