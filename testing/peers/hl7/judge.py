#!/usr/bin/env python3
"""Judges HL7 v2 messages by hl7apy's strict validation, which nobody here wrote.

Usage: judge.py FOLDER
Prints one line of JSON for each *.hl7 in FOLDER: {"file": name, "errors": [text]}.
What is hl7apy's own is left out: it reads the choice of OBR, RQD, RQ1, RXO, ODS and ODT in an order (ORM_O01) as a sequence, so that the others
are missing beside one; it has three fields of QPD, whose parameters go on in successive fields (HL7 v2.5.1, 5.5.4); and 199 characters of data in an ED.
"""
import json
import os
import re
import sys
import tempfile

from hl7apy.consts import VALIDATION_LEVEL
from hl7apy.exceptions import HL7apyException
from hl7apy.parser import parse_message

ITS_OWN = re.compile(
    r"Missing required child ORM_O01_OBRRQDRQ1RXOODSODT_SUPPGRP\.(RQD|RQ1|RXO|ODS|ODT)"
    r"|Invalid children detected for <Segment QPD>: \[('QPD_\d+'(, )?)+\]$"
    r"|The value [A-Za-z0-9+/]{199,}=* exceed the max length: 199$"
)


def errors(text):
    with tempfile.NamedTemporaryFile("r", suffix=".txt") as report:
        try:
            message = parse_message(text, validation_level=VALIDATION_LEVEL.STRICT, find_groups=True)
            message.validate(report_file=report.name)
        except HL7apyException as error:
            found = [f"Error: {error}"]
        else:
            found = []
        found += report.read().splitlines()
    return sorted({line for line in found if line.startswith("Error") and not ITS_OWN.search(line)})


def main(folder):
    for name in sorted(os.listdir(folder)):
        if name.endswith(".hl7"):
            with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
                print(json.dumps({"file": name, "errors": errors(file.read())}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
