export const dynamic = 'force-dynamic'

export { GET } from '../api/alerts/route'
