// Bookmarks, over chrome.bookmarks, which is there once the user allows it.

/** @import {Bookmark, BookmarksPort} from "../handlers/ports.js" */

/** @param {chrome.bookmarks.BookmarkTreeNode} node @returns {Bookmark} */
const toBookmark = ({ id, title, url = "", parentId = "", index = 0 }) =>
  ({ id, title, url, folder: parentId, index });

/** @param {chrome.bookmarks.BookmarkTreeNode} node @returns {chrome.bookmarks.BookmarkTreeNode[]} */
const leaves = (node) => (node.url ? [node] : (node.children ?? []).flatMap(leaves));

/** @param {typeof chrome} api @returns {BookmarksPort} */
export const makeBookmarks = (api) => ({
  granted: () => api.permissions.contains({ permissions: ["bookmarks"] }),
  all: async () =>
    (await api.bookmarks.getTree()).flatMap(leaves)
      .sort((a, b) => (b.dateAdded ?? 0) - (a.dateAdded ?? 0)).map(toBookmark),
  add: async ({ title, url, folder, index }) =>
    toBookmark(await api.bookmarks.create({
      title, url, ...(folder && { parentId: folder }), ...(index !== undefined && { index }),
    })),
  remove: (id) => api.bookmarks.remove(id),
});
