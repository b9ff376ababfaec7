import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { entriesOf } from './api/entries';
import { readEntry } from './api/extract';
import { renderPage } from './api/page';

new Command()
  .description('Makes docs/api.md from the declarations in build/.')
  .option('--check', 'change nothing; fail when docs/api.md is not what the declarations give', false)
  .action(({ check }: { readonly check: boolean }) => {
    const root = process.cwd();
    const page = join(root, 'docs/api.md');
    const text = renderPage(entriesOf(root).map((entry) => readEntry(root, entry)));
    if (existsSync(page) && readFileSync(page, 'utf8') === text)
      return console.log('docs/api.md is up to date');
    if (!check) writeFileSync(page, text);
    console.log(`${check ? 'differs' : 'changed'}: docs/api.md${check ? '; run npm run api' : ''}`);
    if (check) process.exitCode = 1;
  })
  .parse();
