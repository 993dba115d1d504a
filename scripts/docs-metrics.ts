/** `npm run docs:metrics`: writes the tables of docs/OPERATIONS.md from the definitions of all metrics. */
import { readFileSync, writeFileSync } from 'node:fs'
import { replaceMetricTables } from '../lib/platform/metrics/present-metrics'

writeFileSync('docs/OPERATIONS.md', replaceMetricTables(readFileSync('docs/OPERATIONS.md', 'utf8')))
