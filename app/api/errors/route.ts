import { describeDevice } from '@/lib/features/auth/pure/describe-device'
import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { reportBrowserError } from '@/lib/ops/errors/report-browser-error'
import { errorReportInput, maxErrorReportBytes } from '@/lib/ops/errors/schema'
import { getCorrelationId } from '@/lib/platform/work-context'

export const POST = route(
  { body: errorReportInput, bodyLimitBytes: maxErrorReportBytes, limit: 'report' },
  ({ request, body }) => {
    const device = describeDevice(request.headers.get('user-agent') ?? '')
    reportBrowserError({ report: body, device, correlationId: getCorrelationId() })
    return noContent()
  },
)
