// Loaded into a process (NODE_OPTIONS=--import), notes every HTTP exchange that it answers: a JSON line each, in the folder HDMS_RECORD.
import { appendFileSync } from 'node:fs'
import { Server } from 'node:http'
import { Server as SecureServer } from 'node:https'
import { join } from 'node:path'

const folder = process.env.HDMS_RECORD
const MOST = 1 << 20

function note(request, response) {
  const asked = []
  const said = []
  const push = request.push.bind(request)
  request.push = (chunk, encoding) => {
    if (chunk) asked.push(Buffer.from(chunk))
    return push(chunk, encoding)
  }
  for (const name of ['write', 'end']) {
    const original = response[name].bind(response)
    response[name] = (chunk, ...rest) => {
      if (chunk && typeof chunk !== 'function') said.push(Buffer.from(chunk))
      return original(chunk, ...rest)
    }
  }
  response.on('finish', () => {
    const text = (chunks) => Buffer.concat(chunks).subarray(0, MOST).toString('utf8')
    const { method, url, headers } = request
    const line = {
      program: process.argv.slice(1, 3).join(' '),
      method,
      url,
      asked: { type: headers['content-type'] ?? '', body: text(asked) },
      said: { status: response.statusCode, type: String(response.getHeader('content-type') ?? ''), body: text(said) },
    }
    appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(line)}\n`)
  })
}

if (folder) {
  for (const { prototype } of [Server, SecureServer]) {
    const { emit } = prototype
    prototype.emit = function (event, ...args) {
      if (event === 'request') note(args[0], args[1])
      return emit.call(this, event, ...args)
    }
  }
}
