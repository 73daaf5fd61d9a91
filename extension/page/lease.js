// Lease: what the panel has us show goes when it doesn't ask for it any more, for it may be gone.

/** The panel asks anew more often than this, in ms. */
const LEASE_MS = 2500;

/**
 * @param {() => void} end called when nobody asked for so long
 * @returns {{hold: () => void, drop: () => void}}
 */
export const makeLease = (end) => {
  let timer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  const drop = () => clearTimeout(timer);
  return { drop, hold: () => { drop(); timer = setTimeout(end, LEASE_MS); } };
};
