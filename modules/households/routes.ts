import type { FastifyInstance } from 'fastify'
import type { Act } from '../../platform/http/context.ts'
import { mountPublicRoute, mountRoute } from '../../platform/http/mount-route.ts'
import { mountList } from '../exports/index.ts'
import * as contract from './contract.ts'
import * as lists from './contract-lists.ts'
import { createHousehold } from './create-household.ts'
import { editHousehold, editPerson } from './edit-household.ts'
import { listDuplicates } from './find-duplicates.ts'
import {
  getHousehold,
  getOwnHousehold,
  getRollFigures,
  listChanges,
  listHouseholds,
  listPersons,
} from './find-households.ts'
import { addTag, endTag } from './keep-tags.ts'
import { mergePersons, previewPersonMerge } from './merge-persons.ts'
import { placeInArea } from './place-in-area.ts'
import { revealField } from './reveal-field.ts'
import { mountRollRoutes } from './roll-routes.ts'
import { applyOperation, previewOperation } from './run-operation.ts'
import { previewUndo, undoChange } from './undo-change.ts'
import { listPlates, lookAtPlate, openPlate, renewPlate } from './use-plates.ts'

/** The county that a route by id looks in. */
export function countyOf(act: Act, query: { county?: string | undefined }): string {
  return query.county ?? act.actor.countyCode
}

export async function householdRoutes(app: FastifyInstance): Promise<void> {
  mountReads(app)
  mountEdits(app)
  mountOperations(app)
  mountPlates(app)
  mountRollRoutes(app)
}

function mountReads(app: FastifyInstance): void {
  const { secrets } = app.shanzhi
  mountList(app, contract.listHouseholds, lists.householdsList, (act, { query }) =>
    listHouseholds(act, secrets, query),
  )
  mountRoute(app, contract.getRollFigures, (act, { query }) => getRollFigures(act, query))
  mountList(app, contract.listPersons, lists.personsList, (act, { query }) =>
    listPersons(act, secrets, query),
  )
  mountRoute(app, contract.getOwnHousehold, (act) => getOwnHousehold(act))
  mountRoute(app, contract.getHousehold, (act, { params, query }) =>
    getHousehold(act, countyOf(act, query), params.householdId),
  )
  mountList(app, contract.listChanges, lists.changesList, (act, { params, query }) =>
    listChanges(act, countyOf(act, query), { ...query, ...params }),
  )
  mountList(app, contract.listDuplicates, lists.duplicatesList, (act, { query }) =>
    listDuplicates(act, query),
  )
}

function mountEdits(app: FastifyInstance): void {
  const { secrets } = app.shanzhi
  mountRoute(app, contract.createHousehold, (act, { body }) => createHousehold(act, secrets, body))
  mountRoute(app, contract.editHousehold, (act, { params, query, body }) =>
    editHousehold(act, countyOf(act, query), params.householdId, body),
  )
  mountRoute(app, contract.editPerson, (act, { params, query, body }) =>
    editPerson(act, secrets, countyOf(act, query), params.personId, body),
  )
  mountRoute(app, contract.revealField, (act, { params, query, body }) =>
    revealField(act, secrets, countyOf(act, query), { ...params, ...body }),
  )
  mountRoute(app, contract.addTag, (act, { params, query, body }) =>
    addTag(act, countyOf(act, query), params.householdId, body),
  )
  mountRoute(app, contract.endTag, (act, { params, query, body }) =>
    endTag(act, countyOf(act, query), params.tagId, body),
  )
  mountRoute(app, contract.placeInArea, (act, { query, body }) =>
    placeInArea(act, countyOf(act, query), body),
  )
}

function mountOperations(app: FastifyInstance): void {
  const { secrets } = app.shanzhi
  mountRoute(app, contract.previewOperation, (act, { query, body }) =>
    previewOperation(act, secrets, countyOf(act, query), body.operation),
  )
  mountRoute(app, contract.applyOperation, (act, { query, body }) =>
    applyOperation(act, secrets, countyOf(act, query), body),
  )
  mountRoute(app, contract.previewUndo, (act, { params, query }) =>
    previewUndo(act, countyOf(act, query), params.changeId),
  )
  mountRoute(app, contract.undoChange, (act, { params, query, body }) =>
    undoChange(act, countyOf(act, query), { ...params, ...body }),
  )
  mountRoute(app, contract.previewPersonMerge, (act, { query, body }) =>
    previewPersonMerge(act, countyOf(act, query), body),
  )
  mountRoute(app, contract.mergePersons, (act, { query, body }) =>
    mergePersons(act, countyOf(act, query), body),
  )
}

function mountPlates(app: FastifyInstance): void {
  mountPublicRoute(app, contract.lookAtPlate, ({ tx }, { params }) => lookAtPlate(tx, params.plateCode))
  mountRoute(app, contract.openPlate, (act, { params }) => openPlate(act, params.plateCode))
  mountList(app, contract.listPlates, lists.platesList, (act, { query }) => listPlates(act, query))
  mountRoute(app, contract.renewPlate, (act, { params, query, body }) =>
    renewPlate(act, countyOf(act, query), params.householdId, body.reason),
  )
}
