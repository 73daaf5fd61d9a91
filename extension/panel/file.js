// A text given to the person as a file.

import {make} from './dom.js';

/** @param {string} name @param {string} content JSON */
export function download(name, content) {
  const url = URL.createObjectURL(new Blob([content], {type: 'application/json'}));
  make('a', {href: url, download: name}).click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
