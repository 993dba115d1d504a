/** `npm run licences`: every package that is shipped, by its licence; exits with 1 when one of them is not accepted. */
import { judgeLicence } from './licences'
import { readLockFile } from './lock-file'

const shipped = readLockFile().filter(({ isDev }) => !isDev)
const licences = [...new Set(shipped.map(({ licence }) => licence))]
for (const licence of licences) {
  const packages = shipped.filter((one) => one.licence === licence)
  console.log(`\n${licence ?? 'none said'}: ${packages.length}`)
  for (const one of packages) console.log(`  ${one.name} ${one.version}: ${judgeLicence(one).reason}`)
}
const refused = shipped.filter((one) => !judgeLicence(one).isAccepted)
console.log(`\n${shipped.length} packages, ${refused.length} with a licence that is not accepted`)
process.exitCode = refused.length === 0 ? 0 : 1
