// Runs the JavaScript tests in few processes: `node scripts/test_javascript.js [WORD IN A PATH …]`.
//
// To start a process for each of two hundred files takes longer than their tests do. So files share
// one process a core; those that change what is global, or do something before or after every test
// of their process, keep one of their own.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';

const SHARED = 2;
const ALONE = /\bglobalThis\b|^(?:before|after)(?:Each)?\(/m;

const words = process.argv.slice(2);
const files = readdirSync('tests', {recursive: true, encoding: 'utf8'})
  .filter(file => file.endsWith('.test.js') && words.every(word => file.includes(word)))
  .map(file => resolve('tests', file)).sort();
if (!files.length) throw new Error(`No test's path has ${words.join(' and ')} in it.`);
const together = files.filter(file => !ALONE.test(readFileSync(file, 'utf8')));
const folder = mkdtempSync(join(tmpdir(), 'rubato-'));
try {
  const groups = Array.from({length: SHARED}, (_, at) => group(at)).filter(Boolean);
  const alone = files.filter(file => !together.includes(file));
  const {status} = spawnSync(process.execPath, ['--test', '--test-reporter=spec', ...groups, ...alone], {stdio: 'inherit'});
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, {recursive: true});
}

/**
 * Write the file of one process.
 * @param {number} at
 */
function group(at) {
  const own = together.filter((_, place) => place % SHARED === at);
  if (!own.length) return '';
  const file = join(folder, `together_${at}.mjs`);
  writeFileSync(file, own.map(one => `await import(${JSON.stringify(pathToFileURL(one).href)});`).join('\n'));
  return file;
}
