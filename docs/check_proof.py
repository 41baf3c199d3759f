"""Is my matter counted? python3 check_proof.py PROOF.json [SEALS.txt of the county]"""

import json
import sys
from hashlib import sha256
from pathlib import Path


def text(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def root(value: object, path: list[list[str]]) -> str:
    found = sha256(b"\x00" + text(value)).digest()
    for side, partner in ((side, bytes.fromhex(mark)) for side, mark in path):
        found = sha256(b"\x01" + (partner + found if side == "left" else found + partner)).digest()
    return found.hex()


proof, *published = (Path(name).read_text(encoding="utf-8") for name in sys.argv[1:])
proof = json.loads(proof)
figure, release, (said, own) = proof["figure"], proof["release"], proof["sealed"]
holds = root([figure["key"], figure["period"], proof["matter"]], proof["path"]) == proof["root"]
holds &= "".join(release["facts"]["root"]).replace("-", "") == proof["root"]
holds &= release["facts"]["number"] == figure["number"]
holds &= sha256(text(release)).hexdigest() == said["head"]
holds &= [said["subject"], own["subject"]] == [release["subject_id"], proof["matter"]]
for one in (said, own):
    head = [one["subject"], [one["subject_type"], one["link"], one["head"]]]
    holds &= (
        root(head, one["path"]) == one["seal"]["root"] and one["seal"]["county"] == proof["county"]
    )
    holds &= sha256(text(one["seal"])).hexdigest() == one["seal_hash"]
    holds &= all(f":{one['seal_hash']}" in seals for seals in published)
print("holds" if holds else "DOES NOT HOLD", figure, proof["root"], own["seal_hash"])
sys.exit(not holds)
