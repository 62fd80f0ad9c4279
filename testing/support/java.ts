/** Peers written in Java, each in a folder with a pom.xml that names what it needs. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Why there can be no such peer here; undefined when there can. */
export function whyNoJava(): string | undefined {
  for (const tool of ['mvn', 'javac']) {
    try {
      execFileSync('which', [tool], { stdio: 'pipe' })
    } catch {
      return `there is no ${tool}`
    }
  }
  return undefined
}

/** What Java is told of the jars that a peer needs; Maven brings those that are not there yet. */
export function classpath(folder: string): string {
  const work = mkdtempSync(join(tmpdir(), 'hdms-peer-'))
  try {
    const file = join(work, 'classpath')
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath'
    execFileSync('mvn', ['-q', '-B', '-f', join(folder, 'pom.xml'), goal, `-Dmdep.outputFile=${file}`], { stdio: 'pipe' })
    return readFileSync(file, 'utf8').trim()
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
