// The sample of a voice: words of its own language, the same each time.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sampleIn} from '../../../extension/core/voice_sample.js';

test('it names the language and a day, in the language', () => {
  assert.equal(sampleIn('de-DE'), 'Deutsch. Mittwoch, 14. Mai 2025.');
  assert.match(sampleIn('fr'), /^français\. mercredi 14 mai 2025\.$/);
});
