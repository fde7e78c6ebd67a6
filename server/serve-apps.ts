import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../engines/refusal/refusal.ts'

/** Paths that belong to the server itself; the console's pages never lie below them. */
const reserved = /^\/(api|health|ready|metrics|assets)(\/|$)/

/** Not in the API document, and not counted by the rate limit: one page asks for dozens of files. */
const page = { schema: { hide: true }, config: { rateLimit: false } }

/**
 * Serves the built apps: the console at `/`, the phone app at `/m/`. Every path that names no file is a
 * page of the app and gets its first page; files with a hash in their name may be kept for a year.
 */
export async function serveApps(app: FastifyInstance, dist: string): Promise<void> {
  const consoleFolder = join(dist, 'console')
  const mobileFolder = join(dist, 'mobile')
  await app.register(fastifyStatic, {
    root: [consoleFolder, mobileFolder],
    serve: false,
    preCompressed: true,
    dotfiles: 'ignore',
    setHeaders: (reply, path) => {
      reply.header('cache-control', cacheOf(path))
    },
  })
  app.get('/m', page, (_request, reply) => reply.redirect('/m/', 308))
  app.get('/m/*', page, (request, reply) => sendFrom(mobileFolder, '/m/', request, reply))
  app.get('/*', page, (request, reply) => sendFrom(consoleFolder, '/', request, reply))
}

function cacheOf(path: string): string {
  return /[/\\]assets[/\\]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'
}

function sendFrom(folder: string, base: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0]!.slice(base.length)
  if (/\.[a-z0-9]{2,12}$/i.test(path) || path.startsWith('assets/')) return reply.sendFile(path, folder)
  if (base === '/' && reserved.test(`/${path}`))
    throw new Refusal('request.not_found', { path: `/${path}`.slice(0, 200) })
  return reply.sendFile('index.html', folder)
}
