#!/usr/bin/env python3
"""Proves that the colours of tokens.css are told apart (WCAG 2.2 AA) in both schemes."""
import pathlib, re, sys

TEXT = {  # ink: grounds it stands on, 4.5:1
    "ink": "paper surface sunken indigo-soft danger-soft amber-soft leaf-soft",
    "muted": "paper surface sunken indigo-soft",
    "indigo": "paper surface sunken indigo-soft amber-soft danger-soft leaf-soft",
    "on-indigo": "indigo indigo-deep",
    "sogan": "paper surface sogan-soft",
    "amber": "amber-soft", "leaf": "paper surface leaf-soft",
    "danger": "paper surface danger-soft", "on-danger": "danger", "on-ground": "indigo-ground",
}
SHAPE = {"edge": "paper surface sunken", "gold": "paper surface sunken"}  # 3:1

css = (pathlib.Path(__file__).parent / "tokens.css").read_text()
tokens = {}
for name, value in re.findall(r"--([\w-]+): ([^;]+);", css):
    colours = re.findall(r"#[0-9a-f]{3,6}\b", value)
    if colours and "lift" not in name:
        tokens[name] = (colours * 2)[:2]
tokens["white"] = ["#fff", "#fff"]
TEXT["white"] = "wa"


def luminance(colour):
    h = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(h[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    parts = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


bad = 0
for least, pairs in ((4.5, TEXT), (3.0, SHAPE)):
    for ink, grounds in pairs.items():
        for ground in grounds.split():
            for scheme in (0, 1):
                a, b = sorted((luminance(tokens[ink][scheme]), luminance(tokens[ground][scheme])))
                ratio = (b + 0.05) / (a + 0.05)
                if ratio < least or "-v" in sys.argv:
                    print(f"{'light' if scheme == 0 else 'dark '} {ink} on {ground}: {ratio:.2f} (≥ {least})")
                bad += ratio < least
sys.exit(f"{bad} pairs too close" if bad else 0)
