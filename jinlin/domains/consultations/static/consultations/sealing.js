// How is a ballot sealed, and how do both tellers' keys open it? The same format as sealing.py.
"use strict";

const OAEP = { name: "RSA-OAEP", hash: "SHA-256" };
const MAKING = { ...OAEP, modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) };
const PADDED = 64;

export const isFit = () => Boolean(globalThis.isSecureContext && globalThis.crypto?.subtle);

export const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
export const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const random = (length) => crypto.getRandomValues(new Uint8Array(length));
const both = (one, two) => one.map((byte, place) => byte ^ two[place]);

export async function newPair() {
  const pair = await crypto.subtle.generateKey(MAKING, true, ["encrypt", "decrypt"]);
  return {
    public: toText(await crypto.subtle.exportKey("spki", pair.publicKey)),
    private: toText(await crypto.subtle.exportKey("pkcs8", pair.privateKey)),
  };
}

export async function seal(choice, vote, keys) {
  const halves = [random(32), random(32)];
  const nonce = random(12);
  const text = JSON.stringify({ choice }).padEnd(PADDED);
  const key = await crypto.subtle.importKey("raw", both(...halves), "AES-GCM", false, ["encrypt"]);
  const additionalData = new TextEncoder().encode(vote);
  const locked = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData }, key, new TextEncoder().encode(text));
  const wrapped = [];
  for (const [place, half] of halves.entries()) {
    const open = await crypto.subtle.importKey("spki", toBytes(keys[place]), OAEP, false, ["encrypt"]);
    wrapped.push(await crypto.subtle.encrypt(OAEP, open, half));
  }
  return [...wrapped, nonce, locked].map(toText).join(".");
}

export async function privateKey(text) {
  return crypto.subtle.importKey("pkcs8", toBytes(text.trim()), OAEP, false, ["decrypt"]);
}

export async function opened(sealed, vote, privates) {
  try {
    const [first, second, nonce, locked] = sealed.split(".").map(toBytes);
    const halves = await Promise.all([first, second].map((half, place) => crypto.subtle.decrypt(OAEP, privates[place], half)));
    const key = await crypto.subtle.importKey("raw", both(...halves.map((half) => new Uint8Array(half))), "AES-GCM", false, ["decrypt"]);
    const additionalData = new TextEncoder().encode(vote);
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce, additionalData }, key, locked);
    return String(JSON.parse(new TextDecoder().decode(plain)).choice);
  } catch {
    return "";
  }
}

export function newCode() {
  const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  return [...random(20)].map((byte) => letters[byte % letters.length]).join("");
}
