// File out: what is made here, saved where the browser saves downloads.

/**
 * @param {string} name
 * @param {BlobPart} content
 * @param {string} type MIME
 */
export function saveFile(name, content, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
