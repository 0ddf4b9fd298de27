// Numbers on Express, behind a comment at the start of each response, as many servers send one.
// usage: node express.js HISTORY PORT     prints its address when it listens
const express = require('express')
const fs = require('fs')

// A byte a number: no kill can leave half of one behind.
const history = fs.openSync(process.argv[2], 'a+')
let last = fs.fstatSync(history).size
const clients = new Set()
const app = express()
const event = number => `id: ${number}\ndata: ${number}\n\n`

app.get('/', (request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' })
  response.write(': numbers\n\n')
  for (let number = Number(request.get('Last-Event-ID') || 0) + 1; number <= last; number++) {
    response.write(event(number))
  }
  clients.add(response)
  request.on('close', () => clients.delete(response))
})

setInterval(() => {
  fs.writeSync(history, '.')
  last += 1
  for (const response of clients) response.write(event(last))
}, 50)

const server = app.listen(Number(process.argv[3]), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`)
})
