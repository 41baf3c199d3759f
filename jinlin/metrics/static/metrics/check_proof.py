"""Is my matter counted? python3 check_proof.py PROOF.json [SEALS.txt of the county]"""

import json
import sys
from hashlib import sha256
from pathlib import Path

text = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def root(value: object, path: list[list[str]]) -> str:
    found = sha256(b"\x00" + text(value).encode()).digest()
    for side, partner in ((side, bytes.fromhex(mark)) for side, mark in path):
        found = sha256(b"\x01" + (partner + found if side == "left" else found + partner)).digest()
    return found.hex()


proof, *published = (Path(name).read_text(encoding="utf-8") for name in sys.argv[1:])
figure, release, sealed = (p := json.loads(proof))["figure"], p["release"], p["sealed"]
holds = root([figure["key"], figure["period"], p["matter"]], p["path"]) == p["root"]
holds &= "".join(release["facts"]["root"]).replace("-", "") == p["root"]
holds &= release["facts"]["number"] == figure["number"]
holds &= sha256(text(release).encode()).hexdigest() == sealed[0]["head"]
for one, own in zip(sealed, (release["subject_id"], p["matter"]), strict=True):
    head = [own, [one["subject_type"], one["link"], one["head"]]]
    holds &= [root(head, one["path"]), p["county"]] == [one["seal"]["root"], one["seal"]["county"]]
    holds &= sha256(text(one["seal"]).encode()).hexdigest() == one["seal_hash"]
    holds &= all(f":{one['seal_hash']}" in seals for seals in published)
print("holds" if holds else "DOES NOT HOLD", figure, p["root"], sealed[1]["seal_hash"])
sys.exit(not holds)
