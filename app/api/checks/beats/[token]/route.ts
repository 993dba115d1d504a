import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { beatCheck } from '@/lib/ops/health/beat-check'
import { beatParams } from '@/lib/ops/health/schema-checks'

const beat = route({ params: beatParams }, async ({ params }) => {
  await beatCheck(params)
  return noContent()
})

export { beat as GET, beat as POST }
