import type { z } from 'zod'

export interface Words {
  zh: string
  en: string
}

/**
 * One route as data: the server validates and documents by it, both apps call by it.
 * `action` names the right that is needed: an action of a permissions table, 'signed-in', or 'public'.
 */
export interface RouteDefinition<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Fastify form: '/api/points/claims/:claimId'. */
  path: string
  summary: Words
  action: string
  params?: Params
  query?: Query
  body?: Body
  reply: Reply
  /** Sign-in and sign-out keep no answer: a token is never stored. */
  keepsNoAnswer?: true
}

/** Keeps the zod types of a route for server and apps. */
export function defineRoute<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Reply extends z.ZodType = z.ZodUndefined,
>(route: RouteDefinition<Params, Query, Body, Reply>): RouteDefinition<Params, Query, Body, Reply> {
  return route
}

type InputOf<T> = T extends z.ZodType ? z.input<T> : undefined
type OutputOf<T> = T extends z.ZodType ? z.output<T> : undefined

export type RouteParams<R> =
  R extends RouteDefinition<infer P, z.ZodType, z.ZodType, z.ZodType> ? OutputOf<P> : never
export type RouteQuery<R> =
  R extends RouteDefinition<z.ZodType, infer Q, z.ZodType, z.ZodType> ? OutputOf<Q> : never
export type RouteBody<R> =
  R extends RouteDefinition<z.ZodType, z.ZodType, infer B, z.ZodType> ? OutputOf<B> : never
/** What the apps send. */
export type RouteBodyInput<R> =
  R extends RouteDefinition<z.ZodType, z.ZodType, infer B, z.ZodType> ? InputOf<B> : never
export type RouteQueryInput<R> =
  R extends RouteDefinition<z.ZodType, infer Q, z.ZodType, z.ZodType> ? InputOf<Q> : never
export type RouteReply<R> =
  R extends RouteDefinition<z.ZodType, z.ZodType, z.ZodType, infer A> ? OutputOf<A> : never
/** What a handler may return. */
export type RouteReplyInput<R> =
  R extends RouteDefinition<z.ZodType, z.ZodType, z.ZodType, infer A> ? InputOf<A> : never
