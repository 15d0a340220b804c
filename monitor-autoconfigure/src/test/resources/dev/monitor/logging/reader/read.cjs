// Reads lines with one of the parsers for Node.js: node read.cjs json|logfmt|logfmt2 [directory of the module].
// Each line gives what was read, as a line of JSON.
const fs = require('fs')
const [kind, directory] = process.argv.slice(2)
const parsers = {
  json: () => JSON.parse,
  logfmt: () => (line) => require(directory).parse(line),
  logfmt2: () => (line) => require(directory).decode(line),
}
const parse = parsers[kind]()
const lines = fs.readFileSync(0, 'utf8').trimEnd().split('\n')
fs.writeFileSync(1, lines.map((line) => JSON.stringify(parse(line))).join('\n') + '\n')
