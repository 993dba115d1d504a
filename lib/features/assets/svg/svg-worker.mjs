/**
 * Cleans SVG drawings in a thread of its own: a hostile one takes minutes or all the stack, and people are drawing
 * meanwhile in the main one. Says `ready`, then takes texts and answers each with the clean one, or null when it is no
 * drawing.
 */
import { parentPort } from 'node:worker_threads'
import { JSDOM } from 'jsdom'
import { tsImport } from 'tsx/esm/api'

/** @type {typeof import('../pure/sanitize-svg')} */
const { sanitizeSvg } = await tsImport('../pure/sanitize-svg.ts', import.meta.url)
const { window } = new JSDOM('')

parentPort?.on('message', (text) => {
  try {
    parentPort?.postMessage({ clean: sanitizeSvg(text, window) })
  } catch {
    // Nested deeper than the stack.
    parentPort?.postMessage({ clean: null })
  }
})
parentPort?.postMessage('ready')
