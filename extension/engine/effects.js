// Effects: what each effect of the recogniser leads to.

/**
 * @typedef {Object} Hands What an effect may do.
 * @property {() => Promise<void>} run
 * @property {() => void} wait
 * @property {() => void} near
 * @property {() => void} talk
 * @property {(key: string, args: string[], role: string) => void} say
 * @property {(command: string|null, given?: number) => string} name With what is asked for after so many values.
 */

/** @type {Record<string, (effect: any, hands: Hands) => Promise<void> | void>} What each effect of the recogniser leads to. */
export const EFFECTS = {
  open: () => undefined,
  want: (effect, {wait, say, name}) => { wait(); say(`engine_want_${effect.kind}`, [name(effect.command, effect.given ?? 0)], 'waiting'); },
  command: (_, {run}) => run(),
  fail: (effect, {say}) => say(`engine_fail_${effect.where}`, [], 'failed'),
  nearest: (effect, {near, say, name}) => {
    near();
    if (effect.commands.length) say('engine_nearest', [effect.commands.map(name).join(', ')], 'failed');
  },
  cancel: (effect, {say, name}) => effect.command
    ? say('engine_cancelled_word', [name(effect.command)], 'cancelled')
    : say('engine_cancelled', [], 'cancelled'),
  held: (effect, {say}) => say('engine_held', [String(effect.value)], 'waiting'),
  choose: (effect, {say, name}) => say('engine_choose', [effect.commands.map(name).join(', ')], 'waiting'),
  talk: (_, {talk}) => talk(),
};
