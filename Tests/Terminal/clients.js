// Reads streams with Node's own EventSource, each until it ends.
// usage: node --experimental-eventsource clients.js ADDRESS <<<"PATH…"     a line "PATH COUNT HASH" for each
const crypto = require('crypto')

// Hands out every event, whatever its type, which listeners alone do not.
class AllEvents extends EventSource {
  dispatchEvent (event) {
    if (event.data !== undefined) this.received?.(event)
    return super.dispatchEvent(event)
  }
}

function read (address, path) {
  return new Promise(resolve => {
    const source = new AllEvents(address + path)
    const events = []
    // Not those with empty data, on which clients do not agree.
    source.received = event => event.data !== '' && events.push(event)
    source.onerror = () => {
      source.close()
      resolve(events)
    }
  })
}

async function main (address) {
  const paths = require('fs').readFileSync(0, 'utf8').trim().split('\n')
  for (const path of paths) {
    const events = await read(address, path)
    const hash = crypto.createHash('sha256')
    for (const event of events) hash.update(`${event.type}\0${event.data}\0`)
    console.log(`${path} ${events.length} ${hash.digest('hex').slice(0, 16)}`)
  }
}
main(process.argv[2])
