/// <reference lib="webworker" />
/*
 * Keeps the app itself, and nothing else: page, scripts, styles, icons. What the server says about people is
 * never stored here; kept copies of reads are in IndexedDB under the account that read them.
 */
declare const self: ServiceWorkerGlobalScope
/** Filled in by the build: every file of this version, and its name. */
declare const APP_FILES: string[]
declare const APP_VERSION: string

const cacheName = `app-${APP_VERSION}`
const page = '/m/index.html'

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(APP_FILES)))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name))),
      )
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('message', (event) => {
  if (event.data === 'take over') void self.skipWaiting()
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || !url.pathname.startsWith('/m/'))
    return
  const wanted = request.mode === 'navigate' ? page : url.pathname
  event.respondWith(
    caches
      .open(cacheName)
      .then((cache) => cache.match(wanted))
      .then((kept) => kept ?? fetch(request)),
  )
})

export {}
