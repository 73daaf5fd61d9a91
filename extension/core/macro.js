// Macro: the steps that a word of one's own does, with values left open to be given as it is played, and how often.

/** @import { Does } from "./own.js" */
/** @import { Target } from "./session_log.js" */

/**
 * A value that is left open: what it is called, and its kind, which is its command's. Those of one name are one value.
 * @typedef {{label: string, kind: string}} Open
 */

/**
 * A command with its value; where that is left open, `value` is only what it was when it was made. `target`: the element it was
 * done on, where its value says nothing on another page.
 * @typedef {{command: string, value?: unknown, open?: Open, target?: Target}} MacroStep
 */

/** @typedef {{steps: MacroStep[], times: number}} Macro */
/** An open value, the command it is asked for, and what it was. @typedef {Open & {command: string, value?: unknown}} Asked */

export const MOST_STEPS = 100;
/** As often it runs at most. */
export const MOST_TIMES = 99;
/** As many values can be asked for. */
export const MOST_OPEN = 8;
/** As deep a word may be within words. */
export const MOST_DEPTH = 8;
/** Letters of what an open value is called. */
const LONGEST_LABEL = 40;

/** Kinds of values that can be left open. */
const KINDS = new Set(["step", "place", "number", "name", "text", "label", "grid"]);
/** Kinds whose values name a place in what is in view, which is another the next time. */
const PASSING = new Set(["label", "grid", "place"]);

/** @param {Does} does @returns {Macro | null} null where it is none */
export function macroOf(does) {
  const { kind, commands, steps, times } = /** @type {any} */ (does);
  if (kind === "commands") return { steps: commands, times: 1 };
  return kind === "macro" ? { steps, times } : null;
}

/** As versions that know no macros run it, where there is nothing of one in it. @param {Macro} macro @returns {Does} */
export function doesOf({ steps, times }) {
  const plain = times === 1 && steps.every(({ open, target }) => !open && !target);
  return plain ? { kind: "commands", commands: steps } : { kind: "macro", steps, times };
}

/**
 * A step of what was done: its element is kept where its value names it by a place that is another's the next time.
 * @param {{command: string, value?: unknown, target?: Target}} did
 * @param {string} kind of its value
 * @returns {MacroStep}
 */
export const stepOf = ({ command, value, target }, kind) => ({
  command, ...(value !== undefined && value !== null && { value }), ...(target && PASSING.has(kind) && { target }),
});

/** What is to be asked for, in the order of the steps. @param {Macro} macro @returns {Asked[]} */
export function askedOf({ steps }) {
  /** @type {Map<string, Asked>} */
  const asked = new Map();
  for (const { command, open, value } of steps) {
    if (open && !asked.has(open.label)) asked.set(open.label, { ...open, command, ...(value !== undefined && { value }) });
  }
  return [...asked.values()];
}

/**
 * The values that a word was given, one for each that is asked for.
 * @param {readonly Asked[]} asked
 * @param {unknown} value as the recogniser has it: one by itself, several as a list
 * @returns {unknown[] | null} null where they are not as many
 */
export function givenTo(asked, value) {
  if (asked.length === 0) return [];
  const given = asked.length === 1 ? [value] : value;
  const whole = Array.isArray(given) && given.length === asked.length && given.every((one) => one !== undefined && one !== null);
  return whole ? given : null;
}

/** @param {Macro} macro @param {readonly unknown[]} values in the order of {@link askedOf} @returns {MacroStep[]} nothing of them open */
export function filled(macro, values) {
  const given = new Map(askedOf(macro).map(({ label }, at) => [label, values[at]]));
  return macro.steps.map(({ open, ...step }) => (open ? { command: step.command, value: given.get(open.label) } : step));
}

/**
 * Leaves the value of a step open, or takes it as it was again.
 * @param {Macro} macro
 * @param {number} at 0-based
 * @param {Open} open a value of the same command kind that is open already shares the name where it was the same
 * @returns {Macro}
 */
export function toggled(macro, at, open) {
  const { open: was, ...step } = macro.steps[at];
  const next = was ? step : { command: step.command, value: step.value, open: { kind: open.kind, label: labelFor(macro, step.value, open) } };
  return { ...macro, steps: macro.steps.map((one, place) => (place === at ? next : one)) };
}

/** @param {Macro} macro @param {unknown} value @param {Open} open */
function labelFor({ steps }, value, open) {
  const others = steps.filter((step) => step.open);
  const same = others.find((step) => step.open?.kind === open.kind && JSON.stringify(step.value) === JSON.stringify(value));
  if (same?.open) return same.open.label;
  const taken = new Set(others.map((step) => step.open?.label));
  const names = [open.label, ...Array.from({ length: MOST_OPEN }, (_, n) => `${open.label} ${n + 2}`)];
  return names.find((name) => !taken.has(name)) ?? open.label;
}

/**
 * How deep words lie within these steps.
 * @param {readonly MacroStep[]} steps
 * @param {(command: string) => Does | undefined} doesBy what a word does
 * @param {readonly string[]} within words that are being looked into
 * @returns {number} 0: none; Infinity: one is a part of itself
 */
export function depthOf(steps, doesBy, within = []) {
  return Math.max(0, ...new Set(steps.map(({ command }) => {
    if (within.includes(command)) return Infinity;
    const does = doesBy(command);
    const inner = does && macroOf(does);
    if (!inner) return 0;
    return within.length > MOST_DEPTH ? MOST_DEPTH : 1 + depthOf(inner.steps, doesBy, [...within, command]);
  })));
}

/** @param {unknown} text @param {number} most */
const isText = (text, most) => typeof text === "string" && text !== "" && text.length <= most;

/** @param {unknown} label @returns {label is string} */
export const isLabelOfOpen = (label) => isText(label, LONGEST_LABEL) && /^[^{}"“”\n]+$/.test(String(label)) && String(label).trim() === label;

/** @param {any} open */
const isOpen = (open) => isLabelOfOpen(open?.label) && KINDS.has(open.kind);

/** @param {any} target */
const isTarget = (target) => [target?.role, target?.name, target?.path].every((part) => typeof part === "string" && part.length <= 4000);

/** @param {any} step */
const isStep = (step) => isText(step?.command, 80) && (step.open === undefined || isOpen(step.open)) && (step.target === undefined || isTarget(step.target));

/** Those of one name are of one kind. @param {MacroStep[]} steps */
const agree = (steps) => {
  const asked = askedOf({ steps, times: 1 });
  return asked.length <= MOST_OPEN && steps.every(({ open }) => !open || asked.find(({ label }) => label === open.label)?.kind === open.kind);
};

/** @param {unknown} times @returns {times is number} */
export const isTimes = (times) => Number.isInteger(times) && Number(times) >= 1 && Number(times) <= MOST_TIMES;

/** @param {any} does @returns {boolean} whether a word of this kind can do this */
export const isMacro = ({ steps, times }) => isTimes(times) && Array.isArray(steps) && steps.length > 0 && steps.length <= MOST_STEPS
  && steps.every(isStep) && agree(steps);
