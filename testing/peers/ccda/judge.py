#!/usr/bin/env python3
"""Judges C-CDA documents by HL7's own Schematron (ISO/IEC 19757-3), which nobody here wrote.

Usage: judge.py SCHEMATRON FOLDER
Prints one line of JSON for each *.xml in FOLDER: {"file": name, "errors": [{"rule", "path", "text", "vocabulary"}]}.
The Schematron is compiled once, by the skeleton that lxml carries (XSLT 1.0, Rick Jelliffe), and run by Saxon.
"vocabulary" marks rules that read voc.xml, HL7's value sets: where the file is not beside the Schematron they fail for every document.
"""
import json
import os
import re
import sys
import tempfile

from lxml import etree, isoschematron
from saxonche import PySaxonProcessor

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
STEPS = os.path.join(isoschematron.__path__[0], "resources/xsl/iso-schematron-xslt1")
EMPTY = '<systems xmlns="http://www.lantanagroup.com/voc"/>'


def compiled(schema, phase):
    tree = etree.parse(schema)
    vocabulary = {a.get("id") for a in tree.iter(SCH + "assert") if "voc.xml" in (a.get("test") or "")}
    for step in ("iso_dsdl_include.xsl", "iso_abstract_expand.xsl", "iso_svrl_for_xslt1.xsl"):
        options = {"phase": etree.XSLT.strparam(phase)} if "svrl" in step else {}
        tree = etree.XSLT(etree.parse(os.path.join(STEPS, step)))(tree, **options)
    return tree, vocabulary


def main(schema, folder):
    with tempfile.TemporaryDirectory() as work, PySaxonProcessor(license=False) as saxon:
        tree, vocabulary = compiled(schema, "errors")
        own = os.path.join(os.path.dirname(os.path.abspath(schema)), "voc.xml")
        with open(os.path.join(work, "voc.xml"), "w", encoding="utf-8") as out:
            out.write(open(own, encoding="utf-8").read() if os.path.exists(own) else EMPTY)
        rules = os.path.join(work, "rules.xsl")
        tree.write(rules)
        judge = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=rules)
        for name in sorted(os.listdir(folder)):
            if not name.endswith(".xml"):
                continue
            report = etree.fromstring(judge.transform_to_string(source_file=os.path.join(folder, name)).encode())
            errors = [
                {
                    "rule": failed.get("id"),
                    "path": re.sub(r"\*\[local-name\(\)='(\w+)'[^]]*\]", r"\1", failed.get("location", "")),
                    "text": " ".join("".join(failed.itertext()).split()),
                    "vocabulary": failed.get("id") in vocabulary,
                }
                for failed in report.iter(SVRL + "failed-assert")
            ]
            print(json.dumps({"file": name, "errors": errors}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
