/** `npm run docs:config`: writes `.env.example` and the README's table of settings from the schema of the environment. */
import { readFileSync, writeFileSync } from 'node:fs'
import { presentEnvExample, replaceSettingsTable } from '../lib/platform/env/present-settings'

writeFileSync('.env.example', presentEnvExample())
writeFileSync('README.md', replaceSettingsTable(readFileSync('README.md', 'utf8')))
