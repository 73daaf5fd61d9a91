// A language of people: what is said in it for the whole command table, and which one counts.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {LANGUAGES} from '../../../extension/core/ears.js';
import {scratches, signNames, written} from '../../../extension/core/dictation.js';
import {matched} from '../../../extension/core/ear_match.js';
import {eventsFrom, phraseTable, understood} from '../../../extension/core/phrases.js';
import {spokenForms, textForms} from '../../../extension/core/spoken_forms.js';
import {commandsIn, spokenLanguage, tongueFor, understoodIn} from '../../../extension/core/tongue.js';
import {COMMANDS, ENGLISH, GERMAN, TONGUES} from '../tongues.js';

const TABLE = phraseTable(COMMANDS, GERMAN);

test('every German phrase, and what an ear makes of it, is its command', () => {
  const all = commandsIn(COMMANDS, GERMAN).flatMap(({name, phrases, misheard}) => [...phrases, ...misheard].map((phrase) => ({name, phrase})));

  assert.ok(all.length > 500);
  for (const {name, phrase} of all) assert.deepEqual(eventsFrom(phrase, TABLE), [{type: 'word', command: name}], phrase);
});

/** @type {[said: string, command: string, kind: string, value: unknown][]} */
const SAID = [
  ['Tab fünfzehn', 'tab.number', 'number', 15],
  ['Gehe zu Tab einundzwanzig', 'tab.number', 'number', 21],
  ['tab minus eins', 'tab.number', 'number', -1],
  ['Scrollen auf 50 Prozent', 'scroll.percent', 'number', 50],
  ['springe zu Sekunde neunzig', 'media.second', 'number', 90],
  ['scrolle minus drei', 'scroll.by', 'step', -3],
  ['scrolle drei nach unten', 'scroll.by', 'step', -3],
  ['scrolle um zwei hoch', 'scroll.by', 'step', 2],
  ['verschiebe Tab vor zwei', 'tab.move', 'step', 2],
  ['Suche nach Äpfeln, und Birnen!', 'search.web', 'text', 'Äpfeln, und Birnen!'],
  ['suche überall Fuge', 'find.everywhere', 'text', 'Fuge'],
  ['finde Tab Meine Post', 'tab.find', 'text', 'Meine Post'],
  ['nächste Überschrift', 'element.nearest', 'text', 'Überschrift'],
  ['Element bei minus zwei drei', 'element.at', 'place', {row: -2, column: 3}],
  ['Kürzel sieben zwanzig', 'label.click', 'label', [7, 20]],
  ['kürzel einundzwanzig drei', 'label.click', 'label', [21, 3]],
  ['Raster dreizehn eins neun', 'grid.click', 'grid', [13, 1, 9]],
];
for (const [said, command, kind, value] of SAID) {
  test(`“${said}” is ${command} with its ${kind}`, () =>
    assert.deepEqual(eventsFrom(said, TABLE), [{type: 'word', command}, {type: 'value', kind, value}]));
}

test('who has no umlaut to type is understood', () => {
  for (const said of ['nachster tab', 'Tab schliessen', 'ruckgangig']) assert.equal(eventsFrom(said, TABLE).length, 1, said);
});

test('a command said in another language is understood where this one does not know it', () => {
  const tables = [GERMAN, ENGLISH].map((tongue) => phraseTable(COMMANDS, tongue));

  assert.deepEqual(understood('nächster Tab', tables), [{type: 'word', command: 'tab.next'}]);
  assert.deepEqual(understood('next tab', tables), [{type: 'word', command: 'tab.next'}]);
  assert.deepEqual(understood('fifteen', tables), [{type: 'value', kind: 'number', value: 15}]);
  assert.deepEqual(understood('xyzzy', tables), []);
  // In German “links” is where one goes to, in English a list: both have it for the list.
  assert.deepEqual(understood('links', tables), [{type: 'word', command: 'link.list'}]);
});

