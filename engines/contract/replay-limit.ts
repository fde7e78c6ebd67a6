/**
 * How long a client may send a write again under the same idempotency key, in days, counted from its first try.
 * The phone's outbox gives up then; the server keeps answers longer than that, so that no late repeat is done twice.
 */
export const replayDaysMax = 60
