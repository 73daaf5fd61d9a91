// In step: players of one session go, stand and are sought together, each where its file is at that second of the session.

/** @typedef {{player: HTMLMediaElement, at: number}} Track `at`: ms of the session at which its file begins. */

/** s that two players may be apart before one is moved: less is not heard as an echo of the other. */
const APART = 0.05;

/** @param {readonly Track[]} tracks */
export function goInStep(tracks) {
  /** @type {HTMLMediaElement | null} Whose doing the others follow; what they do meanwhile is not their own. */
  let leader = null;
  for (const {player, at} of tracks) {
    const lead = () => {
      if (leader && leader !== player && !leader.paused) return;
      leader = player;
      for (const other of tracks) if (other.player !== player) follow(other, at + player.currentTime * 1000, player);
    };
    for (const event of ['play', 'pause', 'seeked', 'ratechange', 'timeupdate']) player.addEventListener(event, () => {
      if (event === 'timeupdate' && leader !== player) return;
      lead();
    });
  }
}

/** @param {Track} track @param {number} ms of the session @param {HTMLMediaElement} leader */
function follow({player, at}, ms, leader) {
  const wanted = (ms - at) / 1000;
  const there = wanted >= 0 && wanted < (player.duration || 0);
  if (there && Math.abs(player.currentTime - wanted) > APART) player.currentTime = wanted;
  player.playbackRate = leader.playbackRate;
  if (there && !leader.paused && player.paused) player.play().catch(() => undefined);
  if ((!there || leader.paused) && !player.paused) player.pause();
}
