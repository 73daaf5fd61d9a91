// Arrivals: which of what the browser calls loaded is a page that has come, as the page itself knows.

/** @import {Agent, ArrivalsPort, Front} from "../handlers/ports.js" */

/**
 * @param {Front} front
 * @param {Agent} agent
 * @returns {ArrivalsPort}
 */
export const makeArrivals = (front, agent) => ({
  told: (hear) => front.arrived(async ({ id, title = "", url = "" }) => {
    if (id === undefined) return;
    const reply = await agent.askTab(id, { rubato: "arrival" });
    // Where no agent may be, the browser's word is all there is; a page that has left will come again.
    if (reply.ok ? !reply.value.news : reply.why.key === "why_page_left") return;
    hear({ title: (reply.ok && reply.value.name) || title, url });
  }),
});
