// How is something sealed so that only the house opens it, and how is a list locked on this phone?
//
// window.knock.seal(public key, bytes) gives an envelope; lock / unlock take a key of this phone that cannot be taken out of it.
(() => {
  "use strict";
  const knock = (window.knock = { isSafe: Boolean(window.isSecureContext && crypto.subtle) });
  const bytesOf = (text) => new TextEncoder().encode(text);
  function written(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return btoa(text);
  }
  const read = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const hex = (buffer) => [...new Uint8Array(buffer)].map((each) => each.toString(16).padStart(2, "0")).join("");

  async function seal({ county, number, public: spki }, bytes) {
    const theirs = await crypto.subtle.importKey("spki", read(spki), { name: "RSA-OAEP", hash: "SHA-256" }, false, ["encrypt"]);
    const raw = crypto.getRandomValues(new Uint8Array(32)), nonce = crypto.getRandomValues(new Uint8Array(12));
    const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt"]);
    const data = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, bytes));
    const wrapped = new Uint8Array(await crypto.subtle.encrypt({ name: "RSA-OAEP" }, theirs, raw));
    return { head: { county, number, key: written(wrapped), nonce: written(nonce) }, data, digest: hex(await crypto.subtle.digest("SHA-256", data)) };
  }
  // An entry of the outbox: a form travels as text, a file as bytes.
  knock.sealedForm = async (key, told) => {
    const { head, data, digest } = await seal(key, bytesOf(JSON.stringify(told)));
    return { body: { ...head, data: written(data) }, digest, sealed: true };
  };
  knock.sealedFile = async (key, head, blob) => {
    const front = bytesOf(JSON.stringify(head)), content = new Uint8Array(await blob.arrayBuffer()), whole = new Uint8Array(4 + front.length + content.length);
    new DataView(whole.buffer).setUint32(0, front.length);
    whole.set(front, 4);
    whole.set(content, 4 + front.length);
    const { head: outside, data, digest } = await seal(key, whole);
    return { body: outside, file: data.buffer, digest, sealed: true };
  };
  knock.newLock = () => crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  knock.lock = async (key, told) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytesOf(JSON.stringify(told))) };
  };
  knock.unlock = async (key, { iv, data }) => JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data)));
})();
