export const dynamic = 'force-dynamic'

export { answerMetrics as GET } from '@/lib/boot/handlers/get-metrics'
