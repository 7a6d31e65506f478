/** A stand-in for the laboratory: serves the page over HTTP and speaks its messages, with frames from a script. */
import { readFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pageHtml } from '../../../server/src/lab/page-html'
import type { Answer, AskBody, HostSays, View } from '../../../server/src/lab/messages'
import { project } from './browser'
import { answerTo } from './fake-answers'
import { frameAt, type Script } from './fake-frames'

export interface FakeLaboratory {
  readonly url: string
  /** All that was asked, in order. */
  readonly asked: AskBody[]
  readonly views: View[]
  script: Script
  say(message: Answer | HostSays): void
  /** Breaks every connection, and takes new ones. */
  drop(): void
  stop(): Promise<void>
}

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' }

/** @param every ms between frames */
export async function startFakeLaboratory(script: Script, every = 200): Promise<FakeLaboratory> {
  const streams = new Set<http.ServerResponse>()
  let tick = 0
  let view: View = {}
  const say = (message: Answer | HostSays): void => {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(message)}\n\n`)
  }
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (url.pathname === '/') {
      response.setHeader('content-type', 'text/html')
      response.end(pageHtml({ script: 'page.js', style: 'page.css', codiconStyle: 'codicon.css', cspSource: `'self'`, title: 'Test pair' }))
    } else if (url.searchParams.get('token') !== 'secret') serveFile(url.pathname, response)
    else if (url.pathname === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(`data: ${JSON.stringify({ connection: 'one' })}\n\n`)
      streams.add(response)
      request.on('close', () => streams.delete(response))
      say({ hosted: 'browser', canBoot: true })
      tick = Math.ceil(tick / 25) * 25
      say({ frame: frameAt(laboratory.script, view, tick) })
    } else void hear(request).then((body) => {
      response.end()
      if ('look' in body) {
        view = body.look
        laboratory.views.push(view)
        say({ frame: frameAt(laboratory.script, view, (tick = Math.ceil((tick + 1) / 25) * 25)) })
      } else {
        laboratory.asked.push(body)
        say(answerTo(body))
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const timer = setInterval(() => say({ frame: frameAt(laboratory.script, view, ++tick) }), every)
  const laboratory: FakeLaboratory = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/?token=secret`,
    asked: [],
    views: [],
    script,
    say,
    drop: () => server.closeAllConnections(),
    stop: () => {
      clearInterval(timer)
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return laboratory
}

function serveFile(name: string, response: http.ServerResponse): void {
  try {
    const text = readFileSync(path.join(project, 'client/dist/webview', path.basename(name)))
    response.setHeader('content-type', types[path.extname(name)] ?? 'application/octet-stream')
    response.end(text)
  } catch {
    response.writeHead(204).end()
  }
}

async function hear(request: http.IncomingMessage): Promise<{ look: View } | (AskBody & { id: number })> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return JSON.parse(text) as { look: View } | (AskBody & { id: number })
}
