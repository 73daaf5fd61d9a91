// Writes and reads the sessions in a file of JSON lines, for the test that holds both languages together.

import { readFileSync } from 'node:fs';

import { readSession, writeSession } from '../../../extension/core/session_file.js';

const [header, ...logs] = readFileSync(process.argv[2], 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
for (const { log, bytes } of logs) {
  const file = bytes === undefined ? writeSession(header, log) : new Uint8Array(Buffer.from(bytes, 'base64'));
  const read = readSession(file);
  const { session, flaws } = read ?? { session: null, flaws: [] };
  process.stdout.write(`${JSON.stringify([
    Buffer.from(file).toString('base64'), session,
    flaws.map(({ offset, code }) => [offset, code]),
  ])}\n`);
}
