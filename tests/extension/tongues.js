// The languages of people that ship, as tests speak them.

import {readFileSync} from 'node:fs';

/** @param {string} language @returns {import('../../extension/core/tongue.js').Tongue} */
const shipped = (language) => JSON.parse(readFileSync(new URL(`../../extension/languages/people/${language}.json`, import.meta.url), 'utf8'));

export const ENGLISH = shipped('en');
export const GERMAN = shipped('de');
export const TONGUES = [ENGLISH, GERMAN];

/** The command table that ships. @type {import('../../extension/core/phrases.js').Spoken[]} */
export const COMMANDS = JSON.parse(readFileSync(new URL('../../extension/languages/commands.json', import.meta.url), 'utf8')).commands;
