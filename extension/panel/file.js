// What was made here, given to the person as a file.

import {make} from './dom.js';

/** @param {string} name @param {BlobPart} content @param {string} [type] MIME */
export function download(name, content, type = 'application/json') {
  const url = URL.createObjectURL(new Blob([content], {type}));
  make('a', {href: url, download: name}).click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
