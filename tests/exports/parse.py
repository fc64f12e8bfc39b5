"""Reads the files of a built site with other programs and holds their records against those of library.jsonl.

    tests/exports/install && tests/exports/.venv/bin/python tests/exports/parse.py SITE...

BibTeX is read by bibtexparser, RIS by rispy, MEDLINE by Bio.Medline, CSL-JSON by citeproc-py, which also sets every item, CSV
by Python itself. Compared are the number of records, their order, identifiers, titles, years and first authors. Files of
groups hold a choice of the library's records in its order, each with the library's own citation key.
"""

import csv
import io
import json
import re
import sys
import unicodedata
import warnings
from pathlib import Path

import bibtexparser
import rispy
from Bio import Medline
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

# A list of thousands of collaborators is one cell.
csv.field_size_limit(10**9)
STYLE = Path(__file__).with_name("plain.csl")
# It says of each variable that it does not know, which CSL allows, that it does not.
warnings.filterwarnings("ignore", module="citeproc")


def plain(text):
    """Letters and digits alone: what is compared is what is said, not how a format sets it."""
    text = re.sub(r"<[^>]*>|\\[a-zA-Z]+|\{\\[^}]*\}", "", str(text or ""))
    return "".join(c for c in unicodedata.normalize("NFKD", text).lower() if c.isalnum())


def wanted(record):
    """What every format says of a record."""
    people = record.get("authors") or record.get("editors") or []
    first = people[0] if people else {}
    dates = [record.get(key) for key in ("published", "electronic", "print", "collection")]
    dates.append((record.get("book") or {}).get("published"))
    return {
        "pmid": record.get("pmid", ""),
        "doi": record.get("doi", ""),
        "title": plain(record.get("title")),
        "family": plain(first.get("family") or first.get("collective")),
        "year": str(next((date["year"] for date in dates[:1] + dates[-1:] if date), "")),
    }


def fields(**said):
    return {key: plain(value) if key in ("title", "family") else str(value or "") for key, value in said.items()}


def family(name):
    """Of "Family, Given" or a group; formats have words of their own for nobody."""
    family = (name or "").split(",")[0]
    return "" if re.fullmatch(r"\[?no authors( listed)?\]?", family.lower()) else family


def of_bibtex(text):
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks, library.failed_blocks[0]
    for entry in library.entries:
        known = entry.fields_dict
        get = lambda *names: next((known[name].value for name in names if name in known), "")
        pmid = get("pmid") or (get("eprint") if get("eprinttype") == "pubmed" else "")
        people = get("author") or get("editor")
        yield entry.key, fields(
            pmid=pmid,
            doi=get("doi").replace("\\", ""),
            title=get("title"),
            family=family(re.split(r"\s+and\s+", people)[0]),
            year=get("year") or get("date")[:4],
        )


def of_ris(text):
    for record in rispy.loads(text):
        people = record.get("authors") or record.get("first_authors") or record.get("editors") or record.get("secondary_authors") or [""]
        yield None, fields(
            pmid=record.get("accession_number", "") if record.get("name_of_database") == "PubMed" else "",
            doi=record.get("doi"),
            title=record.get("title") or record.get("primary_title"),
            family=family(people[0]),
            year=(record.get("year") or "")[:4],
        )


def of_medline(text):
    for record in Medline.parse(io.StringIO(text)):
        numbers = " ".join([record.get("LID", ""), *record.get("AID", [])])
        doi = next(iter(re.findall(r"(\S+) \[doi\]", numbers)), "")
        people = record.get("FAU") or record.get("FED") or [""]
        short = record.get("AU") or record.get("ED") or [""]
        group = record.get("CN") or [""]
        group = [group] if isinstance(group, str) else group
        yield None, fields(
            pmid=record.get("PMID"),
            doi=doi.lower(),
            title=record.get("TI") or record.get("BTI"),
            family=family(family(people[0]) or (short[0] if family(short[0]) else "").rsplit(" ", 1)[0] or group[0]),
            year=(record.get("DP") or "")[:4],
        )


def of_csl(text):
    items = json.loads(text)
    # The second reading is another program's own, and it sets each item in a style.
    source = CiteProcJSON(items)
    bibliography = CitationStylesBibliography(CitationStylesStyle(str(STYLE), validate=False), source, formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    assert len(bibliography.keys) == len(items)
    # It sets nothing of an item that has neither names nor title nor date.
    set_in_style = sum(1 for item in items if {"author", "title", "issued"} & item.keys())
    assert len(bibliography.bibliography()) >= set_in_style
    for item in items:
        people = item.get("author") or item.get("editor") or [{}]
        parts = (item.get("issued") or {}).get("date-parts") or [[""]]
        yield None, fields(
            pmid=item.get("PMID"),
            doi=item.get("DOI"),
            title=item.get("title"),
            family=people[0].get("family") or people[0].get("literal"),
            year=parts[0][0],
        )


def of_csv(text):
    for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
        guard = lambda cell: cell[1:] if cell[:2] in ("'=", "'+", "'-", "'@") else cell
        people = row.get("authors") or row.get("editors") or ""
        yield None, fields(
            pmid=row.get("pmid"),
            doi=row.get("doi"),
            title=guard(row.get("title", "")),
            family=family(people.split(";")[0]),
            year=row["published"][:4],
        )


READERS = {
    ".biblatex.bib": of_bibtex,
    ".bib": of_bibtex,
    ".ris": of_ris,
    ".nbib": of_medline,
    ".json": of_csl,
    ".csv": of_csv,
}


def read(path):
    reader = next(reader for ending, reader in READERS.items() if path.name.endswith(ending))
    with open(path, encoding="utf-8", newline="") as file:
        return list(reader(file.read()))


def check(site):
    with open(site / "library.jsonl", encoding="utf-8", newline="\n") as lines:
        library = [wanted(json.loads(line)) for line in lines.read().split("\n") if line]
    keys = {}
    wrong = []
    for ending in READERS:
        found = read(site / f"library{ending}")
        if len(found) != len(library):
            wrong.append(f"library{ending} has {len(found)} records of {len(library)}")
            continue
        for record, (key, got) in zip(library, found):
            differing = {name: (record[name], got[name]) for name in record if record[name] != got[name]}
            if differing:
                wrong.append(f"library{ending}: {record['title'][:40]!r}: {differing}")
            if key is not None:
                keys.setdefault(ending, []).append(key)
    for ending, all_keys in keys.items():
        if len({key.lower() for key in all_keys}) != len(all_keys):
            wrong.append(f"library{ending} has a citation key twice")
    if keys[".bib"] != keys[".biblatex.bib"]:
        wrong.append("BibTeX and BibLaTeX differ in their keys")
    files = 0
    for path in sorted(site.glob("*/*")):
        if path.suffix not in (".bib", ".ris", ".csv") or path.parent.name == "tables":
            continue
        files += 1
        places = iter(zip(library, keys[".bib"]))
        for key, got in read(path):
            # Each record stands behind the one before, in the library too.
            if not any(record == got and key in (None, own) for record, own in places):
                wrong.append(f"{path.relative_to(site)}: {got} is not the next of the library")
                break
    return len(library), files, wrong


def main():
    failed = False
    for name in sys.argv[1:]:
        records, files, wrong = check(Path(name))
        for line in wrong[:20]:
            print(line, file=sys.stderr)
        failed = failed or bool(wrong)
        print(f"{name}: {records} records, read by other programs from {len(READERS)} files and {files} of groups; {len(wrong)} differences")
    return 1 if failed or len(sys.argv) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
