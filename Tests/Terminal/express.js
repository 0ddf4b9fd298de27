// A small server of random numbers on Express, the other end that many event streams have.
// usage: node express.js PORT     prints its address when it listens
const express = require('express')

const app = express()
const clients = new Map()
let lastClient = 0

app.get('/events/', (request, response) => {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache',
    Connection: 'keep-alive'
  })
  response.write('\n')
  const client = ++lastClient
  clients.set(client, response)
  request.on('close', () => clients.delete(client))
})

setInterval(() => {
  for (const response of clients.values()) response.write(`data: ${Math.random()}\n\n`)
}, 200)

const server = app.listen(Number(process.argv[2]), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`)
})
