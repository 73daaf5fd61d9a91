// Settings: what fits is taken, what does not is refused with what is allowed.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {SETTINGS, checkSetting, defaults, exportSettings, importSettings, withDefaults} from '../../../extension/core/settings.js';

test('every default fits its own setting', () => {
  for (const setting of SETTINGS) {
    assert.deepEqual(checkSetting(setting.name, setting.default), {ok: true, value: setting.default});
  }
});

test('a value out of range is refused with the range', () => {
  assert.deepEqual(checkSetting('lowest_note', 104), {
    ok: false, why: {key: 'settings_refused', args: ['lowest_note', '104', '0–103']},
  });
});

test('a fraction, a text or nothing is no range value', () => {
  for (const value of [1.5, '60', null, undefined, NaN]) assert.equal(checkSetting('volume', value).ok, false);
});

test('a server beyond this machine is refused, so that no page can send the token away', () => {
  assert.equal(checkSetting('server', 'http://192.0.2.1:8000').ok, false);
  assert.equal(checkSetting('server', 'http://127.0.0.1.example.com').ok, false);
  assert.equal(checkSetting('server', 'http://localhost:9000').ok, true);
});

test('a set takes known members once', () => {
  assert.equal(checkSetting('languages', ['swift']).ok, true);
  assert.equal(checkSetting('languages', ['swift', 'swift']).ok, false);
  assert.equal(checkSetting('languages', ['klingon']).ok, false);
});

test('what was stored badly keeps its default and is named', () => {
  const {settings, problems} = withDefaults({volume: 900, theme: 'dark', nonsense: 1});

  assert.equal(settings.volume, 70);
  assert.equal(settings.theme, 'dark');
  assert.deepEqual(problems.map((p) => p.key), ['settings_refused', 'settings_unknown']);
});

test('an exported file imports to the same settings', () => {
  const settings = {...defaults(), profile: 'fast', roles: {done: 'both'}};

  assert.deepEqual(importSettings(exportSettings(settings)), {ok: true, settings});
});

test('a file with one bad setting changes nothing', () => {
  const file = exportSettings({...defaults(), volume: -1});

  assert.equal(importSettings(file).ok, false);
});

test('what is no settings file is said to be none', () => {
  for (const text of ['', '{', '[]', 'null', '{"format":"rubato-settings"}']) {
    assert.deepEqual(importSettings(text), {ok: false, why: {key: 'settings_not_a_file', args: []}});
  }
});
