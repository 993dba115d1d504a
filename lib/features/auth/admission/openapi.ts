import type { ApiSection } from '../../openapi/operation'
import { admissionDto, changeAdmissionInput } from '../schema-admission'

const tag = 'Users'

/** Who is admitted to the instance, for admins. */
export const admissionApi: ApiSection = {
  schemas: { Admission: admissionDto },
  operations: [
    {
      method: 'get',
      path: '/api/admin/admission',
      tag,
      summary: 'Read who is admitted',
      description: 'For admins: who may register, what they become, and from which networks the instance can be used.',
      answers: { 200: { description: 'What holds now.', content: admissionDto } },
      problems: ['not_found'],
    },
    {
      method: 'patch',
      path: '/api/admin/admission',
      tag,
      summary: 'Choose who is admitted',
      description:
        'What is left out stays. It needs a confirmed password within the last ten minutes, cannot change what the environment sets, and refuses networks that leave out the one that asks. Live connections from elsewhere close at once.',
      body: changeAdmissionInput,
      answers: { 200: { description: 'What holds now.', content: admissionDto } },
      problems: ['forbidden', 'conflict'],
    },
  ],
}
