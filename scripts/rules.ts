import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesPage } from './rules/page';

const file = join(process.cwd(), 'docs/rules.md');
const page = rulesPage();
const changed = readFileSync(file, 'utf8') !== page;
if (changed) writeFileSync(file, page);
process.stdout.write(changed ? 'changed: docs/rules.md\n' : 'docs/rules.md is current\n');
