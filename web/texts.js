// Texts: what the pages say, in the language of who looks. English stands in the sources and is the key to the others.

/** @typedef {Readonly<Record<string, string>>} Table what each English text is in another language */
/** @typedef {Readonly<Record<string, string | number | null | undefined>>} Values by the names that stand in braces in a text; `count` chooses among plurals */

/** The languages that have a table, `texts/<language>.json`. */
const TABLES = ["de"];
/** As plural categories follow each other in a text: "{count} word|{count} words". */
const CATEGORIES = ["zero", "one", "two", "few", "many", "other"];
/** 1234 is written as a page or a year is, 12.345 with its thousands apart. */
const NUMBERS = { maximumFractionDigits: 20, useGrouping: /** @type {unknown} */ ("min2") };
/** How long a page waits for its table before it is English, in ms. */
const PATIENCE = 3000;

/** @param {string} tag */
const bare = (tag) => tag.split("-")[0].toLowerCase();

/**
 * Choose the language of the pages.
 * @param {readonly string[]} wanted by who looks, the best first
 * @param {readonly string[]} tables
 * @returns {{table: string, locale: string} | null} the table, and how numbers and days are written; null: English
 */
export function chosen(wanted, tables) {
  for (const locale of wanted) {
    const table = [locale, bare(locale)].find((tag) => tables.includes(tag));
    if (table) return { table, locale };
    if (bare(locale) === "en") return null;
  }
  return null;
}

/**
 * Make what says a text in a language.
 * @param {string} language
 * @param {Table} table
 * @param {string} [locale] how it writes numbers; none: plainly, as English always does here
 * @returns {(text: string, values?: Values) => string} what the table has not is said in English
 */
export function sayer(language, table, locale) {
  const numbers = locale === undefined ? { format: String } : new Intl.NumberFormat(locale, /** @type {Intl.NumberFormatOptions} */ (NUMBERS));
  const [own, english] = [pluralsOf(language), pluralsOf("en")];
  return (text, values = {}) => {
    const there = Object.hasOwn(table, text);
    const form = (there ? own : english)(there ? table[text] : text, values["count"]);
    return form.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      if (!Object.hasOwn(values, name)) return whole;
      return typeof value === "number" ? numbers.format(value) : String(value);
    });
  };
}

/** @param {string} language @returns {(text: string, count: unknown) => string} one of the forms in a text */
function pluralsOf(language) {
  const rules = new Intl.PluralRules(language);
  const known = rules.resolvedOptions().pluralCategories;
  const there = CATEGORIES.filter((one) => known.includes(/** @type {Intl.LDMLPluralRule} */ (one)));
  return (text, count) => {
    if (!text.includes("|")) return text;
    const forms = text.split("|");
    return forms[there.indexOf(rules.select(Number(count)))] ?? forms[forms.length - 1];
  };
}

/** @param {string} name @returns {Promise<Table | null>} null where it does not come */
async function loaded(name) {
  try {
    const answer = await fetch(new URL(`./texts/${name}.json`, import.meta.url), { signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

const wish = typeof document === "undefined" ? null : chosen(navigator.languages, TABLES);
// Whoever looks sees no text of one language turn into another's.
if (wish) document.body.style.visibility = "hidden";
const table = wish && await loaded(wish.table);

/** How days and numbers are written; undefined: as the browser does. */
export const locale = table ? wish.locale : undefined;

/** Says a text of the pages: `t("{count} word|{count} words", { count })`. */
export const t = table ? sayer(wish.table, table, wish.locale) : sayer("en", {});

/** Says a caption of the server's own; what somebody else wrote stays as it is. @param {string} text */
export const captionOf = (text) => (table && Object.hasOwn(table, text) ? t(text) : text);

/**
 * Writes a number with so many digits behind the point.
 * @param {number} value
 * @param {number} digits
 */
export const fixed = (value, digits) => locale === undefined
  ? value.toFixed(digits)
  : value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });

if (table) {
  const { translate } = await import("./static_texts.js");
  document.documentElement.lang = wish.table;
  translate(document.documentElement, t);
}
if (wish) document.body.style.visibility = "";
