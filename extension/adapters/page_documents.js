// Page documents: the page in front as HTML, and its video, through the page agents.

/** @import {Agent, Reply} from "../handlers/ports.js" */
/** @import {PageHere, VideoHere} from "../handlers/library_port.js" */

/** @param {Agent} agent @returns {{page: () => Promise<Reply<PageHere>>, video: () => Promise<Reply<VideoHere | null>>}} */
export const makePageDocuments = ({ ask, askAll }) => ({
  page: () => ask({ rubato: "pageHtml" }),
  video: async () => {
    const reply = await askAll({ rubato: "videoHere" });
    if (!reply.ok) return reply;
    const found = reply.value.map(({ value }) => value).filter(Boolean);
    // Of a page that is that of one video it is that; else the one that is largest, or plays.
    const [first] = [...found.filter(({ own }) => own), ...found.sort((a, b) => b.area - a.area)];
    if (!first) return { ok: true, value: null };
    if (!first.address) return { ok: false, why: { key: "why_video_closed", args: [first.title] } };
    const { title, address, captions } = first;
    return { ok: true, value: { title, address, captions } };
  },
});
