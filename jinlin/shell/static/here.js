// What does a phone know of where it is, and what does its scanner read?
// <button data-locate="/places/" data-no="words" hidden><span>, <button data-scan data-no="words" hidden><span>.
// In WeChat both come from WeChat, once it has accepted our signature; elsewhere the place comes from
// the browser, and a code is read by the phone's own camera. Without either, the buttons stay away.
(() => {
  "use strict";
  const signature = document.currentScript?.dataset.signature;
  const each = (what, act) => document.querySelectorAll(what).forEach(act);
  const say = (button) => { button.querySelector("span").textContent = button.dataset.no; };
  const round = (number) => number.toFixed(4);

  const show = (what, act) => each(what, (button) => {
    button.hidden = false;
    button.addEventListener("click", () => act(button));
  });
  const go = (button, latitude, longitude, of) => {
    location.assign(`${button.dataset.locate}?at=${round(latitude)},${round(longitude)}&of=${of}`);
  };
  const lead = (button, text) => {
    let address;
    try { address = new URL(text); } catch { return say(button); }
    return address.origin === location.origin ? location.assign(address) : say(button);
  };

  const byBrowser = () => {
    if (!navigator.geolocation || !isSecureContext) return;
    show("[data-locate]", (button) => navigator.geolocation.getCurrentPosition(
      ({ coords }) => go(button, coords.latitude, coords.longitude, "gps"),
      () => say(button),
      { timeout: 10000, maximumAge: 60000 },
    ));
  };
  const byWeChat = async () => {
    const address = `${signature}?url=${encodeURIComponent(location.href.split("#")[0])}`;
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok || !window.wx) return byBrowser();
    wx.config({ ...(await answer.json()), debug: false, jsApiList: ["scanQRCode", "getLocation"] });
    wx.error(byBrowser);
    wx.ready(() => {
      show("[data-locate]", (button) => wx.getLocation({
        type: "gcj02",
        success: ({ latitude, longitude }) => go(button, Number(latitude), Number(longitude), "map"),
        fail: () => say(button),
      }));
      show("[data-scan]", (button) => wx.scanQRCode({
        needResult: 1,
        scanType: ["qrCode"],
        success: ({ resultStr }) => lead(button, resultStr),
        fail: () => say(button),
      }));
    });
  };
  addEventListener("DOMContentLoaded", () => (signature ? byWeChat().catch(byBrowser) : byBrowser()));
})();
