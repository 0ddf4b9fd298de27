// How fast the library eventsource-parser is in this node: usage: eventsource-parser.cjs FILE ROUNDS
// Prints a line of JSON a round: decoded and parsed in chunks of 64 KiB, each event's data measured and let go.
const { readFileSync } = require("node:fs");
const { createParser } = require("eventsource-parser");

const bytes = readFileSync(process.argv[2]);
for (let round = 0; round < Number(process.argv[3]); round++) {
  let events = 0, passes = 0, spent = 0;
  while (spent < 150_000) {
    events = 0;
    const parser = createParser({ onEvent: () => events++, onError: () => {} });
    const decoder = new TextDecoder();
    const start = process.cpuUsage();
    for (let at = 0; at < bytes.length; at += 65536)
      parser.feed(decoder.decode(bytes.subarray(at, at + 65536), { stream: true }));
    const used = process.cpuUsage(start);
    spent += used.user + used.system;
    passes++;
  }
  console.log(JSON.stringify({ rate: (bytes.length * passes) / spent, events }));
}
