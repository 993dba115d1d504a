import { cloudArchitecture } from './diagrams/cloud-architecture'
import { dataPipeline } from './diagrams/data-pipeline'
import { deliveryPipeline } from './diagrams/delivery-pipeline'
import { entityRelations } from './diagrams/entity-relations'
import { escalationFlow } from './diagrams/escalation-flow'
import { incidentTimeline } from './diagrams/incident-timeline'
import { microservices } from './diagrams/microservices'
import { officeNetwork } from './diagrams/office-network'
import { orderStates } from './diagrams/order-states'
import { signInSequence } from './diagrams/sign-in-sequence'
import type { Drawing } from './drawing'

/** The ten diagrams of the demo workspace. */
export const listDemoDrawings = (): Drawing[] => [
  cloudArchitecture,
  microservices,
  deliveryPipeline,
  entityRelations,
  signInSequence,
  officeNetwork,
  orderStates,
  dataPipeline,
  escalationFlow,
  incidentTimeline,
]
