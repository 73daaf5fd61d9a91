// Command keys: where the locales keep a command's texts.

/** @param {string} command @returns {string} Its part of a locale key: `tab.last-used` → `tab_last_used`. */
export const keyPart = (command) => command.replace(/[.-]/g, "_");

/** @param {string} command @returns {{undo: string, final: string}} keys of what undo does, and of why there is none */
export const undoKeys = (command) => ({ undo: `cmd_${keyPart(command)}_undo`, final: `cmd_${keyPart(command)}_final` });
