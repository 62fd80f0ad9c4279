/** A notebook for the analysis tool (paper, step 16): it opens the export beside it and plots, with nothing but Python's own library. */

const CELLS: readonly (readonly ['markdown' | 'code', string])[] = [
  [
    'markdown',
    `# What was bought
Every line of \`facts.csv\` is a statement of one person, known here by a pseudonym only. \`dictionary.csv\` says what each column is and what was
altered before it left the phone, \`provenance.json\` by which verification key each record was checked.`,
  ],
  [
    'code',
    `import csv, json, hashlib, pathlib, statistics
here = pathlib.Path('.')
for line in (here / 'SHA256SUMS').read_text().splitlines():
    digest, name = line.split('  ', 1)
    assert hashlib.sha256((here / name).read_bytes()).hexdigest() == digest, f'{name} was changed'
facts = list(csv.DictReader((here / 'facts.csv').open(newline='', encoding='utf-8')))
terms = json.loads((here / 'terms.json').read_text(encoding='utf-8'))
print(len(facts), 'facts of', len({f['subject'] for f in facts}), 'people; for', terms['purpose']['label'], 'until', terms['useUntil'])
print('cite as', terms['citation'])`,
  ],
  [
    'code',
    `# Bounds (f['comparator']) are no measured values, and codes are no numbers.
series = {}
for f in facts:
    if f['number'] != '' and f['comparator'] == '':
        series.setdefault((f['code'], f['unit']), []).append((f['subject'], f['day'], float(f['number'])))
for (code, unit), points in sorted(series.items()):
    values = [p[2] for p in points]
    people = len({p[0] for p in points})
    print(f'{code:12} {unit:10} {len(values):5} values, {people:4} people, median {statistics.median(values):g}')`,
  ],
  [
    'code',
    `def plot(code, unit, points, width=760, height=320):
    values = [p[2] for p in points]
    low, high = min(values), max(values)
    span = (high - low) or 1
    days = sorted({p[1] for p in points})
    x = {d: 56 + (width - 80) * i / max(1, len(days) - 1) for i, d in enumerate(days)}
    y = lambda v: height - 40 - (height - 88) * (v - low) / span
    dots = ''.join(f'<circle cx="{x[d]:.1f}" cy="{y(v):.1f}" r="3.5" fill="#0f766e" fill-opacity="0.55"/>' for _, d, v in points)
    middle = y(statistics.median(values))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="system-ui, sans-serif" font-size="12">'
            f'<rect width="100%" height="100%" fill="#fff"/><text x="16" y="24" font-size="15" font-weight="600">{code}, {unit}: {len(values)} values</text>'
            f'<text x="8" y="{y(high) + 4:.1f}">{high:g}</text><text x="8" y="{y(low) + 4:.1f}">{low:g}</text>'
            f'<line x1="56" x2="{width - 24}" y1="{middle:.1f}" y2="{middle:.1f}" stroke="#b45309" stroke-dasharray="4 3"/>'
            f'<text x="56" y="{height - 14}">{days[0]}</text><text x="{width - 100}" y="{height - 14}">{days[-1]}</text>{dots}</svg>')
(code, unit), points = max(series.items(), key=lambda item: len(item[1]))
svg = plot(code, unit, points)
(here / 'plot.svg').write_text(svg, encoding='utf-8')
try:
    from IPython.display import SVG, display
    display(SVG(svg))
except ImportError:
    print('plot.svg written')`,
  ],
]

/** An nbformat 4.5 notebook. */
export function notebook(): string {
  const cells = CELLS.map(([type, source], i) => ({
    cell_type: type,
    id: `cell-${i}`,
    metadata: {},
    source: source.split('\n').map((line, n, all) => (n < all.length - 1 ? `${line}\n` : line)),
    ...(type === 'code' ? { execution_count: null, outputs: [] } : {}),
  }))
  const metadata = { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' }, language_info: { name: 'python' } }
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`
}
