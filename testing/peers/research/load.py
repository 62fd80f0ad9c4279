"""Loads an export's OMOP tables as a researcher would: DuckDB with the model's own DDL, keys and references from Parquet and from CSV, and pandas. Prints a line of JSON for each fault."""
import json
import pathlib
import re
import sys

import duckdb
import pandas

folder, model = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
tables = sorted(path.stem for path in (folder / 'omop').glob('*.parquet'))


def fault(table, why):
    print(json.dumps({'table': table, 'why': str(why)[:300]}))


def script(name):
    text = (model / f'OMOPCDM_postgresql_5.4_{name}.sql').read_text()
    return [s.strip() for s in re.sub(r'--.*', '', text).replace('@cdmDatabaseSchema.', '').split(';') if s.strip()]


def load(kind):
    db = duckdb.connect()
    for statement in script('ddl'):
        db.execute(statement)
    for table in tables:
        path = folder / 'omop' / f'{table}.{kind}'
        source = f"read_parquet('{path}')" if kind == 'parquet' else f"read_csv('{path}', all_varchar=true, nullstr='', header=true)"
        try:
            db.execute(f'INSERT INTO {table} SELECT * FROM {source}')
        except duckdb.Error as error:
            fault(table, f'{kind}: {error}')
    for statement in script('primary_keys'):
        found = re.search(r'ALTER TABLE (\w+)\s+ADD CONSTRAINT \w+ PRIMARY KEY \((\w+)\)', statement, re.I)
        if not found or found[1].lower() not in tables:
            continue
        table, key = found[1].lower(), found[2]
        twice = db.execute(f'SELECT count(*) - count(DISTINCT {key}) FROM {table}').fetchone()[0]
        if twice:
            fault(table, f'{kind}: {twice} keys stand twice')
    for statement in script('constraints'):
        found = re.search(r'ALTER TABLE (\w+)\s+ADD CONSTRAINT \w+ FOREIGN KEY \((\w+)\) REFERENCES (\w+) \((\w+)\)', statement, re.I)
        if not found or found[1].lower() not in tables or found[3].lower() not in tables:
            continue
        table, column, to, key = found[1].lower(), found[2], found[3].lower(), found[4]
        lost = db.execute(f'SELECT count(*) FROM {table} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM {to})').fetchone()[0]
        if lost:
            fault(table, f'{kind}: {lost} of {column} lead to no {to}')
    outside = db.execute(
        'SELECT count(*) FROM measurement m JOIN observation_period p USING (person_id) '
        'WHERE m.measurement_date NOT BETWEEN p.observation_period_start_date AND p.observation_period_end_date'
    ).fetchone()[0]
    if outside:
        fault('measurement', f'{kind}: {outside} lie outside the period of their person')
    return db


parquet, csv = load('parquet'), load('csv')
for table in tables:
    rows = [db.execute(f'SELECT * FROM {table} ORDER BY 1').fetchall() for db in (parquet, csv)]
    # In CSV an apostrophe stands before what a spreadsheet would run (dictionary.csv says so).
    plain = [[tuple(c.removeprefix("'") if isinstance(c, str) else c for c in row) for row in each] for each in rows]
    if plain[0] != plain[1]:
        fault(table, 'Parquet and CSV say different things')
facts = pandas.read_parquet(folder / 'facts.parquet')
lines = pandas.read_csv(folder / 'facts.csv', dtype=str, keep_default_na=False)
if list(facts.columns) != list(lines.columns) or len(facts) != len(lines):
    fault('facts', 'Parquet and CSV have other columns or rows')
if facts['number'].dtype != 'float64':
    fault('facts', f"numbers are {facts['number'].dtype}")
read = parquet.execute(
    "SELECT operator_concept_id, value_as_number, value_source_value FROM measurement ORDER BY measurement_id"
).fetchall()
print(json.dumps({'tables': tables, 'facts': len(facts), 'measurements': read}, default=float))