test('an ear without a grammar is matched to German phrases, numbers and names', () => {
  const forms = spokenForms(COMMANDS, GERMAN, {'element.find': ['Anmelden']}, null, true);
  const heard = (/** @type {string} */ text) => matched([{text, sure: 0.9}], forms, GERMAN);

  assert.deepEqual(heard('Nächster Tab.'), {said: 'nächster tab', others: [], sure: 1});
  assert.equal(heard('nechster tab').said, 'nächster tab');
  assert.equal(heard('Tab einundzwanzig').said, 'tab einundzwanzig');
  assert.equal(heard('Tab frei').said, 'tab drei');
  assert.equal(heard('klicke auf anmelden').said, 'klicke auf Anmelden');
  assert.equal(heard('Suche nach Bach, Johann').said, 'suche nach Bach, Johann');
  assert.equal(heard('schönes Wetter heute').sure, 0);
});

test('one German verb is followed by anything, a noun by what is in sight only', () => {
  const free = spokenForms(COMMANDS, GERMAN, {}, null).filter((form) => form.free).map(({phrase}) => phrase);

  for (const phrase of ['suche', 'finde', 'schreibe', 'suche nach']) assert.ok(free.includes(phrase), phrase);
  for (const phrase of ['adresse', 'verlauf']) assert.ok(!free.includes(phrase), phrase);
});

/** @type {[said: string, text: string][]} */
const WRITTEN = [
  ['Liebe Anna Komma neuer Absatz danke Punkt', 'Liebe Anna,\n\nDanke.'],
  ['er sagte Doppelpunkt Anführungszeichen auf komm Anführungszeichen zu Ausrufezeichen gut', 'er sagte: „komm“! Gut'],
  ['Anführungszeichen auf ja Punkt Anführungszeichen zu dann', '„Ja.“ Dann'],
  ['wörtlich Komma', 'Komma'],
  ['erste neue Zeile zweite', 'erste\nZweite'],
  ['großgeschrieben anna und alles groß nato', 'Anna und NATO'],
  ['buchstabiere Kaufmann Anton groß Ärger eszett drei', 'kaÄß3'],
  ['buchstabiere umlaut unna at zeichen', 'ü@'],
];
for (const [said, text] of WRITTEN) {
  test(`“${said}” writes ${JSON.stringify(text)}`, () => assert.equal(written(said, GERMAN), text));
}

test('while German text is taken its signs and ways out are listened for', () => {
  const phrases = textForms(COMMANDS, GERMAN).map(({phrase}) => phrase);

  for (const phrase of ['diktat beenden', 'streich das', 'neue zeile', 'buchstabiere', 'mikrofon aus']) assert.ok(phrases.includes(phrase), phrase);
  assert.ok(!phrases.includes('nächster tab'));
  const {phrases: take = []} = commandsIn(COMMANDS, GERMAN).find(({name}) => name === 'dictation.scratch') ?? {};
  assert.deepEqual(['Streich das. Streiche das', 'streich das Brot'].map((said) => scratches(said, take)), [2, 0]);
});

test('both languages name the same signs but for their quotes', () => {
  const signs = TONGUES.map(({signs}) => Object.keys(signs).filter((sign) => !'“”„'.includes(sign)).sort());

  assert.deepEqual(signs[0], signs[1]);
  for (const tongue of TONGUES) assert.equal(new Set(signNames(tongue)).size, signNames(tongue).length);
});

test('the language that is set is spoken, else the panel’s where commands have phrases in it, else English', () => {
  const spoken = (/** @type {string} */ wanted, /** @type {string} */ panel) => spokenLanguage(wanted, panel, TONGUES, LANGUAGES);

  assert.deepEqual([spoken('fr-FR', 'de'), spoken('', 'de'), spoken('', 'de-AT'), spoken('', 'en-GB'), spoken('', 'en'), spoken('', 'fr')],
    ['fr-FR', 'de-DE', 'de-AT', 'en-GB', 'en-US', 'en-US']);
});

test('the spoken language is understood first, then the panel’s, then English', () => {
  const names = (/** @type {string} */ spoken, /** @type {string} */ panel) => understoodIn(TONGUES, spoken, panel).map(({language}) => language);

  assert.deepEqual([names('de-DE', 'en-US'), names('en-US', 'de'), names('fr-FR', 'fr'), names('de', 'de')], [['de', 'en'], ['en', 'de'], ['en'], ['de', 'en']]);
  assert.equal(tongueFor(TONGUES, 'tlh'), null);
});
